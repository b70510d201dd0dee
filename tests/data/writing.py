"""Change YAML as an editor does: in its text, at a place that is found by its keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

Where = tuple[str, ...]


def keys(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return what stands under the keys of a mapping; nothing if it is none."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value}


def scalars(node: yaml.Node, under: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield every scalar with the key it stands under, those of a list with the key of the list."""
    if isinstance(node, yaml.ScalarNode):
        yield under, node
    for key, value in keys(node).items():
        yield from scalars(value, key)
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from scalars(each, under)


class Writing:
    """The files of a catalog."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def data(self, file: str) -> yaml.Node:
        """Return the nodes of a file; an empty mapping if there is none."""
        path = self.root / file
        node = yaml.compose(path.read_text(), yaml.SafeLoader) if path.exists() else None
        return node or yaml.MappingNode("tag:yaml.org,2002:map", [])

    def at(self, file: str, *where: str) -> yaml.Node:
        """Return the node below keys."""
        node = self.data(file)
        for key in where:
            node = keys(node)[key]
        return node

    def source(self, file: str, node: yaml.Node) -> str:
        """Return the text of a node."""
        text = (self.root / file).read_text()
        return text[node.start_mark.index : node.end_mark.index].rstrip()

    def add(self, file: str, where: Where, entry: str) -> None:
        """Write `key: value` before what stands below the keys; begin the section if need be."""
        node = self.data(file)
        for number, key in enumerate(where):
            if key not in keys(node):
                assert number == 0, f"{file} has no {where}"
                with (self.root / file).open("a") as out:
                    out.write(f"\n{key}:\n  {entry}\n")
                return
            node = keys(node)[key]
        assert isinstance(node, yaml.MappingNode)
        after = ", " if node.flow_style else "\n" + " " * node.value[0][0].start_mark.column
        self._splice(file, node.value[0][0].start_mark.index, 0, entry + after)

    def copy(self, file: str, section: str, name: str, new: str) -> None:
        """Write an entry of a section once more, under a new name."""
        node = self.at(file, section, name)
        text = self.source(file, node)
        if not getattr(node, "flow_style", True):
            text = "\n" + " " * node.start_mark.column + text
        self.add(file, (section,), f"{new}: {text}")

    def put(self, file: str, where: Where, value: str) -> None:
        """Write a value instead of that below the keys, or add it."""
        *above, key = where
        found = keys(self.at(file, *above)).get(key)
        if found is None:
            self.add(file, tuple(above), f"{key}: {value}")
        else:
            length = len(self.source(file, found))
            self._splice(file, found.start_mark.index, length, value)

    def replace(self, file: str, fits: Callable[[str, str], bool], new: str) -> int:
        """Write another text for each scalar that fits (its key, its text); return how many."""
        found = [node for key, node in scalars(self.data(file)) if fits(key, node.value)]
        for node in reversed(found):
            length = len(self.source(file, node))
            self._splice(file, node.start_mark.index, length, new)
        return len(found)

    def files(self) -> list[str]:
        """Return the names of all files, expectations included."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*.yaml"))

    def _splice(self, file: str, start: int, length: int, new: str) -> None:
        text = (self.root / file).read_text()
        (self.root / file).write_text(text[:start] + new + text[start + length :])
