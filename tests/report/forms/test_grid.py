"""Tables of characters."""

from hypothesis import given
from hypothesis import strategies as st

from sportello.report.forms.grid import grid

CELLS = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=40)


def test_headings_wrap_over_narrow_numbers() -> None:
    assert list(grid(["Month", "90 of 100 within"], [["Jan 2026", "7:54"]], 1, 60)) == [
        "          90 of 100",
        "Month        within",
        "Jan 2026       7:54",
    ]


def test_numbers_that_do_not_fit_follow_below_with_their_names() -> None:
    header = ["Service", *(f"Number{n}" for n in range(4))]
    rows = [["shop", *["1234567"] * 4], ["mail", *["7654321"] * 4]]
    assert list(grid(header, rows, 1, 40)) == [
        "Service  Number0  Number1  Number2",
        "shop     1234567  1234567  1234567",
        "mail     7654321  7654321  7654321",
        "",
        "Service  Number3",
        "shop     1234567",
        "mail     7654321",
    ]


def test_what_would_move_the_cursor_is_shown_as_its_code() -> None:
    assert list(grid(["Customer"], [["\x1b[2Jgone\nnext"]], 1, 80))[1] == "\\x1b[2Jgone next"


@given(st.lists(st.tuples(CELLS, CELLS, st.integers(0, 10**6)), min_size=1, max_size=6))
def test_two_names_and_a_number_always_fit(rows: list[tuple[str, str, int]]) -> None:
    header = ["Service", "Customer", "Count"]
    shown = [[first, second, str(number)] for first, second, number in rows]
    assert all(len(line) <= 80 for line in grid(header, shown, 2, 80))
