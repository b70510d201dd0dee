"""All rules of the program with their pages, read from its modules when somebody asks."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from sportello.findings.docstrings import docstrings
from sportello.findings.invalid import Invalid
from sportello.findings.nearest import did_you_mean
from sportello.findings.rule import Rule

_TITLES: Final = re.compile(r"(\S.*)\.\n\n\*(\S.*)\.\*\n*")
"""A title in English, and below it one in Italian, in italics."""


class Documented(NamedTuple):
    """A rule with its titles, its page in Markdown, and the module that judges by it."""

    rule: Rule
    title: str
    title_it: str
    page: str
    module: str


@cache
def all_rules() -> Mapping[str, Documented]:
    """Return every rule by its code, in the order of the codes.

    A rule is a constant of a module, named by its code: no list of them is kept. Raises ValueError
    for a code that two modules have, for a constant with another name than its code, and for a page
    that does not begin with its titles.
    """
    found: dict[str, Documented] = {}
    for each in _written():
        code = each.rule.code
        if code in found:
            raise ValueError(f"{code} is a rule of {found[code].module} and of {each.module}")
        found[code] = each
    return dict(sorted(found.items()))


def unknown_code(code: str) -> Invalid:
    """Return what is wrong with a code that no rule has, in either case."""
    listed = "`sportello explain` lists them all"
    hint = did_you_mean(code.upper(), all_rules(), listed)
    return Invalid(f'no finding has the code "{code}"', hint)


def _written() -> Iterator[Documented]:
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "= Rule(" not in text:
            continue
        documented = docstrings(ast.parse(text).body)
        pages = {name: page for name, value, page in documented if _is_rule(value)}
        if pages:
            module = ".".join([root.name, *path.relative_to(root).with_suffix("").parts])
            names = vars(import_module(module))
            for name, page in pages.items():
                rule = names[name]
                if rule.code != name:
                    raise ValueError(f"{module}: the rule {rule.code} is named {name}")
                begins = _TITLES.match(page)
                if begins is None:
                    raise ValueError(f"{module}: below {name} stand its titles and its page")
                yield Documented(rule, begins[1], begins[2], page[begins.end() :], module)


def _is_rule(value: ast.expr | None) -> bool:
    match value:
        case ast.Call(func=ast.Name("Rule")):
            return True
    return False
