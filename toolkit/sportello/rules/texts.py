"""Texts: what is translated is translated into every language of the desk.

T001: a text that leaves out one of the desk's languages.
T002: a text in a language that the desk does not speak.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog, Text
from sportello.findings import Problem, Severity, did_you_mean
from sportello.rules.rule import Rule
from sportello.rules.walk import Path, below
from sportello.worktime import Calendar


def _languages(catalog: Catalog) -> Iterator[Problem]:
    languages = catalog.helpdesk.languages
    sound: set[tuple[str, ...]] = {("",)}  # most texts have the same languages
    for path, text in _all(catalog):
        written = tuple(text)
        if not written or written in sound:
            continue
        foreign = [language for language in written if language not in languages]
        # A language that is missing may well be the one that T002 finds under a wrong name.
        missing = () if foreign else text.missing(languages)
        if not foreign and not missing:
            sound.add(written)
        yield from (_missing(path, language) for language in missing)
        yield from (_foreign(path, language, languages) for language in foreign)


def _all(catalog: Catalog) -> Iterator[tuple[Path, Text]]:
    inherited: set[Text] = set()  # an assumption that another calendar has taken over
    for place, each in below(catalog, (), (Text, Calendar)):
        if type(each) is Text:
            yield place, each
            continue
        yield (*place, "name"), Text(each.title)
        assumed = Text(each.assumed)
        if assumed not in inherited:
            inherited.add(assumed)
            yield (*place, "assumed"), assumed


def _missing(path: Path, language: str) -> Problem:
    return Problem(
        "T001",
        path,
        f'this text is missing in the language "{language}"',
        f'add "{language}: …" beside the others',
        Severity.WARNING,
        on_key=True,
    )


def _foreign(path: Path, language: str, languages: tuple[str, ...]) -> Problem:
    return Problem(
        "T002",
        (*path, language),
        f'"{language}" is not a language of this desk',
        f"{did_you_mean(language, languages)}; languages stand in helpdesk.yaml",
        on_key=True,
    )


RULES = (Rule(_languages, from_absence=frozenset({"T001", "T002"})),)
