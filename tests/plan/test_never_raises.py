"""Whatever stands in the files of either side, comparing them ends in a plan that can be shown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from damage import CHANGES, Changes, damaged, loaded
from sportello.api.planning import FORMS, rendered
from sportello.catalog import load
from sportello.plan.comparison import Side
from sportello.plan.plan import plan
from sportello.plan.report import Compared, Report

Write = Callable[..., Path]
SIDE = st.one_of(st.just([]), CHANGES)
CUT = st.one_of(st.none(), st.tuples(st.integers(0, 9), st.floats(0, 1)))

DAY = st.sampled_from([date(2026, 11, 28), date(2031, 2, 28)])
"""The second is beyond the years that the catalog knows."""


def side(changes: Changes, cut: tuple[int, float] | None) -> Side:
    """A damaged catalog, of which one file may end in the middle."""
    files = damaged(changes)
    if cut is not None:
        number, share = cut
        file = sorted(files)[number % len(files)]
        files[file] = files[file][: int(len(files[file]) * share)]
    made = loaded(files)
    return Side(made.catalog, incomplete=made.incomplete)


@settings(max_examples=40)
@given(before=SIDE, after=SIDE, cuts=st.tuples(CUT, CUT), day=DAY)
def test_damaged_sides_make_a_plan_in_every_form(
    before: Changes,
    after: Changes,
    cuts: tuple[tuple[int, float] | None, tuple[int, float] | None],
    day: date,
) -> None:
    sides = side(before, cuts[0]), side(after, cuts[1])
    made = plan(*sides, day)
    report = Report(made, Compared("before", "", 1), Compared("after", "", 1), "1.0")
    for form in FORMS:
        assert isinstance(rendered(report, form), str)
    assert not plan(sides[1], sides[1], made.day).lines
    if any(each.incomplete for each in sides):
        assert not made.is_empty
        assert not made.without_effect


def test_a_domain_as_long_as_can_be_makes_a_plan(catalog_at: Write) -> None:
    longest = f"{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 52}.example"
    domains = f"catch_all: {{{longest}: [desk]}}\ndomains: [acme.example, {longest}]"
    before = load(catalog_at()).catalog
    after = load(catalog_at(("mailboxes.yaml", "domains: [acme.example]", domains))).catalog
    made = plan(Side(before), Side(after), date(2026, 11, 28))
    assert [each.change.kind for each in made.lines] == ["domain-new"]
