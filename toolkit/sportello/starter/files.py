"""The files of a new desk, made of its answers: the templates stand in `templates/` beside this."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from string import Template
from typing import Final

from sportello.catalog.model import unicode_domain
from sportello.files import list_tree
from sportello.findings import Invalid
from sportello.starter.answers import Answers, Week
from sportello.starter.untranslated import untranslated
from sportello.starter.words import WORDS, keywords_in, words_in
from sportello.targets.site.sources import worded_languages
from sportello.worktime.countries import Jurisdiction, known_years

_HIDDEN: Final = ("github", "gitignore")
"""The templates that get a point before their name."""
_PROGRAM: Final = re.compile(r"([A-Za-z0-9-]+/[A-Za-z0-9._-]+)@([0-9a-f]{40})")
_REQUIRED: Final = ("postmaster", "abuse")
"""What every domain takes mail for (RFC 2142)."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where on GitHub Sportello is taken from, and the commit of it that runs."""

    repository: str
    commit: str


PLACEHOLDER: Final = Program("OWNER/sportello", "0" * 40)
"""What stands in workflows as long as nobody has said where Sportello is taken from."""


def read_program(written: str) -> Program:
    """Return what `OWNER/REPOSITORY@COMMIT` names. Raises Invalid."""
    found = _PROGRAM.fullmatch(written.strip())
    if found is None:
        hint = "write OWNER/REPOSITORY@COMMIT, with all 40 letters and digits of the commit"
        raise Invalid(f'"{written[:80]}" names no commit on GitHub', hint)
    return Program(*found.groups())


def desk_files(answers: Answers, year: int, program: Program) -> Mapping[str, bytes]:
    """Return what a new desk begins with, by path; `year` is the first whose days are published."""
    values = _values(answers, year, program)
    root = Path(str(package_files("sportello"))) / "starter" / "templates"
    made = {f"site/messages/{each}.po": untranslated(each) for each in wordless(answers)}
    main = answers.languages[0]
    for path in list_tree(root):
        name = _name(path, main if main in WORDS else "en")
        if name:
            made[name] = Template((root / path).read_text("utf-8")).substitute(values).encode()
    return made


def wordless(answers: Answers) -> tuple[str, ...]:
    """Return the languages of a desk that the site does not speak by itself."""
    return tuple(each for each in answers.languages if each not in worded_languages())


def _name(path: str, language: str) -> str:
    """Return where a template is written; "" if it is that of another language."""
    if path.startswith("README."):
        return "README.md" if path == f"README.{language}.md" else ""
    return f".{path}" if path.partition("/")[0] in _HIDDEN else path


def _values(answers: Answers, year: int, program: Program) -> Mapping[str, str]:
    address, languages = answers.address, answers.languages
    domain = unicode_domain(address.domain)
    words = {key: _text({each: words_in(each)[key] for each in languages}) for key in WORDS["en"]}
    return {
        **words,
        "title": answers.name,
        "name": _scalar(answers.name),
        "languages": _list(languages),
        "timezone": answers.timezone,
        "country": _scalar(answers.country),
        "site": f"https://support.{address.domain}/",
        "first": str(year),
        "last": str(_last_year(answers.country, year)),
        "domain": _scalar(domain),
        "address": _scalar(f"{address.local}@{domain}"),
        "aliases": _aliases(address.local, domain),
        "week": "\n".join(f"      {days}: {hours}" for days, hours in _week(answers.hours)),
        "keywords": _list(keywords_in(languages)),
        "program": program.repository,
        "commit": program.commit,
    }


def _last_year(country: str, year: int) -> int:
    """Return the year after `year`, unless its holidays are decreed only later."""
    _, known = known_years(Jurisdiction(country, None))
    return max(year, min(year + 1, known))


def _aliases(local: str, domain: str) -> str:
    others = [_scalar(f"{each}@{domain}") for each in _REQUIRED if each != local]
    return f"    aliases: [{', '.join(others)}]  # what every domain takes mail for"


def _week(week: Week) -> Iterable[tuple[str, str]]:
    for days, hours in week.items():
        written = [_scalar(each) for each in hours]
        yield days, written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _text(texts: Mapping[str, str]) -> str:
    """Return a text as YAML: one string, or one a language."""
    if len({*texts.values()}) == 1:
        return _scalar(next(iter(texts.values())))
    return "{" + ", ".join(f"{each}: {_scalar(text)}" for each, text in texts.items()) + "}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_scalar(each) for each in texts)}]"


def _scalar(text: str) -> str:
    """Return a string as YAML: plain where it can mean nothing else, else between quotes."""
    plain = re.fullmatch(r"[A-Za-zÀ-ž][A-Za-zÀ-ž0-9@._+-]*( [A-Za-zÀ-ž0-9@._+-]+)*", text)
    is_word = text.lower() in {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
    return text if plain and not is_word else json.dumps(text, ensure_ascii=False)
