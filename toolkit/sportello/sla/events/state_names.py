"""The states of the lifecycle by the names that ticket systems give them."""

from typing import Final

from sportello.catalog.model import Lifecycle
from sportello.findings import Invalid, did_you_mean

_CATEGORIES: Final = {
    "new": "new",
    "open": "open",
    "in progress": "open",
    "in_progress": "open",
    "pending": "waiting",
    "on hold": "waiting",
    "waiting": "waiting",
    "suspended": "waiting",
    "solved": "resolved",
    "resolved": "resolved",
    "done": "resolved",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "duplicate": "cancelled",
    "merged": "cancelled",
    "rejected": "cancelled",
    "spam": "cancelled",
    "withdrawn": "cancelled",
}
"""What ticket systems call the category of a state, beside its own name."""


class StateNames:
    """What a state may be called: its identifier, or its name in a ticket system."""

    def __init__(self, lifecycle: Lifecycle | None) -> None:
        self._states: Final = frozenset(lifecycle.states if lifecycle else ())
        self._lifecycle: Final = lifecycle
        # Systems do not tell names apart by their case, and exports write them in either.
        self._named: Final[dict[str, dict[str, str]]] = {}
        self._written: Final[set[str]] = set()
        for state, each in lifecycle.states.items() if lifecycle else ():
            for system, name in each.names.items():
                self._named.setdefault(name.casefold(), {})[system] = state
                self._written.add(name)

    def state(self, name: str, system: str | None) -> str:
        """Return the state that a name means, in a ticket system if one is given.

        Raises Invalid for a name that means none, or several.
        """
        if name in self._states:
            return name
        by_system = self._named.get(name.casefold(), {})
        if system is not None:
            by_system = {each: state for each, state in by_system.items() if each == system}
        meant = sorted(set(by_system.values()))
        if len(meant) == 1:
            return meant[0]
        if meant:
            meanings = ", ".join(f"{state} in {each}" for each, state in sorted(by_system.items()))
            remedy = f"write the state, or say the ticket's system, such as {min(by_system)}"
            raise Invalid(f'"{name}" means {meanings}', remedy)
        known = self._states.union(self._written)
        hint = did_you_mean(name, known) or "the catalog has no lifecycle: add it to sla.yaml"
        raise Invalid(f'unknown state "{name}"', hint)

    def likely(self, word: str) -> str | None:
        """Return the state that a word is, or the first of the category it stands for, if any."""
        if word in self._states:
            return word
        by_system = self._named.get(word.casefold(), {})
        if len(set(by_system.values())) == 1:
            return next(iter(by_system.values()))
        category = _CATEGORIES.get(word.casefold())
        states = self._lifecycle.states if self._lifecycle else {}
        return next((name for name, each in states.items() if each.category == category), None)
