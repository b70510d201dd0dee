"""What a plan says: addresses that come, go and move, and how many may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.sites import OLD
from sportello.deploy import Route, compare, desired, too_many_removed
from sportello.deploy.server import call

GONE = Route(refuse="550 5.1.6 Shut")
ROUTES = st.dictionaries(
    st.sampled_from([f"a{number}@01s.it" for number in range(9)]),
    st.sampled_from([Route(("x@mbox.01s.it",)), Route(("y@mbox.01s.it",)), GONE, Route()]),
)


@given(ROUTES, ROUTES)
def test_each_address_that_differs_is_in_one_list_and_no_other_is(
    before: dict[str, Route], after: dict[str, Route]
) -> None:
    changes = compare(({}, {}), (before, after))
    listed = [*changes.added, *changes.removed, *changes.rerouted]
    assert len(listed) == len(set(listed))
    for address in {*before, *after}:
        old, new = before.get(address, Route()), after.get(address, Route())
        kinds = {(False, True): changes.added, (True, False): changes.removed}
        kind = kinds.get((bool(old.deliver), bool(new.deliver)))
        if kind is not None:
            assert address in kind
        elif address in before and address in after:
            assert (address in changes.rerouted) == (old != new)


@given(ROUTES, ROUTES, st.none() | st.integers(0, 9))
def test_what_may_go_is_a_tenth_or_what_is_allowed(
    before: dict[str, Route], after: dict[str, Route], allowed: int | None
) -> None:
    changes = compare(({}, {}), (before, after))
    refused = too_many_removed(changes, allowed)
    gone = sum(bool(r.deliver) and not after.get(a, GONE).deliver for a, r in before.items())
    held = sum(bool(route.deliver) for route in before.values())
    assert (refused is not None) == (gone > (0.1 * held if allowed is None else allowed))


def test_a_long_list_is_cut_and_counted() -> None:
    many = {f"a{number:02}@01s.it": Route(("x@mbox.01s.it",)) for number in range(25)}
    lines = list(compare(({"virtual": "1", "old": "1"}, {"virtual": "2"}), ({}, many)).lines())
    assert lines[:3] == [
        "  changed  virtual",
        "  gone     old",
        "  addresses: 25 added, 0 removed, 0 rerouted",
    ]
    assert len(lines) == 24
    assert lines[3] == "    + a00@01s.it  x@mbox.01s.it"
    assert lines[-1] == "    … and 5 more"


def test_routes_are_told_in_words() -> None:
    assert [str(each) for each in (Route(("a", "b")), GONE, Route())] == [
        "a, b",
        "refused: 550 5.1.6 Shut",
        "left to its own server",
    ]


def test_a_target_that_is_not_there_is_a_lookup_error() -> None:
    with pytest.raises(LookupError, match="nothing"):
        desired("nothing", OLD, "")


def test_a_program_is_found_where_the_system_keeps_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sportello.deploy.server.SYSTEM_PATH", "/bin:/usr/bin")
    assert call("coreutils", "cat", stdin="said").out == "said"


def test_where_only_tags_or_rules_differ_the_addresses_are_not_called_rerouted() -> None:
    to = ("x@mbox.01s.it",)
    old = {
        "a@01s.it": Route(to, tags={"S": "one"}),
        "b@01s.it": Route(to),
        "c@01s.it": Route(to, scripted=to),
    }
    new = {
        "a@01s.it": Route(to, tags={"S": "one, two"}),
        "b@01s.it": Route(to, tags={"S": "new"}),
        "c@01s.it": Route(to),
    }
    assert list(compare(({}, {}), (old, new)).lines()) == [
        "  addresses: 0 added, 0 removed, 0 rerouted, 3 tagged otherwise",
        "    ~ a@01s.it  tags S: one, two  was one",
        "    ~ b@01s.it  tags S: new  was none",
        "    ~ c@01s.it  other rules in the script",
    ]
