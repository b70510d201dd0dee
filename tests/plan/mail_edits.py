"""Random mail sections of a catalog, and the same after some edits as people make them."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from routing.desk import acknowledgement, box, desk, retired, service
from sportello.catalog.model import Catalog

DOMAINS = ("one.example", "two.example", "far.example", "one.test")
LOCALS = ("a", "b", "c", "a+x", "d")
ADDRESSES = [f"{local}@{domain}" for domain in DOMAINS for local in LOCALS]
Sections = dict[str, Any]

_own = st.sampled_from([each for each in ADDRESSES if not each.endswith("far.example")])
_dates = st.sampled_from(["2026-01-01", "2027-01-10", "2027-03-01"])


@st.composite
def _mailbox(draw: st.DrawFn, sections: Sections) -> dict[str, Any]:
    return {
        "address": draw(_own),
        "aliases": draw(st.lists(_own, max_size=2, unique=True)),
        "deliver_to": draw(_listed(sections)),
        "acknowledge": draw(st.sampled_from([None, "usual", "other"])),
        "retired": draw(st.none() | _retired(sections)),
    }


@st.composite
def _retired(draw: st.DrawFn, sections: Sections) -> dict[str, Any]:
    successor = draw(st.sampled_from([None, *sections["mailboxes"]]))
    until = draw(st.sampled_from([None, "2027-02-01", "2027-06-30"])) if successor else None
    return {"since": draw(_dates), "successor": successor, "until": until, "text": "Shut"}


def _listed(sections: Sections) -> st.SearchStrategy[list[str]]:
    names = st.sampled_from(sorted(sections["destinations"]))
    return st.lists(names, min_size=1, max_size=3, unique=True)


_destination = st.fixed_dictionaries(
    {"address": st.sampled_from(ADDRESSES), "server": st.sampled_from(["all", "no script", "none"])}
)
_domains = st.fixed_dictionaries(
    {
        "domains": st.sampled_from([["one.example"], ["one.example", "two.example"], []]),
        "shared": st.sampled_from([[], ["two.example"], ["one.example"]]),
        "aliases": st.sampled_from([{}, {"one.test": "one.example"}, {"one.test": "two.example"}]),
    }
)


@st.composite
def sections(draw: st.DrawFn) -> Sections:
    """Draw mailboxes, destinations, domains and what is with them."""
    found: Sections = {"mailboxes": {}, "answers": {"usual": "Thanks", "other": "Received"}}
    found |= draw(_domains)
    names = ["d0", "archive1", "d2"]
    found["destinations"] = {name: draw(_destination) for name in names}
    for name in ["m0", "m1", "m2"][: draw(st.integers(1, 3))]:
        found["mailboxes"][name] = draw(_mailbox(found))
    found["catch_all"] = draw(
        st.dictionaries(st.sampled_from(["one.example", "two.example"]), _listed(found), max_size=1)
    )
    found["services"] = draw(_services(found))
    return found


def _services(found: Sections) -> st.SearchStrategy[dict[str, str]]:
    boxes = st.sampled_from(sorted(found["mailboxes"]))
    return st.dictionaries(st.sampled_from(["s0", "s1", "s2"]), boxes, max_size=3)


@st.composite
def edited(draw: st.DrawFn, before: Sections) -> Sections:
    """Draw the same sections after one to four edits."""
    after = deepcopy(before)
    for _ in range(draw(st.integers(1, 4))):
        draw(st.sampled_from(_EDITS))(draw, after)
    return after


Edit = Callable[[st.DrawFn, Sections], None]


def _change_mailbox(draw: st.DrawFn, found: Sections) -> None:
    name = draw(st.sampled_from(sorted(found["mailboxes"])))
    other = draw(_mailbox(found))
    key = draw(st.sampled_from(sorted(other)))
    found["mailboxes"][name][key] = other[key]


def _add_mailbox(draw: st.DrawFn, found: Sections) -> None:
    found["mailboxes"]["new"] = draw(_mailbox(found))


def _drop_mailbox(draw: st.DrawFn, found: Sections) -> None:
    name = draw(st.sampled_from(sorted(found["mailboxes"])))
    if len(found["mailboxes"]) > 1:
        del found["mailboxes"][name]
        found["services"] = {key: each for key, each in found["services"].items() if each != name}
        for each in found["mailboxes"].values():
            if each["retired"] and each["retired"]["successor"] == name:
                each["retired"] = None


def _rename_mailbox(draw: st.DrawFn, found: Sections) -> None:
    _renamed_mailboxes(found, {draw(st.sampled_from(sorted(found["mailboxes"]))): "renamed"})


def _swap_identifiers(draw: st.DrawFn, found: Sections) -> None:
    one, other = (draw(st.sampled_from(sorted(found["mailboxes"]))) for _ in range(2))
    _renamed_mailboxes(found, {one: other, other: one})


def _renamed_mailboxes(found: Sections, names: dict[str, str]) -> None:
    boxes = {names.get(name, name): each for name, each in found["mailboxes"].items()}
    if len(boxes) < len(found["mailboxes"]):
        return
    found["mailboxes"] = boxes
    found["services"] = {key: names.get(each, each) for key, each in found["services"].items()}
    for each in boxes.values():
        if each["retired"]:
            successor = each["retired"]["successor"]
            each["retired"]["successor"] = names.get(successor, successor)


def _swap_addresses(draw: st.DrawFn, found: Sections) -> None:
    one, other = (
        found["mailboxes"][draw(st.sampled_from(sorted(found["mailboxes"])))] for _ in range(2)
    )
    one["address"], other["address"] = other["address"], one["address"]


def _change_destination(draw: st.DrawFn, found: Sections) -> None:
    name = draw(st.sampled_from(sorted(found["destinations"])))
    other = draw(_destination)
    key = draw(st.sampled_from(sorted(other)))
    found["destinations"][name][key] = other[key]


def _rename_destination(draw: st.DrawFn, found: Sections) -> None:
    name = draw(st.sampled_from(sorted(found["destinations"])))
    if "d9" in found["destinations"] or name.startswith("archive"):
        return
    found["destinations"] = {
        "d9" if key == name else key: each for key, each in found["destinations"].items()
    }
    for listed in (
        *(each["deliver_to"] for each in found["mailboxes"].values()),
        *found["catch_all"].values(),
    ):
        listed[:] = ["d9" if each == name else each for each in listed]


def _change_domains(draw: st.DrawFn, found: Sections) -> None:
    other = draw(_domains)
    key = draw(st.sampled_from(sorted(other)))
    found[key] = other[key]


def _change_catch_all(draw: st.DrawFn, found: Sections) -> None:
    found["catch_all"] = draw(
        st.dictionaries(st.sampled_from(["one.example", "two.example"]), _listed(found), max_size=2)
    )


def _change_services(draw: st.DrawFn, found: Sections) -> None:
    found["services"] = draw(_services(found))


def _change_answer(draw: st.DrawFn, found: Sections) -> None:
    found["answers"][draw(st.sampled_from(["usual", "other"]))] = "Thank you"


_EDITS: tuple[Edit, ...] = (
    _change_mailbox,
    _add_mailbox,
    _drop_mailbox,
    _rename_mailbox,
    _swap_identifiers,
    _swap_addresses,
    _change_destination,
    _rename_destination,
    _change_domains,
    _change_catch_all,
    _change_services,
    _change_answer,
)


def catalog_of(found: Sections) -> Catalog:
    """Make a catalog of these sections."""
    destinations = found["destinations"]
    return desk(
        {
            name: box(
                each["address"],
                *each["deliver_to"],
                aliases=tuple(each["aliases"]),
                acknowledge=each["acknowledge"],
                retired=retired(**each["retired"]) if each["retired"] else None,
            )
            for name, each in found["mailboxes"].items()
        },
        {name: each["address"] for name, each in destinations.items()},
        domains=tuple(found["domains"]),
        shared=tuple(found["shared"]),
        aliases=found["aliases"],
        catch_all={key: tuple(each) for key, each in found["catch_all"].items()},
        services={key: service(each) for key, each in found["services"].items()},
        acknowledgements={
            name: acknowledgement("1 hour", name, text) for name, text in found["answers"].items()
        },
        no_detail=tuple(key for key, each in destinations.items() if each["server"] == "none"),
        no_sieve=tuple(key for key, each in destinations.items() if each["server"] != "all"),
    )
