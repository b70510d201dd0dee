"""Instants with their zone, so that nobody reads a deadline in the wrong one."""

from datetime import datetime

from sportello.cli._moments import full_instant
from sportello.worktime.zones import Zone


def zoned(moment: datetime) -> str:
    """Return an aware instant with its zone: `Monday 5 January 2026 17:30 CET (UTC+01:00)`."""
    shown = full_instant(moment)
    digits = f"{moment:%z}"
    offset = f"UTC{digits[:3]}:{digits[3:5]}" if moment.utcoffset() else "UTC"
    name = moment.tzname() or ""
    # Zones without an abbreviation of their own call themselves by their offset.
    return f"{shown} {name} ({offset})" if name.isalpha() and name != "UTC" else f"{shown} {offset}"


def at_the_desk(moment: datetime, timezone: str) -> str:
    """Return an aware instant with its zone, and what the desk's clock shows if that differs."""
    local = moment.astimezone(Zone(timezone))
    if local.utcoffset() == moment.utcoffset():
        return zoned(moment)
    return f"{zoned(moment)}, at the desk {zoned(local)}"


def short(moment: datetime) -> str:
    """Return an instant as the desk's clock shows it; which of two, if it shows it twice."""
    seconds = f":{moment:%S}" if moment.second else ""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    zone = f" {moment:%Z}" if twice else ""
    return f"{moment:%a} {moment.day:>2} {moment:%b %Y %H:%M}{seconds}{zone}"
