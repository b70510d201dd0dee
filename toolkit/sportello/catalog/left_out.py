"""What the model leaves out on purpose, and what to write instead."""

from sportello.findings import KeyPath


def instead(path: KeyPath, key: str, value: object) -> str:
    """Return what to write instead of a key that somebody tries at a path; "" for any other."""
    if path[-2:] == ("targets", "next_update") and key in {"in", "state", "states"}:
        state = value if isinstance(value, str) else "…"
        return (
            f'an update has one rhythm for all states: write "pauses: [{state}]" here, and an '
            f'escalation with "in: {state}" and steps with "every:" to be reminded meanwhile'
        )
    return ""
