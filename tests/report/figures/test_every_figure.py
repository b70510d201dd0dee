"""What holds of every figure."""

from itertools import product

import pytest

from report.rows import FIGURES, tables
from sportello.report.figure import Figure, Month
from sportello.report.forms.flat import flat_measures

MONTHS: tuple[Month, ...] = ("opened", "decided", "resolved")


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_it_is_told_in_both_languages(figure: Figure) -> None:
    for text in (figure.title, figure.explanation, *(each.title for each in figure.measures)):
        assert {*text} == {"it", "en"}
        assert all(words.strip() for words in text.values())
    for words in figure.explanation.values():
        assert words.endswith(".")


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_it_can_be_parted_by_each_of_its_parts_and_selects_what_it_measures(
    figure: Figure,
) -> None:
    columns = [
        name
        for each in flat_measures(figure)
        for name in ([each.name, f"{each.name}_of"] if each.unit == "share" else [each.name])
    ]
    several = ("service", "customer", "quarter", "month")
    asked = [(), several, *((each,) for each in sorted(figure.parts))]
    with tables() as made:
        for by, month in product(asked, MONTHS):
            found = made.duck.execute(figure.select(by, month)).description or []
            assert [each[0] for each in found] == [*by, *columns]


def test_no_two_figures_have_the_same_place() -> None:
    places = [each.place for each in FIGURES.values()]
    assert len({*places}) == len(places)
