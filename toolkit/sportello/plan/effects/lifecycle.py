"""The states and types of tickets, and what ticket systems call them."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, Export, State
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.texts.words import quoted

_NOTHING: Final[Words] = ("none",)


def tickets(comparison: Comparison) -> Iterator[Change]:
    """Yield the states, the types and the steps of tickets that came, went or mean something else.

    Which clocks a state pauses is told of the promises, and what it is called with the texts.
    """
    for part, look in (("state", _states), ("type", _types)):
        before, after = look(comparison.before), look(comparison.after)
        for name in dict.fromkeys((*before, *after)):
            old, new = before.get(name), after.get(name)
            if old is None or new is None:
                words = [_NOTHING if each is None else (Quoted(name),) for each in (old, new)]
                yield Change("ticket-state", Impact.DESK, f"{part} {name}", words[0], words[1])
                continue
            for what in dict.fromkeys((*old, *new)):
                was, now = old.get(what, _NOTHING), new.get(what, _NOTHING)
                if was != now:
                    yield Change("ticket-state", Impact.DESK, f"{part} {name}", was, now, part=what)
    yield from _steps(comparison)


def exports(comparison: Comparison) -> Iterator[Change]:
    """Yield the columns of exports that have other names."""
    before, after = comparison.before.exports, comparison.after.exports
    for name in dict.fromkeys((*before, *after)):
        entry = (("exports", name),)
        old, new = (_columns(each.get(name)) for each in (before, after))
        for part in dict.fromkeys((*old, *new)):
            was, now = (each.get(part, _NOTHING) for each in (old, new))
            if was != now:
                yield Change(
                    "export",
                    Impact.DESK,
                    f"export {name}",
                    was,
                    now,
                    part=part,
                    about=entry,
                    causes=entry,
                )


def _states(catalog: Catalog) -> Mapping[str, Mapping[str, Words]]:
    states = catalog.lifecycle.states if catalog.lifecycle else {}
    return {name: _state(each) for name, each in states.items()}


def _state(state: State) -> Mapping[str, Words]:
    names = {f"name in {system}": (Quoted(name),) for system, name in state.names.items()}
    return {
        "category": (state.category,),
        "resumed by": (state.resumed_by or "none",),
        "providers": quoted(state.providers),
        **names,
    }


def _types(catalog: Catalog) -> Mapping[str, Mapping[str, Words]]:
    types = catalog.lifecycle.types if catalog.lifecycle else {}
    return {name: {} for name in types}


def _steps(comparison: Comparison) -> Iterator[Change]:
    before, after = (
        {(each.from_, each.to, each.by) for each in catalog.lifecycle.transitions}
        if catalog.lifecycle
        else set[tuple[str, str, str]]()
        for catalog in (comparison.before, comparison.after)
    )
    for step in sorted(before ^ after):
        possible = [
            ("possible",) if step in each else ("not possible",) for each in (before, after)
        ]
        part = f"to {step[1]}, by {step[2]}"
        yield Change(
            "ticket-state", Impact.DESK, f"state {step[0]}", possible[0], possible[1], part=part
        )


def _columns(export: Export | None) -> Mapping[str, Words]:
    if export is None:
        return {}
    columns = {f"column {key}": (Quoted(name),) for key, name in export.columns.items()}
    values = {
        f'{key} "{written}"': (Quoted(meant),)
        for key, each in export.values.items()
        for written, meant in each.items()
    }
    given = {f"every {key}": (Quoted(value),) for key, value in export.given.items()}
    dates = {f"dates {number}": (Quoted(each),) for number, each in enumerate(export.dates, 1)}
    said = {"time zone": export.timezone, "paused time in": export.paused_in}
    return {
        "system": (export.system,),
        **columns,
        **values,
        **given,
        **dates,
        **{key: (value,) for key, value in said.items() if value is not None},
    }


EFFECTS = (
    Effect(frozenset({"lifecycle"}), tickets),
    Effect(frozenset({"exports"}), exports),
)
