"""A search through a list that has no search: nothing twice, nothing lost, never all at once."""

from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.services import paging
from freezer_ui.services.paging import Page


def reader(rows):
    asked = []

    def read(limit, offset):
        asked.append(offset)
        return rows[offset : offset + limit]

    return read, asked


@given(st.lists(st.booleans(), max_size=2_500), st.integers(1, 50))
def test_going_on_finds_every_wanted_row_once(wanted, limit):
    rows = list(enumerate(wanted))
    read, asked = reader(rows)
    found, cursor = [], "0"
    while cursor is not None:
        asked.clear()
        part = paging.search(Page(limit, int(cursor)), read, lambda row: row[1])
        assert len(part.rows) <= limit
        assert len(asked) <= paging.CHUNKS
        found, cursor = found + part.rows, part.cursor
    assert found == [row for row in rows if row[1]]


def test_what_was_found_is_answered_before_more_is_read():
    read, asked = reader([(n, n == 3) for n in range(2_000)])
    part = paging.search(Page(24), read, lambda row: row[1])
    assert (part.rows, part.cursor, part.checked) == ([(3, True)], "100", 100)
    assert asked == [0]


def test_what_belongs_to_others_is_not_counted():
    """An admin reads the jobs of all projects; "every job is in a session" is of one's own."""
    read, _asked = reader([(n, True) for n in range(50)])
    part = paging.search(Page(24), read, lambda row: row[1], lambda row: row[0] % 5 == 0)
    assert (len(part.rows), part.cursor, part.checked) == (10, None, 10)


@given(st.integers(0, 3_000), st.integers(1, 50))
def test_stretches_begin_at_the_same_rows_for_everybody(offset, limit):
    read, asked = reader([(n, n % 300 == 7) for n in range(3_000)])
    paging.search(Page(limit, offset), read, lambda row: row[1])
    assert set(asked) <= {0, *range(paging.FIRST, 4_000, paging.CHUNK)}


@given(st.integers(0, 2_500))
def test_every_row_comes_once_in_the_stretches_of_a_search(count):
    rows = list(range(count))
    read, asked = reader(rows)
    assert list(paging.iterate(read)) == rows
    stretches = list(asked)
    assert stretches[:2] == [0, paging.FIRST][: len(stretches)]
    assert all(offset in range(paging.FIRST, 3_000, paging.CHUNK) for offset in stretches[1:])
