"""What is wrong with the mail routing of a catalog.

M001 an address used twice, M002 mail that goes round in a circle, M003 a mailbox without a
destination, now or until it is retired, M004 an address outside the mail domains, M005 an address
that is another mailbox's with a detail, M006 a delivery address that no server takes, M007 mail
sent on to a retired mailbox, M008 a retirement that does not tell the sender where to write, M009
a retirement's text that a mail server cannot say, M012 an acknowledgement that would answer every
mail, M013 an acknowledgement whose period a mail server cannot count, M014 a mail domain listed
twice.

Message rules: M015 a rule that an earlier one leaves no mail, M016 a rule without a condition or
without an effect, M017 a rule that leads back to its own mailbox, M018 a question about hours that
names no calendar, or a calendar that is asked nothing, M019 a rule with more destinations than a
Sieve script may send a mail on to, M021 a copy that no rule can take back, M028 a rule that asks
for what no mail has, or for our own tags, M031 a rule for hours that its calendar never has,
M032 a word that is never found.

Destinations to no purpose: M033 a mailbox that leads to an archive alone, M034 a destination
twice in one list.

What servers cannot do: M020 a destination whose mailboxes need the Sieve script,
which does not run there, M022 a domain
that is both ours alone and shared, or shared and with a catch-all, M023 a forward of a retired
mailbox that leads nowhere or is over, M026 more copies than Postfix makes, M027 a tag longer than
a line of a mail, M029 acknowledgements that are too long or hold what no mail can.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Address, Catalog, Mailbox
from sportello.findings import Invalid, Problem, Rule, Severity, did_you_mean
from sportello.routing.address import domain_of, without_detail
from sportello.routing.circles import circles
from sportello.routing.futile import futile
from sportello.routing.limits import limits
from sportello.routing.retired_problems import retirement_problems
from sportello.routing.retirement import as_of
from sportello.routing.rule_problems import rule_problems
from sportello.routing.table import RoutingTable, flatten

M001: Final = Rule(
    "M001", Severity.ERROR, en="an address is used twice", it="un indirizzo è usato due volte"
)
M003: Final = Rule(
    "M003",
    Severity.ERROR,
    en="a mailbox that leads nowhere",
    it="una casella che non porta da nessuna parte",
    complete=frozenset({"mailboxes", "helpdesk"}),
)
M004: Final = Rule(
    "M004",
    Severity.ERROR,
    en="an address outside of the mail domains",
    it="un indirizzo fuori dai domini di posta",
    complete=frozenset({"domains", "shared_domains"}),
)
M005: Final = Rule(
    "M005",
    Severity.WARNING,
    en="an address that is another mailbox's with a detail",
    it="un indirizzo che è di un'altra casella con un dettaglio",
)
M006: Final = Rule(
    "M006",
    Severity.ERROR,
    en="a delivery address that no server takes",
    it="un indirizzo di consegna che nessun server accetta",
)
M007: Final = Rule(
    "M007",
    Severity.ERROR,
    en="mail is sent on to a retired mailbox",
    it="la posta prosegue verso una casella ritirata",
)
M012: Final = Rule(
    "M012",
    Severity.ERROR,
    en="an acknowledgement that would answer every mail",
    it="una conferma che risponderebbe a ogni messaggio",
)
M013: Final = Rule(
    "M013",
    Severity.ERROR,
    en="an acknowledgement whose period no server can count",
    it="una conferma con un periodo che nessun server sa contare",
)
M014: Final = Rule(
    "M014",
    Severity.ERROR,
    en="a mail domain is listed twice",
    it="un dominio di posta è elencato due volte",
)
M022: Final = Rule(
    "M022",
    Severity.ERROR,
    en="a domain that is both ours alone and shared",
    it="un dominio insieme solo nostro e condiviso",
)

Path = tuple[str | int, ...]


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield everything wrong with the routing of a catalog, a family of problems after another."""
    # Judged as before every retirement: what is sound then is sound later, and M007 sees the rest.
    table = flatten(as_of(catalog, date.min))
    yield from _twice(catalog)
    yield from _claimed(table)
    yield from _beside(table)
    yield from circles(catalog, table)
    yield from _repeated(catalog)
    yield from _foreign(catalog)
    yield from _contradictory(catalog)
    yield from _periods(catalog)
    yield from rule_problems(catalog, table)
    yield from limits(catalog, table)
    yield from futile(catalog, table)
    yield from retirement_problems(catalog)
    for name, mailbox in catalog.mailboxes.items():
        yield from _nowhere(catalog, name, mailbox)
        yield from _unfit(table, name)
        if mailbox.retired is None:
            path: Path = ("mailboxes", name, "deliver_to")
            yield from _dead_ends(catalog, table, path, mailbox.deliver_to)
            for key, rule in mailbox.rules.items():
                path = ("mailboxes", name, "rules", key, "deliver_to")
                yield from _dead_ends(catalog, table, path, rule.deliver_to)
    for domain, wanted in catalog.catch_all.items():
        yield from _dead_ends(catalog, table, ("catch_all", domain), wanted)


def _nowhere(catalog: Catalog, name: str, mailbox: Mailbox) -> Iterator[Problem]:
    if mailbox.deliver_to:
        return
    since = None if mailbox.retired is None else mailbox.retired.since
    message, hint = f'mailbox "{name}" has no destination', "add deliver_to"
    if since is None:
        message = f"{message}, so its mail would go nowhere"
        hint = f"{hint}, or retired with a successor"
    elif since > date(catalog.helpdesk.years.first, 1, 1):
        # Not by today's date: the same catalog must always be judged the same way.
        message = f"{message} until it is retired on {since}, so its mail would be refused before"
        hint = f"{hint}: it holds until that day"
    else:
        return
    yield M003.problem(("mailboxes", name), message, hint, on_key=True)


def _written(mailbox: Mailbox) -> Iterator[tuple[Path, Address]]:
    """Yield every address of a mailbox as often as it is written, with its path."""
    yield ("address",), mailbox.address
    for index, alias in enumerate(mailbox.aliases):
        yield ("aliases", index), alias


def _twice(catalog: Catalog) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for path, address in _written(mailbox):
            if address not in first:
                first[address] = name
                continue
            other = first[address]
            message = (
                f'{address} is written twice in mailbox "{name}"'
                if other == name
                else f'{address} is an address of both mailbox "{other}" and mailbox "{name}"'
            )
            yield M001.problem(("mailboxes", name, *path), message, "keep it in one place")


def _claimed(table: RoutingTable) -> Iterator[Problem]:
    for address, delivery in table.direct.items():
        name = table.owners.get(address)
        if name is not None:
            written = _written(table.catalog.mailboxes[name])
            path = next(path for path, each in written if each == address)
            yield M001.problem(
                ("mailboxes", name, *path),
                f'{address} of mailbox "{name}" is also where the destination '
                f'"{delivery.destination}" gets mail',
                "give the mailbox another address",
            )


def _beside(table: RoutingTable) -> Iterator[Problem]:
    for name, mailbox in table.catalog.mailboxes.items():
        for path, address in _written(mailbox):
            plain = without_detail(address)
            other = table.owners.get(plain, name)
            if plain != address and other != name:
                yield M005.problem(
                    ("mailboxes", name, *path),
                    f'{address} of mailbox "{name}" is {plain} of mailbox "{other}" with a detail, '
                    "and one address is one mailbox",
                    f'write it without "+", or let mailbox "{other}" have it',
                )


def _repeated(catalog: Catalog) -> Iterator[Problem]:
    listed: list[tuple[Path, str]] = [
        *((("domains", index), each) for index, each in enumerate(catalog.domains)),
        *((("shared_domains", index), each) for index, each in enumerate(catalog.shared_domains)),
        *((("catch_all", each), each) for each in catalog.catch_all),
    ]
    seen: set[tuple[str | int, str]] = set()
    for path, written in listed:
        section, domain = path[0], written.lower()
        if (section, domain) in seen:
            yield M014.problem(
                path,
                f'"{domain}" is listed twice in {section}',
                "remove one of them",
                on_key=section == "catch_all",
            )
        seen.add((section, domain))


def _foreign(catalog: Catalog) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        for path, address in _written(mailbox):
            yield from _foreign_domain(catalog, ("mailboxes", name, *path), domain_of(address))
    for domain in catalog.catch_all:
        yield from _foreign_domain(catalog, ("catch_all", domain), domain.lower())


def _contradictory(catalog: Catalog) -> Iterator[Problem]:
    for index, domain in enumerate(catalog.shared_domains):
        path: Path = ("shared_domains", index)
        if domain in catalog.domains:
            yield M022.problem(
                path,
                f'"{domain}" stands in domains and in shared_domains',
                "keep it in shared_domains if people have mailboxes there too, else in domains",
            )
        if domain in {each.lower() for each in catalog.catch_all}:
            yield M022.problem(
                path,
                f'the catch-all of "{domain}" would take the mail of all others in this domain',
                "remove it from catch_all, or from shared_domains if nobody else is there",
            )


def _periods(catalog: Catalog) -> Iterator[Problem]:
    for name, acknowledgement in catalog.acknowledgements.items():
        once_per = acknowledgement.once_per
        path = ("acknowledgements", name, "once_per")
        if once_per.amount == 0:
            yield M012.problem(
                path,
                f'acknowledgement "{name}" would answer every mail of a sender: '
                f"once per {once_per} is no period",
                "write a period, such as 1 calendar day",
            )
        elif not once_per.kind.is_day_and_night:
            yield M013.problem(
                path,
                f'the period of acknowledgement "{name}" is {once_per}, but Sieve, which sends it, '
                "knows no calendar and counts plain time",
                "write hours or calendar days",
            )


def _foreign_domain(catalog: Catalog, path: Path, domain: str) -> Iterator[Problem]:
    ours = (*catalog.domains, *catalog.shared_domains)
    if not ours:
        message = 'mailboxes.yaml has no mail domain under "domains:", so no address is ours'
        yield M004.problem(path, message, "add it to domains")
    elif domain not in ours:
        near = did_you_mean(domain, ours)
        yield M004.problem(
            path,
            f'"{domain}" is not one of the mail domains',
            f"{near}; or add it to domains" if near else "add it to domains",
            on_key=path[0] == "catch_all",
        )


def _unfit(table: RoutingTable, name: str) -> Iterator[Problem]:
    for delivery in table.deliveries.get(name, ()):
        try:
            Address(delivery.address)
        except Invalid as error:
            yield M006.problem(
                ("mailboxes", name),
                f'mail of mailbox "{name}" to destination "{delivery.destination}" would go to '
                f"{delivery.address}, which is no good address: {error.message}",
                "give the mailbox a shorter identifier that ends with a letter or digit",
                on_key=True,
            )


def _dead_ends(
    catalog: Catalog, table: RoutingTable, path: Path, wanted: Iterable[str]
) -> Iterator[Problem]:
    for index, destination in enumerate(wanted):
        further = table.onward.get(destination)
        if further is not None and catalog.mailboxes[further].retired is not None:
            yield M007.problem(
                (*path, index),
                f'destination "{destination}" is the address of mailbox "{further}", '
                "which is retired",
                "deliver to a destination that is in use",
            )
