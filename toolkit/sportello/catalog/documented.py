"""What the model says of its keys: the docstrings below them, and the examples in these.

They are read from the source, and only when somebody asks.
"""

import ast
import inspect
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from sportello.catalog.model import Part
from sportello.catalog.yaml.reader import read
from sportello.findings.docstrings import docstrings

_EXAMPLE: Final = re.compile(r"\s*Example: `(.+)`\Z")


class KeyDoc(NamedTuple):
    """What a key means, and a value as an example; None if the docstring gives none."""

    meaning: str
    example: Any = None


def meaning_of(kind: type) -> str:
    """Return the first paragraph of a class's docstring, as one line."""
    return _line(inspect.getdoc(kind) or "")


def keys_of(kind: type[Part]) -> dict[str, KeyDoc]:
    """Return what is said of the keys of a class, by their names in YAML."""
    docs: dict[str, KeyDoc] = {}
    for base in reversed(kind.__mro__):
        if base is not Part and issubclass(base, Part):
            names = dict(zip(base.__struct_fields__, base.__struct_encode_fields__, strict=True))
            file = sys.modules[base.__module__].__file__
            for field, text in _attributes(file or "").get(base.__name__, {}).items():
                docs[names[field]] = _key_doc(text)
    return docs


def _key_doc(text: str) -> KeyDoc:
    found = _EXAMPLE.search(text)
    if found is None:
        return KeyDoc(_line(text))
    value = read(f"example: {found[1]}\n".encode(), "").data["example"]
    return KeyDoc(_line(text[: found.start()]), value)


def _line(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


@cache
def _attributes(file: str) -> dict[str, dict[str, str]]:
    """Return the docstrings below the attributes of the classes in a file of Python."""
    tree = ast.parse(Path(file).read_text("utf-8"))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {
        each.name: {name: text for name, _, text in docstrings(each.body) if text}
        for each in classes
    }
