"""In which states the clock of a promise pauses."""

from sportello.catalog.model import Lifecycle, Target


def pausing(lifecycle: Lifecycle | None, kind: str, target: Target) -> tuple[str, ...]:
    """Return the states that pause a target: its own, else those of its kind in the lifecycle."""
    if target.pauses is not None:
        return target.pauses
    states = lifecycle.states if lifecycle else {}
    return tuple(name for name, state in states.items() if kind in state.pauses)
