"""On what of a ticket a condition depends, where something of it is known."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from sportello.catalog.model import When
from sportello.sla.conditions import asked, depends_on, may_fit
from sportello.sla.match import why_unmet

KEYS = (
    "provider", "family", "service", "tag", "phase", "channel", "severity", "type", "cause", "contract",
)  # fmt: skip
VALUES = ("mail", "phone")
ELSE = frozenset({"fax"})

values = st.lists(st.sampled_from(VALUES), min_size=1, unique=True).map(tuple)
conditions = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(KEYS, values) | {"hours": st.sampled_from(("open", "closed"))}
).map(lambda keys: convert(keys, When))
facts = st.dictionaries(st.sampled_from(KEYS), st.frozensets(st.sampled_from((*VALUES, "fax"))))
Known = Mapping[str, frozenset[str]]


def fits(when: When, known: Known, others: Known, hours: str | None) -> bool:
    """Whether a ticket fits of which this is known, and others are what they are."""
    unknown = {key: others.get(key, ELSE) for key in KEYS if key not in known}
    calendars = {state: frozenset({"office"} if state == hours else ()) for state in ("open", "closed")}  # fmt: skip
    ticket = {**known, **unknown, "calendar": frozenset({"office"}), **calendars}
    return why_unmet(when, ticket) is None


@given(conditions, facts)
def test_it_depends_on_exactly_what_can_still_make_it_fit_or_not(when: When, known: Known) -> None:
    left = depends_on(when, known)
    fitting = {key: frozenset(accepted) for key, accepted in asked(when)}
    met = when.hours or "open"
    assert may_fit(when, known) is (left is not None)
    assert fits(when, known, fitting, met) is (left is not None)
    for key in left or ():
        if key == "hours":
            assert not fits(when, known, fitting, "closed" if met == "open" else "open")
        else:
            assert not fits(when, known, {**fitting, key: ELSE}, met)
    if left is not None:
        needed = {key: fitting[key] for key in left - {"hours"}}
        assert fits(when, known, needed, met)


def test_a_condition_that_asks_for_nothing_depends_on_nothing() -> None:
    assert depends_on(When(), {}) == frozenset()


def test_a_calendar_alone_asks_for_nothing() -> None:
    assert depends_on(When(calendar="office"), {}) == frozenset()
    assert depends_on(When(hours="closed", calendar="office"), {}) == frozenset({"hours"})
