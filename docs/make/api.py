"""docs/api.md: the reference of `import sportello`, made of its docstrings and annotations."""

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import griffe

import sportello

_TOOLKIT = Path(sportello.__file__).parents[1]
_PRIVATE = frozenset({"Calendar.rules", "Past.loaded"})
"""What one part of the package asks of another, and no program needs."""
_HEAD = """\
# Reference of `import sportello`

<!-- Made of the docstrings by `make docs`: change them, not this file. -->

What is listed here is public: [Sportello for programs](python.md) shows how it is used, and says
what may change. Optional arguments are shown with their defaults; attributes are never set.
"""


def documents() -> dict[str, str]:
    """Return the pages by their paths below docs/."""
    package = griffe.load("sportello", search_paths=[_TOOLKIT], resolve_aliases=True)
    names = sorted(set(sportello.__all__) - {"__version__"}, key=str.casefold)
    parts = [_part(name, _member(package, getattr(sportello, name))) for name in names]
    version = "## `__version__`\n\nThe version of the package: a text such as `1.2.0`.\n"
    return {"api.md": "\n".join([_HEAD, version, *parts])}


def _member(package: Any, value: Any) -> Any:
    return package[f"{value.__module__}.{value.__qualname__}".removeprefix("sportello.")]


def _part(name: str, member: griffe.Object) -> str:
    return "\n".join([f"## `{name}`\n", *_body(name, member)])


def _body(name: str, member: griffe.Object) -> Iterator[str]:
    if isinstance(member, griffe.Function):
        yield f"```python\n{_signature(name, member)}\n```\n"
        yield f"{_said(member)}\n"
        return
    bases = [str(base) for base in getattr(member, "bases", ())]
    public = [base for base in bases if base in sportello.__all__ or hasattr(builtins, base)]
    kind = f" A kind of `{'`, `'.join(public)}`." if public else ""
    yield f"{_said(member)}{kind}\n"
    members = [
        each
        for each in _members(member)
        if not each.name.startswith("_") and f"{name}.{each.name}" not in _PRIVATE
    ]
    attributes = [
        f"- `{each.name}: {each.annotation or each.value}`{_after(each)}"
        for each in members
        if isinstance(each, griffe.Attribute)
    ]
    if attributes:
        yield "\n".join([*attributes, ""])
    for each in members:
        if isinstance(each, griffe.Function):
            yield f"### `{name}.{each.name}`\n"
            yield f"```python\n{_signature(each.name, each)}\n```\n"
            yield f"{_said(each)}\n"


def _members(kind: griffe.Object) -> list[Any]:
    """Return what a class has, what it inherits last."""
    inherited = (each.final_target for each in kind.inherited_members.values())
    return [*kind.members.values(), *inherited]


def _after(attribute: griffe.Attribute) -> str:
    said = _said(attribute)
    return f": {said}" if said else ""


def _said(member: griffe.Object) -> str:
    return member.docstring.value.strip() if member.docstring else ""


def _signature(name: str, function: griffe.Function) -> str:
    """Return how it is called: each argument with its type and default, and what comes back."""
    shown: list[str] = []
    starred = False
    for each in function.parameters:
        if each.name in ("self", "cls"):
            continue
        if each.kind is griffe.ParameterKind.keyword_only and not starred:
            shown.append("*")
            starred = True
        default = "" if each.default is None else f" = {each.default}"
        shown.append(f"{each.name}: {each.annotation}{default}")
    line = f"{name}({', '.join(shown)}) -> {function.returns}"
    if len(line) <= 90:
        return line
    return "\n".join([f"{name}(", *(f"    {each}," for each in shown), f") -> {function.returns}"])
