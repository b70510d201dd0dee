"""Texts: what is translated is translated into every language of the desk.

T001: a text that leaves out one of the desk's languages.
T002: a text in a language that the desk does not speak.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sportello.catalog.model import Catalog, Part, Text
from sportello.findings import Problem, Severity, did_you_mean
from sportello.rules.rule import Rule
from sportello.worktime import Calendar

Path = tuple[str | int, ...]


def _untranslated(catalog: Catalog) -> Iterator[Problem]:
    languages = catalog.helpdesk.languages
    for path, text in _texts(catalog, ()):
        for language in text.missing(languages):
            yield Problem(
                "T001",
                path,
                f'this text is missing in the language "{language}"',
                f'add "{language}: …" beside the others',
                Severity.WARNING,
                on_key=True,
            )


def _foreign(catalog: Catalog) -> Iterator[Problem]:
    languages = catalog.helpdesk.languages
    for path, text in _texts(catalog, ()):
        for language in text:
            if language and language not in languages:
                yield Problem(
                    "T002",
                    (*path, language),
                    f'"{language}" is not a language of this desk',
                    f"{did_you_mean(language, languages)}; languages stand in helpdesk.yaml",
                    on_key=True,
                )


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Part):
        for name, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from _texts(getattr(value, name), (*path, key))
    elif isinstance(value, Calendar):
        yield from [((*path, "name"), Text(value.title))] if value.title else []
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _texts(each, (*path, index))


RULES = (
    Rule(_untranslated, from_absence=frozenset({"T001"})),
    Rule(_foreign, from_absence=frozenset({"T002"})),
)
