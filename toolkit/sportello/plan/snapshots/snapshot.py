"""A snapshot: what a catalog comes to on a day, as data that another version can read.

`format` is raised when a key changes its meaning or goes; a snapshot of another format is not read.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, TypeVar

import msgspec

from sportello.catalog.convert import scalar
from sportello.plan.mail.outcome import MailOutcome
from sportello.plan.open_hours import OpenHours
from sportello.plan.promises.tickets import Promise
from sportello.plan.snapshots.runs import Run
from sportello.worktime import Duration
from sportello.worktime.scalars import Text

FORMAT: Final = 1
Attribute = Literal["severity", "channel", "contract", "type", "cause", "phase", "tag"]
"""What tickets may be told apart by: the fields of `TicketKind`."""
_Value = TypeVar("_Value")


class TicketRow(msgspec.Struct, frozen=True):
    """What is promised to tickets of a kind, and when that is due, by numbers in the lists.

    `promised` are promises from a day on, one for each choice of open calendars; `due` are curves.
    """

    ticket: dict[Attribute, str]
    promised: dict[date, tuple[int, ...]]
    due: dict[str, int]


class ServiceRows(msgspec.Struct, frozen=True):
    """Services that nothing tells apart, and every kind of their tickets."""

    services: tuple[str, ...]
    tickets: tuple[TicketRow, ...]


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The results of a catalog on a day, over the twelve months from it on.

    `commit` is "" for what is in no commit; `catalog` is the SHA-256 of the files, by which two
    snapshots are known to be of the same catalog. `period` are its first second and the one after
    its last, `dates` the days in it on which something dated begins or ends. `mail` is what becomes
    of mail to an address from a day on, `unknown` that to addresses of a domain that nobody has.
    `public` are the texts that the public may read, by section and entry, each with its field;
    `pages` are the addresses of the site, with the one that an old address leads on to.
    """

    format: int
    versions: dict[str, str]
    day: date
    commit: str
    catalog: str
    zone: str
    period: tuple[int, int]
    dates: tuple[date, ...]
    mail: dict[str, dict[date, MailOutcome]]
    unknown: dict[str, dict[date, MailOutcome]]
    shared: tuple[str, ...]
    originals: dict[str, str]
    calendars: dict[str, OpenHours]
    severities: dict[str, int]
    promises: tuple[Promise, ...]
    curves: tuple[tuple[Run, ...], ...]
    deadlines: tuple[ServiceRows, ...]
    public: dict[str, dict[str, tuple[tuple[str, str], ...]]]
    pages: dict[str, str]


def encoded(snapshot: Snapshot) -> bytes:
    """Return a snapshot as JSON, a key a line."""
    keys = (
        (msgspec.json.encode(name), _json(getattr(snapshot, name)))
        for name in Snapshot.__struct_fields__
    )
    return b"{\n" + b",\n".join(b" %b: %b" % pair for pair in keys) + b"\n}\n"


def decoded(content: bytes) -> Snapshot:
    """Return a snapshot of its JSON. Raises msgspec.MsgspecError, DecodeError for no JSON."""
    return msgspec.json.decode(content, type=Snapshot, dec_hook=_scalar)


def _scalar(kind: type, value: Any) -> Any:
    """Return a value of the model; what it is made of has been checked by nobody yet."""
    parts = [*value.values()] if kind is Text and isinstance(value, dict) else [value]
    if not all(isinstance(each, str) for each in parts):
        raise ValueError(f"a {kind.__name__} is made of text")
    return scalar(kind, value)


def _json(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=_plain)


def _plain(value: Any) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, Duration) else str.__str__(value)


def since(dated: Mapping[date, _Value], day: date) -> _Value:
    """Return what is so on a day, of values from a day on each; one of them has begun by then."""
    return dated[max(each for each in dated if each <= day)]
