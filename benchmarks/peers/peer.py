"""What a peer can be asked."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Rome")


@dataclass(frozen=True)
class Peer:
    """A package that counts business time, asked in its own way.

    `add` takes an aware start and an amount, made beforehand by `amount` of business minutes;
    `between` takes two aware instants and gives seconds; None for what it cannot do. `lunch` is False if it knows no break, `zoned` if it reads no zones,
    `counts_hours` if only whole days. `note` names what else differs.
    """

    name: str
    add: Callable[[dt.datetime, Any], dt.datetime] | None
    between: Callable[[dt.datetime, dt.datetime], float] | None
    note: str
    amount: Callable[[int], Any] = lambda minutes: dt.timedelta(minutes=minutes)
    lunch: bool = True
    whole_hours: bool = False
    counts_hours: bool = True
    zoned: bool = True


Maker = Callable[[Sequence[dt.date]], Peer]
