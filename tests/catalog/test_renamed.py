"""A key with a new name: the old one is read for one minor version, with the line to write."""

from collections.abc import Callable
from pathlib import Path

import pytest

import sportello
from sportello.catalog import Loaded
from sportello.catalog import load as read_catalog
from sportello.catalog.documents import Documents
from sportello.catalog.load import build
from sportello.catalog.renamed import RENAMED, Renamed, with_new_names
from sportello.catalog.yaml.reader import Document, read
from sportello.findings import render_one

Write = Callable[..., Path]
TABLE = (
    Renamed("mailboxes.yaml", ("mailboxes", "*"), "goes_to", "deliver_to", "1.9"),
    Renamed("helpdesk.yaml", (), "zone", "timezone", "1.9"),
    Renamed("calendars.yaml", ("calendars", "*", "exceptions", "*"), "reason", "why", "1.9"),
)


@pytest.fixture
def loaded(catalog_at: Write) -> Callable[..., Loaded]:
    def load(*changes: tuple[str, str, str]) -> Loaded:
        found = read_catalog(catalog_at(*changes)).documents
        named: dict[str, Document] = {
            file: with_new_names(file, each, TABLE) for file, each in found.files.items()
        }
        return build(Documents(named, found.unknown, found.unread))

    return load


OLD = ("mailboxes.yaml", "deliver_to: [desk]", "goes_to: [desk]")


def test_the_old_name_is_read_as_the_new_one(loaded: Callable[..., Loaded]) -> None:
    zone = ("helpdesk.yaml", "timezone:", "zone:")
    catalog = loaded(OLD, zone).catalog
    assert catalog == loaded().catalog
    assert catalog.mailboxes["help"].deliver_to == ("desk",)


def test_the_finding_gives_the_line_to_write(loaded: Callable[..., Loaded]) -> None:
    zone = ("helpdesk.yaml", "timezone: Europe/Rome", "zone: Europe/Rome # ours")
    first, second = sorted(loaded(OLD, zone).findings, key=lambda each: each.message)
    assert (first.code, first.severity, first.message) == (
        "S009", "warning", '"goes_to" is called "deliver_to" since version 1.9',
    )  # fmt: skip
    assert first.hint == (
        "before version 1.10, write line 7 as: help: {address: help@acme.example, deliver_to: [desk], "
        "aliases: [postmaster@acme.example, abuse@acme.example], acknowledge: standard}"
    )
    assert second.hint.endswith("write line 3 as: timezone: Europe/Rome # ours")
    assert "goes_to" in render_one(first, color=False)


def test_a_line_with_two_old_names_is_given_with_both_new_ones() -> None:
    table = (*TABLE, Renamed("mailboxes.yaml", ("mailboxes", "*"), "at", "address", "1.9"))
    text = "mailboxes:\n  a: {goes_to: [desk], at: a@01s.it}\n  b: {at: b@01s.it, goes_to: [x]}\n"
    document = with_new_names("mailboxes.yaml", read(text.encode(), "mailboxes.yaml"), table)
    hints = {each.hint.partition("write ")[2] for each in document.findings}
    assert len(document.findings) == 4
    assert hints == {
        "line 2 as: a: {deliver_to: [desk], address: a@01s.it}",
        "line 3 as: b: {address: b@01s.it, deliver_to: [x]}",
    }


def test_what_is_wrong_below_the_old_name_is_found_in_its_place(
    loaded: Callable[..., Loaded],
) -> None:
    # The warning waits until the error in its line is mended.
    (wrong,) = loaded(("mailboxes.yaml", "deliver_to: [desk]", "goes_to: [dsk]")).findings
    assert wrong.where is not None
    assert wrong.where.source[wrong.where.column - 1 :].startswith("dsk")
    assert 'unknown destination "dsk"' in wrong.message


def test_both_names_at_once_are_an_error(loaded: Callable[..., Loaded]) -> None:
    both = ("mailboxes.yaml", "deliver_to: [desk]", "deliver_to: [desk], goes_to: [desk]")
    (only,) = loaded(both).findings
    assert (only.code, only.severity) == ("S001", "error")
    assert 'unknown key "goes_to"' in only.message


def test_every_entry_of_a_list_is_looked_at() -> None:
    text = (
        "calendars:\n  a: {exceptions: [{reason: x}, {why: y}, 3]}\n"
        "  b:\n    exceptions:\n      - reason: z\n  c: 5\n"
    )
    document = with_new_names("calendars.yaml", read(text.encode(), "calendars.yaml"), TABLE)
    assert document.data["calendars"] == {
        "a": {"exceptions": [{"why": "x"}, {"why": "y"}, 3]},
        "b": {"exceptions": [{"why": "z"}]},
        "c": 5,
    }
    assert [each.where and each.where.line for each in document.findings] == [2, 5]
    assert document.findings[1].hint.endswith("write line 5 as: - why: z")


@pytest.mark.parametrize(
    "text", ["", "- 1", "3", "zone", "calendars: [1, {exceptions: 2}]", "a: ["]
)
def test_any_document_is_taken(text: str) -> None:
    for file in {each.file for each in TABLE}:
        document = read(text.encode(), file)
        assert with_new_names(file, document, TABLE).data == document.data


def overdue(table: tuple[Renamed, ...], version: str) -> list[str]:
    """Return the old names that a version must not read any more."""

    def parts(text: str) -> tuple[int, ...]:
        return tuple(int(each) for each in text.split(".")[:2])

    return [each.old for each in table if parts(version) >= parts(each.gone_in)]


def test_no_old_name_outlives_the_next_minor_version() -> None:
    assert overdue(RENAMED, sportello.__version__) == []
    assert overdue(TABLE[:1], "1.9.4") == []
    assert overdue(TABLE[:1], "1.10.0") == overdue(TABLE[:1], "2.0.0") == ["goes_to"]
