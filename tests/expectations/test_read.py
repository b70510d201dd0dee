"""What can be wrong with a file of expectations: each with its place and a remedy."""

from pathlib import Path
from typing import get_args

import pytest

from sportello.catalog import Loaded
from sportello.catalog.model import Notification
from sportello.catalog.model.sla import TargetKind
from sportello.catalog.reading import read_named
from sportello.expectations import expectation_files, read_expectations
from sportello.expectations.model import Clocks, Due, LeadDates, Notified, TicketFacts
from sportello.sla.lead_time import LeadStep
from sportello.sla.ticket import Ticket

from .conftest import Read

TICKET = "{service: isee, opened: 2026-01-05T09:00}"


@pytest.mark.parametrize(
    ("text", "code", "marked", "hint"),
    [
        ("deadlines:\n  - {ticket: %s, polcy: spinfo}", "S001", "polcy", 'did you mean "policy"?'),
        ("deadlines:\n  - {ticket: %s, policy: spinf}", "R001", "spinf", 'did you mean "spinfo"?'),
        ("deadline:\n  - {ticket: %s}", "S001", "deadline", 'did you mean "deadlines"?'),
        ("deadlines:\n  - {due: {}}", "S002", "{due: {}}", 'add "ticket:" here'),
        ("deadlines: {ticket: %s}", "S003", "{ticket: " + TICKET + "}", "write a list"),
        ("deadlines:\n  - {ticket: %s}", "X001", "{ticket: " + TICKET + "}", "add one of: due, severity"),
        ("deadlines:\n  - {ticket: %s, told: {}}", "X001", "{ticket: " + TICKET + ", told: {}}", "add one of"),
        ("deadlines:\n  - {ticket: %s, due: {first_respons: x}}", "S001", "first_respons", "first_response"),
        ("deadlines:\n  - {ticket: %s, due: {resolution: 2026-01-05}}", "S005", "2026-01-05", "2026-01-05T09:00"),
        ("deadlines:\n  - {ticket: {service: paghee, opened: 2026-01-05T09:00}, due: {}}", "R001", "paghee", 'did you mean "paghe"?'),
        ("deadlines:\n  - {ticket: %s, escalations: [ditch-long]}", "R001", "ditch-long", '"ditech-long"'),
        ("routes:\n  - {mail: {to: isee}, refused: true}", "S005", "isee", "write name@domain"),
        ("routes:\n  - {mail: {to: a@01s.it}, delivers_to: [desk]}", "R001", "desk", "desk-01s"),
        ("hours:\n  - {calendar: offic, at: 2026-01-05T09:00, open: true}", "R001", "offic", "office"),
        ("lead_times:\n  - {service: isee, process: activate, dates: {work_starts: 2026-01-05}}", "S004", "activate", "activation"),
        ("lead_times:\n  - {service: isee, process: activation, dates: {work_starts: 2026-01-05 Tuesday}}", "S005", "2026-01-05 Tuesday", "correct the date or the weekday"),
        ("clocks:\n  - {ticket: %s, at: 2026-01-05T09:00, shows: {resolution: {used: 2 days}}}", "S005", "2 days", "2 working days"),
        ("- x", "S003", "-", "write keys with values"),
        ("routes: [", "Y002", "", ""),
        ("routes: []\nroutes: []", "Y003", "routes", ""),
    ],
)  # fmt: skip
def test_mistake_is_told_with_place_and_remedy(
    read: Read, text: str, code: str, marked: str, hint: str
) -> None:
    found = read(text.replace("%s", TICKET))
    assert found.cases == ()
    (finding,) = found.findings
    assert finding.code == code
    assert finding.where is not None
    place = finding.where.source[finding.where.column - 1 :][: finding.where.width]
    assert place.startswith(marked)
    assert hint in finding.hint


def test_one_mistake_costs_no_other_expectation(read: Read) -> None:
    found = read(
        f"deadlines:\n  - {{ticket: {TICKET}, due: {{}}}}\n  - {{ticket: {TICKET}, du: {{}}}}\n"
        f"  - {{ticket: {TICKET}, policy: sisemplice}}\n"
    )
    assert [case.number for case in found.cases] == [0, 2]
    assert {finding.code for finding in found.findings} == {"S001"}
    assert [case.locate(("policy",)).line for case in found.cases] == [2, 4]


def test_an_empty_file_expects_nothing(read: Read) -> None:
    assert read("# nothing yet\n").cases == ()
    assert read("").findings == ()
    assert read("~").cases == ()


def test_a_file_that_is_no_text_is_told(frozen: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    found = read_expectations([read_named(path)], frozen.identifiers)
    assert found.cases == ()
    assert {finding.code for finding in found.findings} == {"Y001"}


def test_names_of_a_section_that_was_not_read_are_not_judged(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("hours:\n  - {calendar: gone, at: 2026-01-05T09:00, open: true}")
    assert read_expectations([read_named(path)], {}).findings == ()


def test_files_are_found_but_for_hidden_and_read_me_files(tmp_path: Path, frozen: Loaded) -> None:
    for name in ("b.yaml", "more/a.yaml", ".hidden.yaml", "README.md", "notes.yml"):
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("routes: []\n")
    found = expectation_files(tmp_path)
    assert [entry.path for entry in found] == [
        "tests/b.yaml", "tests/more/a.yaml", "tests/notes.yml"]  # fmt: skip
    (finding,) = read_expectations(found, frozen.identifiers).findings
    assert finding.code == "F001"
    assert finding.where is not None
    assert finding.where.file.endswith("notes.yml")
    assert expectation_files(tmp_path / "tests" / "more") == ()


def test_everything_the_program_knows_can_be_expected() -> None:
    assert Due.__struct_fields__ == get_args(TargetKind)
    assert Clocks.__struct_fields__ == get_args(TargetKind)
    assert LeadDates.__struct_fields__ == get_args(LeadStep)
    assert Notified.__struct_fields__ == get_args(Notification.__annotations__["on"])
    assert TicketFacts.__struct_fields__ == tuple(Ticket.__dataclass_fields__)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    ticket", "   ticket"),
        ("2026-01-05T09:00}", "2026-01-05T09:00"),
        ("  - policy", "    policy"),
        ("deadlines:", "deadlines"),
    ],
)
def test_a_file_that_is_broken_is_told_once_and_expects_nothing(
    read: Read, old: str, new: str
) -> None:
    text = f"deadlines:\n  - policy: sisemplice\n    ticket: {TICKET}\n  - policy: sisemplice\n    ticket: {TICKET}\n"
    assert len(read(text).cases) == 2
    assert old in text
    found = read(text.replace(old, new, 1))
    assert [finding.code for finding in found.findings] == ["Y002"]
    assert found.cases == ()


def test_a_file_of_what_cannot_be_seen_is_told(read: Read) -> None:
    assert {finding.code for finding in read("\u202e").findings} == {"Y010"}


@pytest.mark.parametrize("refused", ["", '""', "~", "'  '"])
def test_empty_refusal_claims_nothing_and_is_told(read: Read, refused: str) -> None:
    found = read(f"routes:\n  - {{mail: {{to: a@01s.it}}, refused: {refused}}}\n")
    assert found.cases == ()
    (finding,) = found.findings
    assert finding.code in ("S003", "S007")


def test_empty_sender_and_subject_of_a_mail_mean_something(read: Read) -> None:
    mail = '{to: a@01s.it, from: "", subject: "", headers: {X-Form: ""}}'
    assert read(f"routes:\n  - {{mail: {mail}, refused: true}}\n").findings == ()
