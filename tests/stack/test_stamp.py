"""What a cloud needs and is slow to make: once for all clouds of a checkout."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from stack import stamp


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(stamp, "CACHE", tmp_path / "cache")


def test_clouds_that_start_at_once_make_it_once(tmp_path):
    made = []

    def make(folder):
        made.append(folder)
        (folder / "data").write_text("made")

    homes = [tmp_path / str(number) / "keystone" for number in range(4)]
    with ThreadPoolExecutor(len(homes)) as pool:
        list(pool.map(lambda home: stamp.fill(home, "1", make), homes))
    assert len(made) == 1
    assert [(home / "data").read_text() for home in homes] == ["made"] * len(homes)


def test_what_a_cloud_has_is_kept_and_brought_up_to_date(tmp_path):
    home, made = tmp_path / "keystone", []
    stamp.fill(home, "1", lambda folder: (folder / "data").write_text("made"))
    (home / "data").write_text("used")
    for _ in range(2):
        stamp.fill(home, "2", made.append)
    assert made == [home]
    assert (home / "data").read_text() == "used"


def test_what_was_not_made_whole_is_made_again(tmp_path):
    def fail(folder):
        (folder / "half").touch()
        raise NotADirectoryError

    with pytest.raises(NotADirectoryError):
        stamp.fill(tmp_path / "keystone", "1", fail)
    stamp.fill(tmp_path / "keystone", "1", lambda folder: (folder / "whole").touch())
    assert {path.name for path in (tmp_path / "keystone").iterdir()} == {"whole", ".done"}
