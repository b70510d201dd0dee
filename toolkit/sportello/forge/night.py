"""What a night finds in a catalog that nobody touched.

What ends soon, what the date alone brings tomorrow, and links that are dead.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from sportello.api.checking import check_loaded
from sportello.catalog import Loaded
from sportello.findings import KeyPath, render
from sportello.plan.forms.text import as_text
from sportello.plan.report import Report
from sportello.rules import codes_of_a_day

_OF_PEOPLE: Final = frozenset({"people.yaml", "rota.yaml"})
"""Files about single persons. An issue goes out by mail: what is wrong in them is only counted."""


def ends_soon(directory: Path, loaded: Loaded, day: date) -> str:
    """Return what ends soon as Markdown; nothing if nothing does."""
    codes = codes_of_a_day()
    found = [each for each in check_loaded(directory, loaded, day) if each.code in codes]
    files = [loaded.documents.file_of(each) for each in found]
    told = [each for each, file in zip(found, files, strict=True) if file not in _OF_PEOPLE]
    counted = Counter(file for file in files if file in _OF_PEOPLE)
    lines = [
        f"{file}: {count} more, which `sportello check --on {day}` tells"
        for file, count in sorted(counted.items())
    ]
    return _block("\n".join(filter(None, (render(told, color=False) if told else "", *lines))))


def brought(report: Report) -> str:
    """Return what a date alone brings as Markdown; nothing if it brings nothing."""
    return "" if report.plan.is_empty else _block(as_text(report))


def dead_links(loaded: Loaded, links: Mapping[str, KeyPath], dead: Mapping[str, str]) -> str:
    """Return which links lead nowhere, and where they stand, as Markdown; nothing if none does."""
    lines = []
    for url, why in dead.items():
        section, name = links[url]
        where = loaded.documents.locate((section, name) if name else (section,), on_key=True)
        place = f"{where.file}:{where.line}: " if where else ""
        lines.append(f"{place}{url}: {why}\n")
    return _block("".join(lines))


def _block(text: str) -> str:
    """Return a text as a block of code, in which nothing is a mention or a link."""
    return "".join(f"    {line}\n" for line in text.splitlines())
