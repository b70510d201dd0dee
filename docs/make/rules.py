"""docs/rules/: what each code of a finding means, and the table of codes in docs/design.md."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sportello.findings.registry import Documented, all_rules

_DESIGN = Path(__file__).parents[1] / "design.md"
_BEGIN, _END = "<!-- codes: made by `make docs` -->", "<!-- end of codes -->"
_ABOUT = {
    "A": ("Availability", "lists of outages, for `report`"),
    "C": ("Contacts", "ways to reach a service, phone numbers"),
    "D": ("Dates", "dates, announced hours, holidays, what ends soon"),
    "E": ("Events", "files of tickets, for `sla clock`"),
    "I": ("Ignored", "exceptions in place"),
    "F": ("Files", "files without meaning, missing, no files, or not to be read"),
    "K": ("Rota", "who sits at the phone: shifts, turns, swaps, absences, gaps"),
    "L": ("Levels of service", "severities, policies, contracts, escalations, the lifecycle"),
    "M": ("Mail", "addresses, message rules, retired mailboxes, what mail servers cannot do"),
    "P": ("People", "teams, people and their data, stand-ins, who answers"),
    "Q": ("Quality of data", "exports of ticket systems, for `report`"),
    "R": ("References", "names that are unknown or given twice"),
    "S": ("Shape", "keys and values that cannot stand where they do"),
    "T": ("Translations", "texts and their languages"),
    "W": ("Working time", "calendars and holidays"),
    "X": ("Expectations", "what `sportello test` runs"),
    "Y": ("YAML", "the text of the files"),
}


def documents() -> dict[str, str]:
    """Return the pages of the codes, and the design with its table of them."""
    unknown = {code[0] for code in all_rules()} - _ABOUT.keys()
    if unknown:
        raise SystemExit(f"{__file__}: say in _ABOUT what {', '.join(sorted(unknown))} is about")
    families = {
        letter: tuple(group)
        for letter, group in groupby(all_rules().values(), lambda each: each.rule.code[0])
    }
    pages = {f"rules/{letter}.md": _page(letter, group) for letter, group in families.items()}
    head, rest = _DESIGN.read_text(encoding="utf-8").split(_BEGIN)
    _, tail = rest.split(_END)
    rows = (_row(letter, group) for letter, group in families.items())
    table = "\n".join(["| codes | about | where |", "|---|---|---|", *rows])
    return {
        **pages,
        "rules/README.md": _index(families.values()),
        "design.md": f"{head}{_BEGIN}\n{table}\n{_END}{tail}",
    }


def _page(letter: str, group: Iterable[Documented]) -> str:
    title, about = _ABOUT[letter]
    parts = [
        f"# {letter}: {title}",
        "<!-- Made by `make docs` of what stands below each rule in the program. -->",
        f"About {about}. [All codes](README.md)",
    ]
    for each in group:
        titles = f"**{each.title}.** ({each.rule.severity})  \n*{each.title_it}.*"
        parts += [f"## {each.rule.code}", titles, *filter(None, [each.page])]
    return "\n\n".join(parts) + "\n"


def _index(families: Iterable[Iterable[Documented]]) -> str:
    return "\n".join(_index_lines(families)) + "\n"


def _index_lines(families: Iterable[Iterable[Documented]]) -> Iterator[str]:
    yield "# What the codes mean\n"
    yield "<!-- Made by `make docs` of the rules of the program. -->\n"
    yield (
        "A finding begins with its place (file, line and column), then names its severity and\n"
        'its code: `services/main.yaml:8:28: error R001: unknown mailbox "hlep"`. An error\n'
        "stops a build; a warning and a note do not. The codes with A and Q are told by\n"
        "`sportello report`, those with E by `sportello sla clock`, those with X by `sportello\n"
        "test`, the others by `sportello check`. The pages say in English what is wrong, why it\n"
        "matters and what to do; `sportello explain M011` tells the same on the command line.\n"
        "Their examples stand in [a small catalog](../../tests/small.py): each shows only what\n"
        "differs from it.\n\n"
        "*Una segnalazione comincia con il punto (file, riga e colonna), poi indica la\n"
        "gravità e il codice. Un errore (error) ferma la pubblicazione; un avviso (warning) e\n"
        "una nota (note) no. I codici con A e Q vengono da `sportello report`, quelli con E da\n"
        "`sportello sla clock`, quelli con X da `sportello test`, gli altri da `sportello check`.\n"
        "I titoli sono anche in italiano, le spiegazioni in inglese. Gli esempi fanno parte di\n"
        "[un piccolo catalogo](../../tests/small.py): ognuno mostra solo ciò che vi cambia.*\n"
    )
    yield "| code | | what is wrong | che cosa non va |"
    yield "|---|---|---|---|"
    for group in families:
        for each in group:
            code = each.rule.code
            link = f"[{code}]({code[0]}.md#{code.lower()})"
            yield f"| {link} | {each.rule.severity} | {each.title} | {each.title_it} |"


def _row(letter: str, group: Iterable[Documented]) -> str:
    first, *more = group
    last = more[-1] if more else first
    codes = "–".join(dict.fromkeys((first.rule.code, last.rule.code)))
    modules = (each.module.split(".")[1:] for each in (first, *more))
    # The folder is enough: which module of it tells a code, a search finds at once.
    folders = sorted({"/".join(path[:-1]) for path in modules})
    return f"| {codes} | {_ABOUT[letter][1]} | {', '.join(f'`{each}/`' for each in folders)} |"
