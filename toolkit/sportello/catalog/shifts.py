"""The shifts of rotas: each has hours as the week of a calendar, and is judged as one."""

from collections.abc import Mapping
from typing import Any

from sportello.findings import Problem
from sportello.findings.shape_rules import S007
from sportello.worktime.problems import SpecProblems
from sportello.worktime.week import read_week


def sound_shifts(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return the sections with those shifts alone whose hours can be read, and the problems."""
    rotas = data.get("rotas", {})
    problems = {
        (rota, shift): found
        for rota, entry in rotas.items()
        for shift, week in entry.get("shifts", {}).items()
        if (found := _problems(rota, shift, week))
    }
    if not problems:
        return data, []
    sound = {
        rota: {
            **entry,
            "shifts": {
                shift: week
                for shift, week in entry.get("shifts", {}).items()
                if (rota, shift) not in problems
            },
        }
        for rota, entry in rotas.items()
    }
    return {**data, "rotas": sound}, [each for found in problems.values() for each in found]


def _problems(rota: str, shift: str, written: object) -> list[Problem]:
    path = ("rotas", rota, "shifts", shift)
    found = SpecProblems()
    week = read_week(written, path, found)
    if not found.found and not any(week or ()):
        hint = 'write its hours, such as mon-fri: "09:00-13:00", or remove it'
        found.add(path, f'the shift "{shift}" has no hours', hint, S007, on_key=True)
    return [
        each.rule.problem(each.path, each.message, each.hint, on_key=each.on_key)
        for each in found.found
    ]
