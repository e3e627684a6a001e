"""Values of any kind that a user, another tool or a proxy may send."""

from hypothesis import strategies as st

#: Any JSON, and numbers that JSON does not have.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def deep(depth: int) -> list:
    """Return nested lists."""
    value: list = []
    for _ in range(depth):
        value = [value]
    return value
