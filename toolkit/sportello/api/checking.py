"""Everything that is wrong with a catalog, in one run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path

from sportello import rules
from sportello.catalog import Loaded
from sportello.catalog import load as read
from sportello.catalog.reading import Entry
from sportello.catalog.yaml.reader import Reader
from sportello.catalog.yaml.reader import read as read_document
from sportello.directory.overlay import Overlay
from sportello.expectations import Expectations, expectation_files, read_expectations
from sportello.findings import Finding, Severity, deduplicated
from sportello.rules.exceptions import with_exceptions
from sportello.rules.leaked_people import leaked
from sportello.targets.site.checks import site_findings
from sportello.targets.site.sources import desk_folder, worded_languages
from sportello.targets.site.words import wordless_languages


def check(path: str | PathLike[str], on: date | None = None) -> list[Finding]:
    """Return everything that is wrong with a catalog and with what is expected of it.

    Warnings and notes are included; with `on`, also what that day brings, such as what ends soon.
    Raises NotADirectoryError if there is no such directory, OSError if it cannot be read.
    """
    return check_loaded(Path(path), read(Path(path)), on)


def check_loaded(
    directory: Path, loaded: Loaded, on: date | None = None, people: Overlay | None = None
) -> list[Finding]:
    """Return what `check` does, for a directory that is loaded already.

    With the data of `people`, also where the catalog says something of them.
    """
    expected = expectations_of(loaded, expectation_files(directory))
    found = [*check_built(directory, loaded, on), *expected.findings]
    if people is not None:
        documents = (*loaded.documents.files.values(), *expected.documents)
        found += leaked(loaded.catalog, documents, people)
    return deduplicated(found)


def check_built(directory: Path, loaded: Loaded, on: date | None = None) -> list[Finding]:
    """Return what is wrong with all that is built: a catalog, and the site that its desk writes."""
    folder = desk_folder(directory)
    more = wordless_languages(loaded.catalog, worded_languages(folder))
    found = rules.check(loaded, on, more)
    if "helpdesk" in loaded.incomplete:
        return found
    is_sound = all(each.severity is not Severity.ERROR for each in found)
    return deduplicated([*found, *site_findings(folder, loaded.catalog, is_sound)])


def expectations_of(
    loaded: Loaded, files: Iterable[Entry], reader: Reader = read_document
) -> Expectations:
    """Read what is expected of a catalog, without the findings that are ignored in their place."""
    found = read_expectations(files, loaded.identifiers, reader)
    left = with_exceptions(found.findings, found.documents, loaded.incomplete)
    return replace(found, findings=tuple(left))
