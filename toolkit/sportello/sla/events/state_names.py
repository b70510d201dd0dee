"""The states of the lifecycle by the names that ticket systems give them."""

from typing import Final

from sportello.catalog.model import Lifecycle
from sportello.findings import Invalid, did_you_mean


class StateNames:
    """What a state may be called: its identifier, or its name in a ticket system."""

    def __init__(self, lifecycle: Lifecycle | None) -> None:
        self._states: Final = frozenset(lifecycle.states if lifecycle else ())
        self._named: Final[dict[str, dict[str, str]]] = {}
        for state, each in lifecycle.states.items() if lifecycle else ():
            for system, name in each.names.items():
                self._named.setdefault(name, {})[system] = state

    def state(self, name: str, system: str | None) -> str:
        """Return the state that a name means, in a ticket system if one is given.

        Raises Invalid for a name that means none, or several.
        """
        if name in self._states:
            return name
        by_system = self._named.get(name, {})
        if system is not None:
            by_system = {each: state for each, state in by_system.items() if each == system}
        meant = sorted(set(by_system.values()))
        if len(meant) == 1:
            return meant[0]
        if meant:
            said = ", ".join(f"{state} in {each}" for each, state in sorted(by_system.items()))
            remedy = f"write the state, or say the ticket's system, such as {min(by_system)}"
            raise Invalid(f'"{name}" means {said}', remedy)
        known = self._states.union(self._named)
        hint = did_you_mean(name, known) or "the catalog has no lifecycle: add it to sla.yaml"
        raise Invalid(f'unknown state "{name}"', hint)
