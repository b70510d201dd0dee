"""The pages of the rules: the bad example of each gives its code, the good one gives nothing."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from small import SMALL
from sportello.api.checking import check_loaded
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.expectations import expectation_files, read_expectations, run
from sportello.exports.read import read_exports
from sportello.findings import FindingsError
from sportello.findings.registry import all_rules
from sportello.report.availability import availability, read_outages
from sportello.report.cycles import fill
from sportello.report.tables import create_tables
from sportello.sla.clock import read_clocks

Write = Callable[..., Path]
RULES = all_rules()
OUTSIDE = ("tickets.", "outages.", "export.", "events.")
"""How files of tickets are called, which stand beside the catalog."""
WITHOUT_EXAMPLE = {
    "A004": "which years are known is known to the holidays package",
    "Y001": "its bytes are no text",
    "E006": "which years are known is known to the holidays package",
    "F001": "what is wrong is its name",
    "Y005": "a tab cannot be seen",
    "Y006": "a thousand brackets teach nobody",
    "Y007": "16 MiB teach nobody",
    "Y010": "what is wrong cannot be seen",
    "D008": "which dates are estimates is known to the holidays package",
    "D009": "which half holidays have no hour is known to the holidays package",
    "F003": "a link is no text",
    "F004": "what may not be read is no text",
    "P014": "the file with the names is never shared",
    "P015": "the file with the names is never shared",
    "T003": "the words of the site stand beside the catalog",
    "T009": "figures stand beside the catalog",
    "T004": "the words of the site stand beside the catalog",
    "T005": "the words of the site stand beside the catalog",
    "T006": "the pages of the site stand beside the catalog",
    "T007": "the templates of the site stand beside the catalog",
    "Q016": "what is to come depends on the day",
    "T008": "which extras are installed is no text",
    "L019": "which years are known is known to the holidays package",
    "M006": "an address that is too long teaches nobody",
    "M026": "a thousand destinations teach nobody",
    "M027": "a thousand letters teach nobody",
    "M029": "an acknowledgement of many pages teaches nobody",
    "M040": "a list of a hundred destinations teaches nobody",
    "M041": "a word of a thousand letters teaches nobody",
    "M042": "a subject of three hundred letters teaches nobody",
    "M060": "it is told of every catch-all of a desk with Exchange or Google",
    "M061": "three hundred retired mailboxes teach nobody",
    "M062": "a name of sixty letters teaches nobody",
    "M064": "five thousand addresses teach nobody",
    "M065": "it is told of every acknowledgement of a desk with Exchange or Google",
    "M068": "a refusal of many pages teaches nobody",
    "S009": "no key has a new name yet",
}
_EXAMPLE = re.compile(
    r"^(?P<kind>With|Bad|Good)(?:, in `(?P<file>[^`]+)`)?(?:, `--on (?P<day>[\d-]+)`)?:\n\n"
    r"```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """Files of a small catalog, one of which is wrong in `bad`, and a day to look from."""

    bad: dict[str, str]
    good: dict[str, str]
    day: date | None


def example_of(code: str) -> Example | None:
    found = [*_EXAMPLE.finditer(RULES[code].page)]
    if not found:
        return None
    *beside, bad, good = found
    assert [each["kind"] for each in found] == ["With"] * len(beside) + ["Bad", "Good"]
    files = {each["file"]: each["text"] for each in beside}
    day = bad["day"] and date.fromisoformat(bad["day"])
    return Example(
        files | {bad["file"]: bad["text"]}, files | {bad["file"]: good["text"]}, day or None
    )


def test_every_rule_has_examples_but_for_those_that_no_text_can_show() -> None:
    without = {code for code in RULES if example_of(code) is None}
    assert without == WITHOUT_EXAMPLE.keys()


def completed(file: str, text: str) -> str:
    """Return a file of the small catalog with the sections that an example shows instead."""
    shown, usual = sections(text), sections(SMALL.get(file, ""))
    if file == "helpdesk.yaml" or len(usual) == 1:
        return text
    return "".join((usual | shown).values())


def sections(text: str) -> dict[str, str]:
    return {
        part.partition(":")[0]: part
        for part in re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
        if part
    }


WITHOUT_NAMES = (
    "contacts.yaml",
    "{name: Anna, kind: person,",
    "{name: Head of the desk, visibility: internal,",
)
"""Where a desk keeps its people by identifiers, a name in the catalog is a finding of its own."""


def codes(catalog_at: Write, files: dict[str, str], day: date | None) -> list[str]:
    """Return the codes of what is found in the small catalog with some files, and in tickets."""
    written = {file: text for file, text in files.items() if not file.startswith(OUTSIDE)}
    root = catalog_at(*([WITHOUT_NAMES] if "people.yaml" in written else []))
    for file, text in written.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(completed(file, text))
    loaded = load(root)
    found = check_loaded(root, loaded, day)
    cases = read_expectations(expectation_files(root), loaded.identifiers).cases
    found += [each for outcome in run(loaded.catalog, cases) for each in outcome.findings]
    outside = {file: root.parent / file for file in files.keys() - written.keys()}
    for file, path in outside.items():
        path.write_text(files[file])
    answered = [path for file, path in outside.items() if file.startswith(("tickets.", "outages."))]
    exports = [path for file, path in outside.items() if file.startswith("export.")]
    events = [path for file, path in outside.items() if file.startswith("events.")]
    doubts: list[str] = []
    for path in answered:
        try:
            doubts += answer(loaded.catalog, path)
        except FindingsError as error:
            found += error.findings
    doubts += doubted(loaded.catalog, exports, events) if exports else []
    return [each.code for each in found] + doubts


def doubted(catalog: Catalog, exports: list[Path], events: list[Path]) -> list[str]:
    """Return the codes of what is wrong with exports."""
    with duckdb.connect() as duck:
        try:
            read_exports(duck, catalog, exports, events)
        except FindingsError as error:
            return [each.code for each in error.findings]
        create_tables(duck)
        fill(duck, catalog)
        return [code for (code,) in duck.execute("SELECT code FROM doubt").fetchall()]


def answer(catalog: Catalog, file: Path) -> list[str]:
    """Do with a file what the command does that takes it; return the codes of its doubts."""
    now = datetime(2026, 4, 1, tzinfo=UTC)
    if file.stem == "outages":
        downtimes = read_outages(catalog, file)
        found = availability(catalog, downtimes, "2026-02", int(now.timestamp()))
        return [each.code for each in found.doubts]
    read_clocks(catalog, file, now)
    return []


@pytest.mark.parametrize("code", [code for code in RULES if example_of(code)])
def test_the_bad_example_gives_the_code_and_the_good_one_nothing(
    catalog_at: Write, code: str
) -> None:
    example = example_of(code)
    assert example is not None
    assert code in codes(catalog_at, example.bad, example.day)
    found = codes(catalog_at, example.good, example.day)
    # An export of a few columns does not tell when its promises were kept.
    assert [each for each in found if each != "Q015" or code == "Q015"] == []
