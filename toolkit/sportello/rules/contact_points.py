"""Contact points: every way to a service leads somewhere, and every public service has one.

A way leads somewhere if it ends in an address, a number or a link, or in words that say where
(`reachable`). `intake` says how a way works, and leads nowhere by itself.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from sportello.catalog.model import Catalog, Channel, Contact, Service
from sportello.findings import Problem, Rule, Severity

C001: Final = Rule(
    "C001", Severity.ERROR, complete=frozenset({"services", "contacts", "mailboxes", "helpdesk"})
)
"""A channel that leads nowhere.

*Un canale che non porta da nessuna parte.*

Whoever reads the page of the service takes this way and does not get through, for it ends in no
address, number or link. A mail channel needs a mailbox, its own or the service's; a portal or a
chat needs a link, a phone a contact with a number; the contact must hold in one of the published
years. Add what is missing, or say in words where it is: `reachable:`.

Bad, in `services/main.yaml`:

```yaml
services:
  wiki:
    name: Wiki
    provider: acme
    mailbox: help
    calendar: office
    tags: [critical]
    channels: [{kind: phone}]
```

Good:

```yaml
services:
  wiki:
    name: Wiki
    provider: acme
    mailbox: help
    calendar: office
    tags: [critical]
    channels: [{kind: phone, reachable: On the number of your contract}]
```
"""
C002: Final = Rule(
    "C002", Severity.ERROR, complete=frozenset({"contacts", "mailboxes", "helpdesk"})
)
"""A public contact that nobody can reach.

*Un contatto pubblico che nessuno può raggiungere.*

The site shows this contact, and a customer who needs it finds no address, number or link. A
mailbox that is internal, or out of use without a successor, does not count. Add `mail:`,
`phone:`, `url:` or `mailbox:`, or say in words where it is: `reachable:`. If customers are not to
see it, write `visibility: internal`.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
  hotline: {name: Hotline, calendar: office}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
  hotline: {name: Hotline, calendar: office, phone: "+39 051 6033266"}
```
"""
M010: Final = Rule(
    "M010", Severity.ERROR, complete=frozenset({"services", "contacts", "mailboxes", "helpdesk"})
)
"""A public service that nobody can reach.

*Un servizio pubblico che nessuno può raggiungere.*

A customer who needs it finds no way to ask: of its mailbox, channels and contacts for support,
none is public and holds in the published years. A contact that is internal, has left, or is for
sales alone is none, nor is a retired mailbox without successor. Add `mailbox:`, a channel or a
public contact, or write `visibility: internal` if customers do not ask for it.

Bad, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, provider: acme, calendar: office, tags: [critical]}
```

Good:

```yaml
services:
  wiki: {name: Wiki, provider: acme, calendar: office, tags: [critical], mailbox: help}
```
"""


class _Ends(NamedTuple):
    """What a kind of channel may end in, itself or by its contact, and what that is called."""

    own: tuple[str, ...]
    of_contact: tuple[str, ...]
    called: str


_BY_MAIL = _Ends(("mailbox",), ("mailbox", "mail"), "address")
_BY_LINK = _Ends(("url",), ("url",), "link")
_ENDS: Final[Mapping[str, _Ends]] = {
    "mail": _BY_MAIL,
    "certified-mail": _BY_MAIL,
    "phone": _Ends((), ("phone",), "number"),
    "portal": _BY_LINK,
    "chat": _BY_LINK,
    "desk": _Ends(("url", "mailbox"), ("url", "mailbox", "mail", "phone"), "link or address"),
}
_ANY = ("mailbox", "mail", "phone", "url")


def _dead_channels(catalog: Catalog) -> Iterator[Problem]:
    for name, service in catalog.services.items():
        for index, channel in enumerate(service.channels):
            why = _why_dead(catalog, service, channel)
            if why is None:
                continue
            if channel.kind == "mail" and channel.contact is None:
                yield C001.problem(
                    ("services", name),
                    f'nobody knows where to write to the service "{name}": {why}',
                    'add "mailbox:" to the service, or to its mail channel "mailbox:", "contact:" '
                    'or, in words, "reachable:"',
                    on_key=True,
                )
            else:
                called = _ENDS[channel.kind].called
                yield C001.problem(
                    ("services", name, "channels", index),
                    f"this channel ({channel.kind}) leads nowhere: {why}",
                    f"add {_remedy(channel.kind)}: the {called}, or words that say where it is",
                )


def _remedy(kind: str) -> str:
    keys = (*_ENDS[kind].own, "contact", "reachable")
    quoted = [f'"{key}:"' for key in keys]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _why_dead(catalog: Catalog, service: Service, channel: Channel) -> str | None:
    """Return why a channel leads nowhere; None if it leads somewhere, or that is told elsewhere."""
    public = service.visibility == "public"
    ends = _ENDS[channel.kind]
    if _has(catalog, channel, ends.own, public=public):
        return None
    if channel.contact is not None:
        return _why_contact_dead(catalog, channel.contact, ends, public=public)
    if channel.mailbox is not None:
        return None  # it is internal, so the public is not shown the channel
    if channel.kind != "mail":
        return f"it has no {ends.called}"
    if service.mailbox is None:
        return "its mail channel names no mailbox, and neither does the service"
    hidden = not _is_shown(catalog, service.mailbox, public=public)
    return f'its mailbox "{service.mailbox}" is internal' if hidden else None


def _why_contact_dead(catalog: Catalog, name: str, ends: _Ends, *, public: bool) -> str | None:
    contact = catalog.contacts.get(name)
    if contact is None or (public and not contact.is_public):
        return None  # an unknown name is told elsewhere, and what is internal is not shown
    if not _holds(catalog, contact):
        return f'its contact "{name}" holds in none of the published years'
    has_it = _has(catalog, contact, ends.of_contact, public=public)
    known_dead = is_dead_contact(catalog, contact)
    return None if has_it or known_dead else f'its contact "{name}" has no {ends.called}'


def _dead_contacts(catalog: Catalog) -> Iterator[Problem]:
    for name, contact in catalog.contacts.items():
        if is_dead_contact(catalog, contact):
            box = contact.mailbox
            state = "out of use" if box and _is_over(catalog, box) else "internal"
            why = f': its mailbox "{box}" is {state}' if box else ""
            yield C002.problem(
                ("contacts", name),
                f'nobody can reach the contact "{name}"{why}',
                'add "mailbox:", "mail:", "phone:", "url:" or, in words, "reachable:"; or write '
                '"visibility: internal"',
                on_key=True,
            )


def _unreachable(catalog: Catalog) -> Iterator[Problem]:
    for name, service in catalog.services.items():
        if not is_unreachable(catalog, service):
            continue
        boxes = (service.mailbox, *(each.mailbox for each in service.channels))
        over = next((each for each in boxes if each and _is_over(catalog, each)), None)
        why = f': its mailbox "{over}" is out of use' if over else ""
        named = [catalog.contacts.get(each) for each in service.contacts]
        if any(contact and contact.role == "commercial" for contact in named):
            hint = "its contact is a commercial one: give it a mailbox, a channel or a contact"
        elif service.mailbox or service.channels or service.contacts:
            hint = (
                "what it names is internal, out of use, or holds in none of the published years: "
                'give it a public way, or write "visibility: internal"'
            )
        else:
            hint = "give it a mailbox, a channel or a contact"
        message = f'nobody can reach the service "{name}"{why}'
        yield M010.problem(("services", name), message, hint, on_key=True)


def is_unreachable(catalog: Catalog, service: Service) -> bool:
    """Return whether nobody can reach a public service (M010)."""
    return service.visibility == "public" and not _is_reachable(catalog, service)


def is_dead_contact(catalog: Catalog, contact: Contact) -> bool:
    """Return whether nobody can reach a public contact (C002)."""
    box = contact.mailbox
    keys = ("mail", "phone", "url") if box and _is_over(catalog, box) else _ANY
    return contact.is_public and not _has(catalog, contact, keys, public=True)


def _is_reachable(catalog: Catalog, service: Service) -> bool:
    """Return whether the public has a way to a service, or one that is told to lead nowhere."""
    own = service.mailbox
    if own is not None and _is_shown(catalog, own, public=True) and not _is_over(catalog, own):
        return True
    for channel in service.channels:
        contact = catalog.contacts.get(channel.contact or "")
        box = channel.mailbox or (own if channel.kind == "mail" and contact is None else None)
        hidden = channel.mailbox and not _is_shown(catalog, channel.mailbox, public=True)
        over = box is not None and _is_over(catalog, box)
        if not hidden and not over and (contact is None or contact.is_public):
            return True
    return any(
        contact.is_public and contact.role == "support" and _holds(catalog, contact)
        for contact in (catalog.contacts.get(each) for each in service.contacts)
        if contact is not None
    )


def _is_over(catalog: Catalog, mailbox: str) -> bool:
    """Return whether a mailbox is out of use in all published years, without a successor."""
    box = catalog.mailboxes.get(mailbox)
    if box is None or box.retired is None or box.retired.successor is not None:
        return False
    return box.retired.since <= date(catalog.helpdesk.years.first, 1, 1)


def _has(catalog: Catalog, part: Channel | Contact, keys: tuple[str, ...], *, public: bool) -> bool:
    """Return whether a channel or contact has one of these, or words that say where."""
    if part.reachable:
        return True
    if "mailbox" in keys and part.mailbox and _is_shown(catalog, part.mailbox, public=public):
        return True
    return any(getattr(part, key) for key in keys if key != "mailbox")


def _is_shown(catalog: Catalog, mailbox: str, *, public: bool) -> bool:
    box = catalog.mailboxes.get(mailbox)
    return box is not None and (not public or box.visibility == "public")


def _holds(catalog: Catalog, contact: Contact) -> bool:
    """Return whether a contact holds on some day of the published years."""
    years, valid = catalog.helpdesk.years, contact.valid
    if valid is None:
        return True
    begins = valid.from_ is None or valid.from_ <= date(years.last, 12, 31)
    return begins and (valid.until is None or valid.until >= date(years.first, 1, 1))


CHECKS = (
    _dead_channels,
    _dead_contacts,
    _unreachable,
)
