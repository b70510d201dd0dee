"""All rules of the program with their pages, read from its modules when somebody asks."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import NamedTuple

from sportello.findings.rule import Rule


class Documented(NamedTuple):
    """A rule with its page, in Markdown, and the module that judges by it."""

    rule: Rule
    page: str
    module: str


@cache
def all_rules() -> Mapping[str, Documented]:
    """Return every rule by its code, in the order of the codes.

    A rule is a constant of a module, named by its code: no list of them is kept. Raises ValueError
    for a code that two modules have, or a constant with another name than its code.
    """
    found: dict[str, Documented] = {}
    for each in _written():
        code = each.rule.code
        if code in found:
            raise ValueError(f"{code} is a rule of {found[code].module} and of {each.module}")
        found[code] = each
    return dict(sorted(found.items()))


def _written() -> Iterator[Documented]:
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "= Rule(" not in text:
            continue
        pages = _pages(ast.parse(text))
        if pages:
            module = ".".join([root.name, *path.relative_to(root).with_suffix("").parts])
            names = vars(import_module(module))
            for name, page in pages.items():
                rule = names[name]
                if rule.code != name:
                    raise ValueError(f"{module}: the rule {rule.code} is named {name}")
                yield Documented(rule, page, module)


def _pages(tree: ast.Module) -> dict[str, str]:
    """Return the docstring of every rule that a module assigns: the text below it."""
    pages: dict[str, str] = {}
    for node, below in zip(tree.body, [*tree.body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(name), value=ast.Call(func=ast.Name("Rule"))):
                pages[name] = _text(below)
    return pages


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(ast.Constant(str(text))):
            return cleandoc(text)
    return ""
