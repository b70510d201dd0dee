"""What is internal cannot be published."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routing.desk import HELPDESK, RECEIVED
from sportello.catalog import Loaded, load
from sportello.catalog.model import (
    Acknowledgement,
    Address,
    Announcement,
    Availability,
    Catalog,
    Channel,
    Contact,
    Day,
    DayOrMinute,
    Escalation,
    Family,
    Mailbox,
    Notification,
    Part,
    Policy,
    Priority,
    PriorityRule,
    Provider,
    PublicCatalog,
    Retired,
    Service,
    SeverityLevel,
    Target,
    Text,
    When,
)
from sportello.catalog.model.publishing import references
from sportello.worktime import Calendar, Duration

Write = Callable[..., Path]


def strings(value: Any) -> set[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Part):
        return set().union(*(strings(getattr(value, name)) for name in value.__struct_fields__))
    if isinstance(value, Calendar):
        return {value.name}.union(*(each.why.values() for each in value.exceptions))
    if isinstance(value, Mapping):
        return strings(tuple(value)) | strings(tuple(value.values()))
    if isinstance(value, tuple):
        return set().union(*map(strings, value))
    return set()


# --- any catalog: whatever is internal, or about internal things alone, has a name with "hidden" --

NAMES = ("open-1", "open-2", "hidden-1", "hidden-2")
OPEN = ("open-1",)
HIDDEN = ("hidden-1", "hidden-2")
HOUR = Duration.parse("1 business hour")


def some(names: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(tuple(names)), unique=True, max_size=3).map(tuple)


def maybe(names: Iterable[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *names))


def calendar(name: str) -> Calendar:
    exception = {"date": "2026-05-02", "closed": True, "why": f"{name} why"}
    spec = {"timezone": "UTC", "week": {"mon": "09:00-10:00"}, "exceptions": [exception]}
    return Calendar.from_spec(spec, name=name)


def all_hidden(names: tuple[str, ...]) -> bool:
    return bool(names) and set(names) <= set(HIDDEN)


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, When]:
    """Draw conditions; one with a key that only internal things fulfil has a hidden name."""
    drawn = [
        When(service=draw(some(NAMES)), family=draw(some((*OPEN, *HIDDEN))), tag=draw(some("t")))
        for _ in range(2)
    ]
    return {
        f"{'hidden' if all_hidden(each.service) or all_hidden(each.family) else 'open'}-w{n}": each
        for n, each in enumerate(drawn)
    }


@st.composite
def directories(draw: st.DrawFn) -> dict[str, Any]:
    """Draw contacts, mailboxes and services: what is public may name what is internal."""

    def own(name: str) -> tuple[str, ...]:
        return OPEN if name.startswith("open") else (*OPEN, *HIDDEN)

    def text(name: str) -> Text:
        return Text({"it": f"{name} testo", "en": f"{name} text"})

    contacts = {
        name: Contact(
            name=text(name),
            kind=draw(st.sampled_from(["function", "person"])),
            visibility="internal" if name in HIDDEN else "public",
            mailbox=draw(maybe(NAMES)),
            calendar=draw(maybe(own(name))),
            note="hidden note",
        )
        for name in NAMES
    }
    mailboxes = {
        name: Mailbox(
            address=Address(f"{name}@a.example"),
            aliases=(Address(f"hidden-{name}@a.example"),),
            acknowledge=draw(maybe(own(name))),
            retired=Retired(since=Day("2026-01-01"), successor=draw(maybe(NAMES)), text=text(name)),
            visibility="internal" if name in HIDDEN else "public",
        )
        for name in NAMES
    }
    services = {
        name: Service(
            name=text(name),
            provider="acme",
            family="open-1" if name == "open-1" else draw(maybe(own(name))),
            mailbox=draw(maybe(NAMES)),
            contacts=draw(some(NAMES)),
            channels=(
                channel(draw(maybe(NAMES)), draw(maybe(NAMES)), draw(maybe(own(name)))),
                channel(draw(maybe(NAMES)), None, None),
            ),
            calendar=draw(maybe(own(name))),
            intake_calendar=draw(maybe(own(name))),
            visibility="internal" if name in HIDDEN else "public",
            note="hidden note",
        )
        for name in NAMES
    }
    return {"contacts": contacts, "mailboxes": mailboxes, "services": services}


def channel(mailbox: str | None, contact: str | None, hours: str | None) -> Channel:
    about = "hidden" if {mailbox, contact} & set(HIDDEN) else "open"
    return Channel(
        kind="mail", name=Text(f"{about} way"), mailbox=mailbox, contact=contact, calendar=hours
    )


@st.composite
def announcements(draw: st.DrawFn) -> dict[str, Announcement]:
    found: dict[str, Announcement] = {}
    for number in range(2):
        services = draw(some(NAMES))
        internal = draw(st.booleans())
        name = f"{'hidden' if internal or all_hidden(services) else 'open'}-a{number}"
        found[name] = Announcement(
            title=Text(f"{name} title"),
            kind="closure",
            from_=DayOrMinute("2026-01-01"),
            until=DayOrMinute("2026-01-02"),
            providers=draw(some(("acme",))),
            services=services,
            calendars=draw(some(OPEN if name.startswith("open") else (*OPEN, *HIDDEN))),
            visibility="internal" if internal else "public",
            note="hidden note",
        )
    return found


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    def target(name: str) -> Target:
        calendars = OPEN if name.startswith("open") else (*OPEN, *HIDDEN)
        return Target(within=HOUR, calendar=draw(maybe(calendars)))

    served = [draw(some(NAMES)) for _ in range(2)]
    return Catalog(
        helpdesk=HELPDESK,
        providers={"acme": Provider(name=Text("ACME"), note="hidden note")},
        families={
            name: Family(name=Text(f"{name} family"), provider="acme") for name in (*OPEN, *HIDDEN)
        },
        calendars={name: calendar(name) for name in (*OPEN, *HIDDEN)},
        acknowledgements={
            name: Acknowledgement(subject=Text(name), text=RECEIVED.text)
            for name in (*OPEN, *HIDDEN)
        },
        severities={"high": SeverityLevel(name=Text("High"), rank=1)},
        priority=Priority(
            set_by="desk",
            default="high",
            rules={
                name: PriorityRule(when=when, severity="high", why=Text(f"{name} why"))
                for name, when in draw(conditions()).items()
            },
        ),
        policies={
            name: Policy(name=Text(name), when=when, targets={"resolution": target(name)})
            for name, when in draw(conditions()).items()
        },
        notifications={
            name: Notification(
                on="opened", when=when, to=("requester",), by=("mail",), statement=Text(name)
            )
            for name, when in draw(conditions()).items()
        },
        escalations={
            name: Escalation(when=when, statement=Text(name))
            for name, when in draw(conditions()).items()
        },
        availability={
            f"{'hidden' if all_hidden(names) else 'open'}-v{number}": Availability(
                service=names, percent=99, statement=Text("hidden" if all_hidden(names) else "")
            )
            for number, names in enumerate(served)
        },
        announcements=draw(announcements()),
        **draw(directories()),
    )


def names(catalog: Catalog | PublicCatalog) -> set[tuple[str, str]]:
    """Section and identifier of every entry."""
    sections = {section: getattr(catalog, section) for section in PublicCatalog.__struct_fields__}
    rules = catalog.priority.rules if catalog.priority else {}
    return {
        (section, name)
        for section, entries in {**sections, "rules": rules}.items()
        if isinstance(entries, Mapping)
        for name in entries
    }


@given(catalogs())
def test_nothing_internal_can_be_reached(catalog: Catalog) -> None:
    assert [text for text in strings(catalog.public()) if "hidden" in text] == []


@given(catalogs())
def test_all_that_is_public_stays(catalog: Catalog) -> None:
    public = catalog.public()
    kept = names(public)
    lost = {each for each in names(catalog) - kept if "hidden" not in each[1]}
    used = set(references(public))
    assert not lost & used
    assert {section for section, _ in lost} <= {"calendars", "acknowledgements"}
    for name, service in public.services.items():
        ways = [each for each in catalog.services[name].channels if "open" in each.name[""]]
        assert list(service.channels) == ways


def dangling(public: PublicCatalog) -> set[tuple[str, str]]:
    return {each for each in references(public) if each[0] not in ("states", "types")} - names(
        public
    )


@given(catalogs())
def test_whatever_is_named_is_there(catalog: Catalog) -> None:
    assert dangling(catalog.public()) == set()


def test_whatever_the_frozen_catalog_names_is_there(frozen: Loaded) -> None:
    public = frozen.catalog.public()
    assert {"calendars", "contacts", "services", "severities"} <= {
        section for section, _ in references(public)
    }
    assert dangling(public) == set()


def test_a_condition_that_only_internal_services_fulfil_takes_its_policy_along() -> None:
    def policy(*services: str) -> Policy:
        return Policy(name=Text("P"), when=When(service=services))

    catalog = Catalog(
        helpdesk=HELPDESK,
        services={
            "inside": Service(name=Text("I"), provider="acme", visibility="internal"),
            "outside": Service(name=Text("O"), provider="acme"),
        },
        policies={
            "secret": policy("inside"),
            "mixed": policy("inside", "outside"),
            "all": policy(),
        },
    )
    assert {name: each.when.service for name, each in catalog.public().policies.items()} == {
        "mixed": ("outside",),
        "all": (),
    }


# --- small cases ----------------------------------------------------------------------------------


def test_people_and_notes_stay_inside(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    assert {"anna", "Anna", "secret of the provider"} <= strings(catalog)
    assert not {"anna", "Anna", "secret of the provider"} & strings(catalog.public())


def test_internal_services_mailboxes_and_announcements_stay_inside(catalog_at: Write) -> None:
    root = catalog_at(
        ("services/main.yaml", "name: Wiki,", "name: Wiki, visibility: internal,"),
        ("mailboxes.yaml", "deliver_to: [desk],", "deliver_to: [desk], visibility: internal,"),
        announcements="""\
announcements:
  plan: {title: P, kind: maintenance, from: 2026-01-01, until: 2026-01-02, visibility: internal}
  news: {title: N, kind: maintenance, from: 2026-01-01, until: 2026-01-02, services: [wiki, pump]}
""",
    )
    loaded = load(root)
    assert loaded.findings == ()
    public = loaded.catalog.public()
    assert (list(public.services), list(public.mailboxes)) == (["pump"], [])
    assert public.services["pump"].mailbox is None
    assert list(public.announcements) == ["news"]
    assert public.announcements["news"].services == ("pump",)


def test_person_is_public_only_on_request(catalog_at: Write) -> None:
    root = catalog_at(("contacts.yaml", "kind: person,", "kind: person, visibility: public,"))
    assert "anna" in load(root).catalog.public().contacts


def test_public_catalog_has_no_place_for_what_is_internal() -> None:
    def kinds(kind: type[Part]) -> set[str]:
        return set(kind.__struct_fields__)

    assert not {"destinations", "domains", "rotas", "catch_all"} & kinds(PublicCatalog)
    for name in ("provider", "team", "contact", "mailbox", "announcement", "service"):
        public = next(c for c in _all_parts() if c.__name__ == f"Public{name.capitalize()}")
        assert not {"note", "visibility", "deliver_to", "aliases", "owner"} & kinds(public)


def _all_parts() -> list[type[Part]]:
    found = list(Part.__subclasses__())
    for kind in found:
        found += kind.__subclasses__()
    return found
