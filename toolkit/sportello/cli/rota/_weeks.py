"""Weeks on the command line: `2026-W50` (ISO 8601), or any day of it."""

import re
from datetime import date
from typing import Any

import click

from sportello.cli._moments import DATE


class _Week(click.ParamType[date]):
    """A week by its number or by one of its days; the value is its Monday."""

    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return monday_of(value)
        numbered = re.fullmatch(r"([0-9]{4})-?W([0-9]{1,2})", value, re.IGNORECASE)
        if numbered is None:
            return monday_of(DATE.convert(value, param, ctx))
        try:
            return date.fromisocalendar(int(numbered[1]), int(numbered[2]), 1)
        except ValueError:
            self.fail(f'"{value}" is no week: write it like 2026-W50, or a day', param, ctx)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return date.fromordinal(day.toordinal() - day.weekday())


WEEK = _Week()
