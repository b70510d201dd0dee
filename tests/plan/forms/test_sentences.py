"""What a reader of a plan sees first, and what he need not read."""

from datetime import date

from sportello.plan.change import Change, Quoted
from sportello.plan.forms.markdown import as_markdown
from sportello.plan.forms.text import as_text
from sportello.plan.impact import Impact
from sportello.plan.plan import Line, Plan, Subject
from sportello.plan.report import Compared, Report


def said(count: int, kind: str, impact: Impact) -> str:
    """The text of a plan with so many effects of a kind, each with words of its own."""
    lines = tuple(
        Line(
            Change(kind, impact, "", ("nothing",), (Quoted(f"word-{number}"),)),
            (Subject(f"service-{number}", ("",)),),
            (("services", f"service-{number}"),),
            "abcdefghijkl",
        )
        for number in range(count)
    )
    report = Report(Plan(date(2026, 11, 28), lines, (), {}), Compared("a"), Compared("b"), "1.0")
    return as_text(report) + as_markdown(report)


def test_many_that_hurt_nobody_are_told_together() -> None:
    text = said(9, "search-words", Impact.NEUTRAL)
    assert "service-0, service-1, service-2 and 6 more: is found by other words" in text
    assert "`service-0`, `service-1`, `service-2` and 6 more: is found by other words" in text
    assert "word-4" not in text


def test_few_and_whatever_hurts_are_told_one_by_one() -> None:
    for text in (
        said(3, "search-words", Impact.NEUTRAL),
        said(9, "address-lost", Impact.LOST_MAIL),
    ):
        assert "word-2" in text
        assert "more:" not in text
