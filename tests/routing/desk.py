"""Small catalogs for the tests of routing and of its targets, made without YAML."""

from collections.abc import Mapping
from typing import Any, Literal, cast

from hypothesis import strategies as st

from sportello.catalog.model import (
    Acknowledgement,
    Address,
    Catalog,
    Channel,
    Day,
    Destination,
    Helpdesk,
    Mailbox,
    MessageConditions,
    MessageRule,
    MessageTest,
    Retired,
    Service,
    Text,
    TextTest,
    Url,
    Years,
    ZoneName,
)
from sportello.catalog.model.scalars import Domain
from sportello.findings import Problem, Severity
from sportello.rules import all_checks
from sportello.worktime import Calendar, Duration

_OTHER_CHECKS = ("printed", "servers", "hosted", "exchange", "google")
"""What judges other things than the routing of mail."""

HELPDESK = Helpdesk(
    name=Text("Desk"),
    languages=("it", "en"),
    timezone=ZoneName("Europe/Rome"),
    site=Url("https://desk.example/"),
    years=Years(first=2026, last=2027),
)


def box(
    address: str,
    *deliver_to: str,
    aliases: tuple[str, ...] = (),
    acknowledge: str | None = None,
    retired: Retired | None = None,
    visibility: Literal["public", "internal"] = "public",
    rules: Mapping[str, MessageRule] | None = None,
) -> Mailbox:
    return Mailbox(
        address=Address(address),
        deliver_to=deliver_to,
        aliases=tuple(Address(alias) for alias in aliases),
        acknowledge=acknowledge,
        retired=retired,
        visibility=visibility,
        rules=dict(rules or {}),
    )


def rule(
    *deliver_to: str,
    acknowledge: str | None = None,
    refuse: Text | str = "",
    why: Text | str = "Because",
    **when: Any,
) -> MessageRule:
    """Make a rule; `from` is written `from_`, and so are `is_` and `not_`, which is a dict."""
    excluded = when.pop("not_", None)
    inner = None if excluded is None else MessageConditions(**excluded)
    return MessageRule(
        when=MessageTest(**when, not_=inner),
        deliver_to=deliver_to,
        acknowledge=acknowledge,
        refuse=refuse if isinstance(refuse, Text) else Text(refuse),
        why=why if isinstance(why, Text) else Text(why),
    )


def has(*words: str) -> TextTest:
    return TextTest(contains=words)


def retired(
    since: str = "2026-01-01",
    successor: str | None = None,
    text: Text | str = "",
    until: str | None = None,
) -> Retired:
    return Retired(
        since=Day(since),
        successor=successor,
        forward_until=None if until is None else Day(until),
        text=text if isinstance(text, Text) else Text(text),
    )


def acknowledgement(
    once_per: str, subject: str = "Received", text: str = "Thanks"
) -> Acknowledgement:
    return Acknowledgement(
        subject=Text(subject), text=Text(text), once_per=Duration.parse(once_per)
    )


def desk(
    mailboxes: Mapping[str, Mailbox],
    destinations: Mapping[str, str],
    *,
    domains: tuple[str, ...] = ("01s.it",),
    catch_all: Mapping[str, tuple[str, ...]] | None = None,
    services: Mapping[str, Service] | None = None,
    acknowledgements: Mapping[str, Acknowledgement] | None = None,
    shared: tuple[str, ...] = (),
    aliases: Mapping[str, str] | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    no_detail: tuple[str, ...] = (),
    no_sieve: tuple[str, ...] = (),
) -> Catalog:
    """Make a catalog; a destination whose name begins with `archive` is one."""
    return Catalog(
        helpdesk=HELPDESK,
        domains=tuple(Domain(domain) for domain in domains),
        shared_domains=tuple(Domain(domain) for domain in shared),
        alias_domains={Domain(new): Domain(old) for new, old in (aliases or {}).items()},
        calendars=dict(calendars or {}),
        mailboxes=dict(mailboxes),
        destinations={
            name: Destination(
                name=Text(name),
                kind="archive" if name.startswith("archive") else "ticket-desk",
                address=Address(address),
                detail=name not in no_detail,
                sieve=name not in no_sieve,
            )
            for name, address in destinations.items()
        },
        catch_all=cast("Mapping[Domain, tuple[str, ...]]", dict(catch_all or {})),
        services=dict(services or {}),
        acknowledgements=dict(acknowledgements or {}),
    )


def service(mailbox: str | None = None, *, channel: str | None = None) -> Service:
    channels = (Channel(kind="mail", mailbox=channel),) if channel else ()
    return Service(name=Text("Service"), provider="acme", mailbox=mailbox, channels=channels)


RECEIVED = Acknowledgement(
    subject=Text({"it": "Richiesta ricevuta", "en": "Request received"}),
    text=Text({"it": 'Grazie: "è arrivata".', "en": "Thank you."}),
    once_per=Duration.parse("1 calendar day"),
)

SMALL = desk(
    {
        "isee": box(
            "helpdesk.isee@01s.it",
            "desk",
            "archive",
            aliases=("isee@01s.it", "isee+urgent@01s.it"),
            acknowledge="received",
        ),
        "store": box("helpdesk.store@ditechspa.it", "store-team", acknowledge="hourly"),
        "old": box("old@01s.it", retired=retired(successor="isee")),
        "closed": box(
            "closed@01s.it",
            aliases=("shut@01s.it",),
            retired=retired(text=Text({"it": "Il servizio è cessato", "en": "Discontinued"})),
        ),
        "all": box("all@01s.it", "to-isee", "to-store", "desk"),
    },
    {
        "desk": "desk@mbox.example",
        "archive": "archive@mbox.example",
        "store-team": "store@ditechspa.it",
        "to-isee": "isee@01s.it",
        "to-store": "helpdesk.store@ditechspa.it",
    },
    domains=("01s.it", "ditechspa.it", "legacy.example"),
    catch_all={"legacy.example": ("desk",)},
    services={
        "iseu": service("isee"),
        "isee": service(channel="isee"),
        "till": service("store"),
    },
    acknowledgements={
        "received": RECEIVED,
        "hourly": acknowledgement("2 hours", text="Back\\slash"),
    },
)

OFFICE = Calendar.from_spec(
    {
        "timezone": "Europe/Rome",
        "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"]},
        "exceptions": [{"date": "2026-06-02", "closed": True, "why": "Festa"}],
    },
    name="office",
)

RULED = desk(
    {
        "isee": box(
            "isee@01s.it",
            "desk",
            "team",
            "archive",
            acknowledge="received",
            rules={
                "robot": rule(from_=TextTest(ends=("@monitor.example",))),
                "urgent": rule("on-call", subject=has("urgente", "è giù"), why="It burns"),
                "forms": rule(
                    "desk",
                    "on-call",
                    header={"X-Form": TextTest(is_=("ISEE *",))},
                    acknowledge="form",
                ),
                "night": rule(acknowledge="closed", hours="closed", calendar="office"),
            },
        ),
    },
    {
        "desk": "desk@mbox.example",
        "team": "team@mbox.example",
        "archive": "archive@mbox.example",
        "on-call": "oncall@mbox.example",
    },
    services={"isee": service("isee")},
    acknowledgements={
        "received": RECEIVED,
        "form": acknowledgement("1 hour", "Form received"),
        "closed": acknowledgement("1 calendar day", "We are closed"),
    },
    calendars={"office": OFFICE},
)

_LOCALS = ("a", "b", "c", "d", "a+x", "b+m1", "c.d")
_DOMAINS = ("one.example", "two.example", "far.example")
ADDRESSES = [f"{local}@{domain}" for domain in _DOMAINS for local in _LOCALS]


def problems(catalog: Catalog) -> list[Problem]:
    """Return what is wrong with the routing by code, but for what is asked of whole catalogs."""
    prefix = "sportello.rules.mail"
    checks = [
        check
        for check in all_checks()
        if check.__module__.startswith(prefix)
        and check.__module__.removeprefix(f"{prefix}.") not in _OTHER_CHECKS
    ]
    found = [problem for check in checks for problem in check(catalog)]
    return sorted(
        (each for each in found if each.code not in {"M011", "M035"}), key=lambda each: each.code
    )


def is_sound(catalog: Catalog) -> bool:
    """Return whether a catalog may be built: warnings do not hinder it."""
    return all(each.severity is not Severity.ERROR for each in problems(catalog))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Draw a catalog whose destinations may be mailboxes, and whose aliases may clash or circle."""
    own = [each for each in ADDRESSES if not each.endswith("far.example")]
    addresses = st.sampled_from(ADDRESSES)
    destinations = draw(
        st.dictionaries(st.sampled_from(["d0", "archive1", "d2", "d3"]), addresses, min_size=1)
    )
    targets = st.lists(st.sampled_from(sorted(destinations)), min_size=1, max_size=3).map(tuple)
    names = draw(st.lists(st.sampled_from(["m0", "m1", "m2", "m3"]), unique=True, min_size=1))
    spread = draw(
        st.lists(st.sampled_from(own), unique=draw(st.booleans()), min_size=2 * len(names))
    )
    mailboxes = {
        name: box(
            spread[2 * index],
            *draw(targets),
            aliases=(spread[2 * index + 1],),
            acknowledge=draw(st.sampled_from([None, "received"])),
            retired=draw(st.sampled_from([None, None, None, retired(text="Shut")])),
        )
        for index, name in enumerate(names)
    }
    return desk(
        mailboxes,
        destinations,
        domains=("one.example", "two.example"),
        catch_all=draw(st.dictionaries(st.just("two.example"), targets)),
        services=draw(
            st.dictionaries(
                st.sampled_from(["s0", "s1"]), st.sampled_from(names).map(service), max_size=2
            )
        ),
        acknowledgements={"received": RECEIVED},
    )
