"""What was measured of one peer."""

from dataclasses import dataclass, field

from peers.peer import Peer


@dataclass
class Row:
    """Calls a second by column, and how far its answers agree with ours.

    `closings` counts answers at the next opening instead of the closing before it, `wrong` all
    others that differ, by column.
    """

    peer: Peer
    speeds: dict[str, float] = field(default_factory=dict)
    closings: int = 0
    wrong: dict[str, int] = field(default_factory=dict)
    checked: int = 0
