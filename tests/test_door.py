"""The door for programs: `import sportello` answers as the command line does."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from email.message import EmailMessage
from importlib import metadata
from pathlib import Path
from typing import Any, assert_type

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import sportello
from frozen import FROZEN
from small import SMALL
from sportello.cli import main

Write = Callable[..., Path]

CATALOG = sportello.load(FROZEN)
HOUSE = Path(sportello.__file__).parent
SERVICES = st.sampled_from(sorted(CATALOG.services))
OPENED = st.datetimes(datetime(2026, 1, 1), datetime(2026, 9, 30), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
WORDS = [each for box in CATALOG.mailboxes.values() for each in (box.address, *box.aliases)]
ADDRESSES = st.sampled_from([*WORDS, "nobody@01s.it", "anna@client.example", "x+y@ditechspa.it"])


def asked(*arguments: object, directory: Path = FROZEN) -> tuple[int, str, str]:
    """Run the command line on a catalog, and return its status and what it said."""
    line = [*map(str, arguments), "--catalog", str(directory)]
    done = CliRunner().invoke(main, line, catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def plain(*arguments: object, directory: Path = FROZEN) -> Any:
    """Return the JSON that the command line answers."""
    return json.loads(asked(*arguments, "--format", "json", directory=directory)[1])


def written(directory: Path, **files: str) -> Path:
    for name, text in {**SMALL, **{f"{stem}.yaml": each for stem, each in files.items()}}.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)
    return directory


def test_every_public_name_is_there_with_its_type_and_a_docstring() -> None:
    tree = ast.parse((HOUSE / "__init__.py").read_text())
    typed = {
        alias.name
        for block in tree.body
        if isinstance(block, ast.If)
        for each in block.body
        if isinstance(each, ast.ImportFrom)
        for alias in each.names
    }
    assert typed == set(sportello.__all__) - {"__version__"}
    assert all(getattr(sportello, name).__doc__ for name in typed)
    assert set(sportello.__all__) == set(dir(sportello))
    assert (HOUSE / "py.typed").exists()


def test_types_are_seen_by_a_type_checker() -> None:
    catalog = sportello.load(FROZEN)
    assert_type(catalog, sportello.Catalog)
    assert_type(sportello.check(FROZEN), list[sportello.Finding])
    assert_type(sportello.Duration.parse("1 hour"), sportello.Duration)
    assert_type(sportello.__version__, str)


def test_importing_it_loads_nothing_until_it_is_used() -> None:
    code = (
        "import sys, sportello; few = {m for m in sys.modules if m.startswith('sportello')}; "
        "sportello.Duration; print(sorted(few), 'sportello.sla' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "['sportello'] False"


def test_the_version_is_that_of_the_package() -> None:
    assert sportello.__version__ == metadata.version("sportello")


def test_what_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        sportello.lode  # noqa: B018


def test_nothing_imports_the_command_line() -> None:
    names = {
        node.module or ""
        for path in HOUSE.rglob("*.py")
        if path.parts[len(HOUSE.parts)] not in ("cli", "__main__.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    }
    assert not [name for name in names if name.startswith("sportello.cli")]


def test_a_wrong_catalog_raises_all_its_errors_as_the_commands_print_them(tmp_path: Path) -> None:
    services = "services: {wiki: {name: Wiki, mailbox: halp}, pump: {provider: acme}}\n"
    root = written(tmp_path, **{"services/main": services})
    with pytest.raises(sportello.CatalogError) as caught:
        sportello.load(root)
    code, _, said = asked("calendar", "office", directory=root)
    assert (code, said) == (1, f"{caught.value}\n")
    errors = [each for each in sportello.check(root) if each.severity is sportello.Severity.ERROR]
    assert list(caught.value.findings) == errors
    assert 'unknown mailbox "halp"' in str(caught.value)
    assert str(root / "services" / "main.yaml") in str(caught.value)


def test_a_catalog_with_nothing_but_warnings_is_loaded(tmp_path: Path) -> None:
    alone = SMALL["mailboxes.yaml"].replace("postmaster@acme.example, ", "")
    root = written(tmp_path, mailboxes=alone)
    assert [each.severity for each in sportello.check(root)] == ["warning"]
    assert set(sportello.load(str(root)).services) == {"wiki", "pump"}


def test_a_directory_that_is_not_there_is_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        sportello.load(tmp_path / "nowhere")


@pytest.mark.parametrize("day", [None, date(2027, 2, 1)])
def test_check_finds_what_the_command_finds(tmp_path: Path, day: date | None) -> None:
    expected = "routes: [{mail: {to: help@acme.example}, delivers_to: [desk], servces: [wiki]}]\n"
    root = written(tmp_path, **{"tests/all": expected})
    found = sportello.check(root, on=day)
    on = () if day is None else ("--on", day)
    assert json.loads(json.dumps([asdict(each) for each in found])) == plain(
        "check", *on, directory=root
    )
    assert "servces" in found[-1].message
    assert len(found) == 1 + (day is not None)


@settings(max_examples=12)
@given(SERVICES, OPENED, st.sampled_from([None, "mail", "phone"]))
def test_deadlines_are_those_of_the_command(
    service: str, opened: datetime, channel: str | None
) -> None:
    answer = sportello.deadlines(CATALOG, sportello.Ticket(service, opened, channel=channel))
    by = () if channel is None else ("--channel", channel)
    told = plain("sla", "due", service, "--opened", opened.isoformat(), *by)
    due = {each.kind: each.due.isoformat() for each in answer.deadlines}
    assert due == {kind: each["due"] for kind, each in told["targets"].items()}
    assert (answer.severity.severity, answer.policy.name) == (told["severity"], told["policy"])
    assert {each.kind: each.counts_from for each in answer.pending} == {
        kind: each["counts_from"] for kind, each in told["later"].items()
    }
    assert list(answer.terms.steps) == told["why"]


@settings(max_examples=12)
@given(ADDRESSES, OPENED)
def test_a_mail_goes_where_the_command_says(address: str, at: datetime) -> None:
    decision = sportello.decide(CATALOG, address, sportello.Message(), at)
    told = plain("route", address, "--at", at.isoformat())
    assert [asdict(each) for each in decision.deliveries] == told["deliveries"]
    assert list(decision.services) == told["services"]
    assert list(decision.why) == told["why"]
    assert (decision.refusal and asdict(decision.refusal)) == told["refusal"]


def test_a_stored_mail_is_read_as_the_command_reads_it(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Auto-Submitted"] = "a@b.example", WORDS[0], "auto-replied"
    file = tmp_path / "robot.eml"
    file.write_bytes(bytes(mail))
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    decision = sportello.decide(CATALOG, WORDS[0], sportello.read_mail(str(file)), at)
    told = plain("route", WORDS[0], "--mail", file, "--at", at.isoformat())
    assert (decision.suppression_reason, list(decision.why)) == (told["silence"], told["why"])
    file.write_text("Hello")
    with pytest.raises(sportello.Invalid, match="is no mail") as caught:
        sportello.read_mail(file)
    assert str(caught.value) in asked("route", "--mail", file)[2]


@settings(max_examples=12)
@given(st.sampled_from(sorted(CATALOG.calendars)), OPENED)
def test_a_calendar_is_open_when_the_command_says(name: str, at: datetime) -> None:
    told = plain("calendar", name, "--at", at.isoformat(), "--days", 1)
    calendar = CATALOG.calendars[name]
    assert calendar.is_open(at) == told["open"]
    change = calendar.next_closing if calendar.is_open(at) else calendar.next_opening
    if told["changes"]:
        assert change(at).isoformat() == told["changes"]


@settings(max_examples=12)
@given(st.sampled_from(sorted(CATALOG.calendars)), OPENED, OPENED)
def test_elapsed_time_is_that_of_the_command(name: str, a: datetime, b: datetime) -> None:
    first, last = sorted((a, b))
    told = plain("sla", "elapsed", first.isoformat(), last.isoformat(), "--calendar", name)
    assert CATALOG.calendars[name].elapsed(first, last) == told["seconds"]


def test_clocks_stand_where_the_command_says(tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    rows = ["1,2026-01-05T09:00,opened,,,{0}", "1,2026-01-07T10:00,reply,,desk,{0}"]
    head = "ticket,at,event,value,by,service"
    file.write_text("\n".join([head, *rows]).format("piattaforma-crediti"))
    now = datetime(2026, 1, 8, 12, tzinfo=UTC)
    (report,) = sportello.read_clocks(CATALOG, str(file), now)
    (told,) = plain("sla", "clock", file, "--now", now.isoformat())["tickets"]
    assert report.clocks
    assert [(each.kind, each.state) for each in report.clocks] == [
        (each["target"], each["state"]) for each in told["clocks"]
    ]
    assert sportello.ClockReader(CATALOG).read(report.history, now) == report
    file.write_text(f"{head}\n1,2026-01-05T09:00,opend,,,piattaforma-crediti\n")
    with pytest.raises(sportello.EventsError) as caught:
        sportello.read_clocks(CATALOG, file, now)
    assert f"{caught.value}\n" == asked("sla", "clock", file)[2]


def test_lead_times_are_those_of_the_command() -> None:
    service = next(name for name, each in CATALOG.services.items() if each.activation)
    dates = sportello.lead_dates(CATALOG, service, "activation", {"order": date(2026, 1, 5)})
    told = plain("sla", "lead-time", service, "activation", "--ordered", "2026-01-05")["dates"]
    assert [each.when and each.when.isoformat() for each in dates] == [
        each["when"] for each in told
    ]


def test_the_past_is_the_one_of_the_command(tmp_path: Path) -> None:
    root = written(tmp_path / "catalog")

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True)

    git("init", "-q")
    git("add", "catalog")
    git("commit", "-qm", "first")
    sla = (root / "sla.yaml").read_text()
    (root / "sla.yaml").write_text(sla.replace("40 business hours", "1 business hour"))
    opened = datetime(2026, 1, 5, 9, tzinfo=UTC)
    past = sportello.load_at(root, "HEAD")
    ticket = sportello.Ticket("wiki", opened)
    (due,) = sportello.deadlines(past.catalog, ticket).deadlines
    told = plain(
        "sla", "due", "wiki", "--opened", opened.isoformat(), "--at", "HEAD", directory=root
    )
    assert due.due.isoformat() == told["targets"]["first_response"]["due"]
    assert due != sportello.deadlines(sportello.load(root), ticket).deadlines[0]
    with pytest.raises(sportello.RevisionError, match='unknown revision "nothing"'):
        sportello.load_at(root, "nothing")
    (root / "sla.yaml").write_text("policies: {base: {}}\n")
    git("commit", "-qam", "second")
    with pytest.raises(sportello.CatalogError) as caught:
        sportello.load_at(root, "HEAD")
    line = ("sla", "policy", "wiki", "--at", "HEAD")
    assert (
        str(caught.value).split() == asked(*line, directory=root)[2].replace("Error: ", "").split()
    )


def test_the_present_instant_is_that_of_the_desk() -> None:
    now = sportello.desk_time(CATALOG)
    assert (abs(now - datetime.now(UTC)).total_seconds() < 60, now.microsecond) == (True, 0)
    naive = sportello.desk_time(CATALOG, datetime(2026, 1, 5, 9))
    assert naive.isoformat() == "2026-01-05T09:00:00+01:00"
    with pytest.raises(sportello.WorktimeError, match="2026-10-25"):
        sportello.desk_time(CATALOG, datetime(2026, 10, 25, 2, 30))


def test_the_help_of_the_command_line_loads_nothing_of_the_program() -> None:
    code = (
        "import sys; from sportello.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted({name.split('.')[1] for name in sys.modules if name.startswith('sportello.')}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['cli']"
