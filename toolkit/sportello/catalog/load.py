"""A directory of YAML files becomes a Catalog, with everything that is wrong in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sportello.catalog.calendars import compile_calendars
from sportello.catalog.convert import converted
from sportello.catalog.documents import Documents, is_apart, is_known, parse
from sportello.catalog.gc_pause import gc_paused
from sportello.catalog.misplaced import misplaced
from sportello.catalog.model import Catalog
from sportello.catalog.reading import Entry, read_entries
from sportello.catalog.references import Identifiers
from sportello.catalog.sections import HELPDESK, Sections, sections_in, with_needed
from sportello.catalog.shapes import incomplete_sections, sections_at
from sportello.catalog.shifts import sound_shifts
from sportello.catalog.valid import valid_in
from sportello.catalog.yaml.doubts import Y015
from sportello.catalog.yaml.reader import Reader, read
from sportello.catalog.yaml.rules import Y005
from sportello.findings import Finding, KeyPath, Severity
from sportello.findings.shape_rules import S002
from sportello.worktime.problems import SpecProblems
from sportello.worktime.zones import Zone, read_timezone


@dataclass(frozen=True)
class Loaded:
    """A catalog as far as it could be read, what is wrong in it, and where each thing stands.

    `incomplete` are the sections of which something had to be left out of `catalog`: nothing can
    be concluded from what they do not have. `identifiers` are those that references
    may name, `written` the sections before anything was left out.
    """

    catalog: Catalog
    findings: tuple[Finding, ...]
    incomplete: frozenset[str]
    identifiers: Identifiers
    written: Sections
    documents: Documents


def load(directory: Path) -> Loaded:
    """Read the catalog in `directory`: every problem is a finding, none an exception.

    Raises NotADirectoryError if there is no such directory, OSError if it cannot be read.
    """
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    return load_entries(read_entries(directory, is_apart, known=is_known))


def load_entries(entries: Iterable[Entry], reader: Reader = read) -> Loaded:
    """Read a catalog from its files, wherever they come from; raises what reading them does."""
    with gc_paused():
        return build(parse(entries, reader))


def desk_zone(entries: Iterable[Entry]) -> Zone:
    """Return the zone of a desk, of which nothing else is read."""
    own = parse(each for each in entries if each.path == "helpdesk.yaml")
    written = sections_in(own).data.get("helpdesk", {}).get("timezone")
    return read_timezone(written, SpecProblems()) or Zone(HELPDESK["timezone"])


def build(documents: Documents) -> Loaded:
    """Make the catalog from parsed documents, stage by stage: each takes what the last one made."""
    written = sections_in(documents)
    sections, needed = with_needed(written, documents)
    valid = valid_in(sections)
    calendars, unsound = compile_calendars(valid.data, sections.incomplete)
    data, unread = sound_shifts(valid.data)
    catalog = converted(data, calendars)

    found = [finding for each in documents.files.values() for finding in each.findings]
    found += [*misplaced(documents), *needed]
    of_data = ((documents.find(each), each.path) for each in (*valid.problems, *unsound, *unread))
    found += [each for each, path in of_data if not _is_consequence(each, path, documents)]
    findings = _without_doubts(found)
    errors = (each for each in findings if each.severity is Severity.ERROR)
    incomplete = sections.incomplete.union(*(_sections_of(each, documents) for each in errors))
    if len(calendars) < len(valid.data.get("calendars", ())):
        incomplete |= {"calendars"}
    return Loaded(catalog, findings, incomplete, valid.identifiers, written, documents)


def _is_consequence(finding: Finding, path: KeyPath, documents: Documents) -> bool:
    """Return whether a finding about the data may well only follow from one about the text.

    It may in a file that is broken, as may a key that is missing where the defaults are under a
    wrong name, or where a text above may have taken in the line of a tab. So may the halves of
    a text that a comma cuts be taken for keys.
    """
    file = documents.file_of(finding)
    if file is None:
        return False
    document = documents.files[file]
    errors = [each for each in document.findings if each.severity is Severity.ERROR]
    lost = finding.code == S002.code and (
        "defaults" in incomplete_sections(file, document)
        or _has_tab(errors, documents.lines_of(finding, path))
    )
    cut = any(each.code == Y015.code and _line(each) == _line(finding) for each in errors)
    return document.broken or lost or cut


def _has_tab(errors: list[Finding], lines: range) -> bool:
    return any(each.code == Y005.code and each.where.line in lines for each in errors if each.where)


def _without_doubts(findings: list[Finding]) -> tuple[Finding, ...]:
    """Drop the warnings about how a line is written that explain nothing but an error in it."""
    errors = {_line(each) for each in findings if each.severity is Severity.ERROR}
    return tuple(
        each
        for each in findings
        if each.severity is Severity.ERROR or each.where is None or _line(each) not in errors
    )


def _line(finding: Finding) -> tuple[str, int] | None:
    return (finding.where.file, finding.where.line) if finding.where else None


def _sections_of(finding: Finding, documents: Documents) -> frozenset[str]:
    """Return the sections that a finding is about: that of its line, else those of its file."""
    file = documents.file_of(finding)
    if file is None or finding.where is None:
        return frozenset()
    return sections_at(file, documents.files[file], finding.where.line)
