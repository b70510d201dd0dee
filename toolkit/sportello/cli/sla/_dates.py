"""Dates on the command line."""

import re
from datetime import date
from typing import Any

import click

_FORM = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(1970, 2101)


class _Date(click.ParamType[date]):
    """An ISO 8601 date without a time."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or not _FORM.fullmatch(value):
            self.fail(
                f'"{value}" is not a date: write year, month, day, like 2026-01-07', param, ctx
            )
        if day.year not in _YEARS:
            self.fail(f'"{value}" is out of reach: write a date from 1970 to 2100', param, ctx)
        return day


DATE = _Date()
