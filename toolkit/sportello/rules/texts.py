"""Texts: what is translated is translated into every language of the desk."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from sportello.catalog.model import Catalog, Text
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, did_you_mean, nearest
from sportello.rules.walk import walk
from sportello.worktime import Calendar
from sportello.worktime.text import ANY

T001: Final = Rule("T001", Severity.WARNING, complete=frozenset({"helpdesk", OWN}))
"""A text is missing in a language.

*Un testo manca in una lingua.*

Whoever reads the site in that language does not find this text in it. Add it beside the others.
If all texts leave a language out, that is told once: add the texts, or take the language out of
`languages:` in `helpdesk.yaml`.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: {it: ACME Italia}}
```

Good:

```yaml
providers:
  acme: {name: {it: ACME Italia, en: ACME Italy}}
```
"""
T002: Final = Rule("T002", Severity.ERROR, complete=frozenset({"helpdesk"}))
"""A text in a language that the desk does not speak.

*Un testo in una lingua che l'helpdesk non usa.*

Nobody would ever read this text, for its language is not among `languages:` in `helpdesk.yaml`.
Correct the language, or add it there. If a language of the desk has no text at all, and this one
seems to be meant by it, that is told once, at the language.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: {it: ACME Italia, en: ACME Italy, de: ACME Italien}}
```

Good:

```yaml
providers:
  acme: {name: {it: ACME Italia, en: ACME Italy}}
```
"""


def _languages(catalog: Catalog) -> Iterator[Problem]:
    languages = catalog.helpdesk.languages
    # Most texts are in all languages: only what differs is few enough for paths.
    sound = {frozenset(languages), frozenset(), frozenset({""}), frozenset({ANY})}
    unsound = [*_all(catalog, lambda text: tuple(text) != languages and {*text} not in sound)]
    spoken = Counter(name for _, text in unsound for name in text)
    unused = [name for name in languages if unsound and not spoken[name]]
    if unused and any(_all(catalog, lambda text: {*text} == {*languages})):
        unused = []
    meant = {name: other for name in unused if (other := _meant(name, spoken, languages))}
    for name in unused:
        yield _unspoken(languages, name, meant.get(name), spoken, len(unsound))
    for path, text in unsound:
        foreign = [name for name in text if name not in languages]
        # A language that is missing may well be the one that T002 finds under a wrong name.
        missing = () if foreign else text.missing(languages)
        yield from (_missing(path, name) for name in missing if name not in unused)
        reported = meant.values()
        yield from (_foreign(path, name, languages) for name in foreign if name not in reported)


def _meant(unused: str, spoken: Counter[str], languages: tuple[str, ...]) -> str | None:
    """Return the language that is meant by one in which there is no text, if any seems to be."""
    foreign = [name for name, number in spoken.most_common() if name not in languages]
    return nearest(unused, foreign) or next(iter(foreign), None)


def _unspoken(
    languages: tuple[str, ...], name: str, other: str | None, spoken: Counter[str], number: int
) -> Problem:
    path = ("helpdesk", "languages", languages.index(name))
    if other is not None:
        message = (
            f'no text is in the language "{name}", and {spoken[other]} are in "{other}", '
            "which is not a language of this desk"
        )
        return T002.problem(path, message, f'did you mean "{other}"?')
    message = f'no text is in the language "{name}" yet: it is missing in {number}'
    hint = f'add "{name}: …" to the texts, or take the language away'
    return T001.problem(path, message, hint)


def _all(catalog: Catalog, keep: Callable[[Text], bool]) -> Iterator[tuple[KeyPath, Text]]:
    """Yield the texts of a catalog of which `keep` says so."""
    inherited: set[Text] = set()  # an assumption that another calendar has taken over
    for place, each in walk(
        catalog, (), (Text, Calendar), lambda each: type(each) is Calendar or keep(each)
    ):
        if type(each) is Text:
            yield place, each
            continue
        title, assumed = Text(each.title), Text(each.assumed)
        if keep(title):
            yield (*place, "name"), title
        if keep(assumed) and assumed not in inherited:
            inherited.add(assumed)
            yield (*place, "assumed"), assumed


def _missing(path: KeyPath, language: str) -> Problem:
    return T001.problem(
        path,
        f"this text is missing in the language {language}",
        f'add "{language}: …" beside the others',
        on_key=True,
    )


def _foreign(path: KeyPath, language: str, languages: tuple[str, ...]) -> Problem:
    return T002.problem(
        (*path, language),
        f'"{language}" is not a language of this desk',
        f"{did_you_mean(language, languages)}; languages stand in helpdesk.yaml",
        on_key=True,
    )


CHECKS = (_languages,)
