"""Where each key and value of a document stands in the text, stored compactly."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Positions:
    """Offsets of the nodes of one document, numbered in the order they stand in the text.

    A mapping is followed by key, value, key, value, ... and a sequence by its items; each node is
    followed by its descendants. So a path is found by walking, and a node costs two integers, where
    a table of paths would cost some hundred bytes.
    """

    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    after: dict[int, int] = field(default_factory=dict)
    """The node behind all descendants, for each container."""
    _steps: dict[int, dict[str | int, int]] = field(default_factory=dict)

    def add(self, start: int, end: int) -> int:
        """Append a node and return its number."""
        self.starts.append(start)
        self.ends.append(end)
        return len(self.starts) - 1

    def forget_from(self, node: int) -> None:
        """Drop a node and all that follow it."""
        for dropped in range(node, len(self.starts)):
            self.after.pop(dropped, None)
        del self.starts[node:]
        del self.ends[node:]

    def find(self, data: object, path: Sequence[str | int], on_key: bool) -> tuple[int, int]:
        """Return start and end of the value (or key) at the path in the document's data.

        If the path leads nowhere, its deepest existing ancestor stands in: by its key if it has
        one. So does the key of a value that is left empty.
        """
        node, key = 0, -1
        for step in path:
            found = self._child(data, node, step)
            if found is None:
                on_key = True
                break
            is_mapping = isinstance(data, dict)
            data = data[step]  # type: ignore[index]  # _child has found it there
            node, key = (found + 1, found) if is_mapping else (found, -1)
        empty = self.starts[node] == self.ends[node] and not isinstance(data, dict | list)
        shown = key if key >= 0 and (on_key or empty) else node
        return self.starts[shown], self.ends[shown]

    def _child(self, data: object, node: int, step: str | int) -> int | None:
        """Return the node of a key (of a mapping) or an item (of a sequence)."""
        if not isinstance(data, dict | list) or not data:
            return None
        steps = self._steps.get(node)
        if steps is None:
            steps = self._steps[node] = self.children(data, node)
        return steps.get(step)

    def children(self, data: dict[str, object] | list[object], node: int) -> dict[str | int, int]:
        """Return the nodes of the keys or items of a collection, given its data and node."""
        steps: dict[str | int, int] = {}
        child = node + 1
        if isinstance(data, dict):
            for name in data:
                steps[name] = child
                child = self.after.get(child + 1, child + 2)
        else:
            for index in range(len(data)):
                steps[index] = child
                child = self.after.get(child, child + 1)
        return steps
