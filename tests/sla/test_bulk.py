"""A whole file of tickets gets the answers that each ticket gets on its own."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import Ticket, deadlines
from sportello.sla.bulk import run
from sportello.sla.bulk.problems import SHOWN_ROWS, BulkError
from sportello.sla.bulk.run import due_in_bulk
from sportello.worktime import WorktimeError

Write = Callable[..., Path]
TARGETS = ("take_in_charge", "first_response", "next_update", "resolution")
RESULTS = {"severity", "policy", *(f"due_{kind}" for kind in TARGETS)}
SLA = """\
severities:
  high: {name: High, rank: 1}
  ordinary: {name: Ordinary, rank: 2}
priority:
  set_by: desk
  default: ordinary
  rules:
    critical: {when: {tag: [critical]}, severity: high, why: Critical}
    new: {when: {phase: [roll-out]}, severity: ordinary, why: New, valid: {until: 2026-08-31}}
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}}
    cells: {now: {all: high, one: ordinary}}
contracts:
  gold: {customer: ACME, services: [wiki], valid: {from: 2026-04-01, until: 2027-03-31}}
lifecycle:
  types: {incident: {name: Incident}, request: {name: Request}}
  states: {new: {name: New, category: new}}
policies:
  high:
    name: High
    when: {severity: [high]}
    targets:
      take_in_charge: {within: immediate}
      first_response: {within: 90 business minutes}
      next_update: {within: 2 calendar days}
      resolution: {within: 3 working days, calendar: new-york, at: same_time}
  phone:
    name: Phone
    when: {channel: [phone]}
    valid: {from: 2026-03-01, until: 2026-10-24}
    targets:
      first_response: {within: 0 business hours}
      resolution: {within: 40 business hours, calendar: new-york}
  gold:
    name: Gold
    when: {contract: [gold]}
    targets:
      first_response: {within: 30 business minutes}
      resolution: {within: 1 working day, start: taken-in-charge}
  rolls:
    name: Rolls
    when: {type: [request]}
    targets:
      take_in_charge: {within: 0 working days, at: "12:00"}
      first_response: {within: 1 working day, at: "14:00"}
      next_update: {within: 3 calendar days, if_closed: previous}
      resolution: {within: 5 calendar days, if_closed: next}
  day:
    name: By day
    when: {hours: open, channel: [mail], severity: [ordinary]}
    targets: {resolution: {within: 8 business hours}}
  dark:
    name: In their night
    when: {hours: closed, calendar: new-york, channel: [mail]}
    targets: {first_response: {within: 20 business minutes}}
  silent: {name: Silent, when: {type: [incident]}}
  base:
    name: Base
    targets:
      first_response: {within: 40 business hours}
      resolution: {within: 0 working days}
"""
CALENDARS = """
  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}
  nights: {timezone: America/New_York, week: {sun-thu: "18:00-02:00"}}
  new-york: {timezone: America/New_York, week: {mon-sun: "22:00-03:00"}}
"""
SERVICES = (
    SMALL["services/main.yaml"].replace(
        "  wiki: {name: Wiki,",
        "  wiki: {name: Wiki, phases: [{phase: roll-out, valid: {until: 2026-06-30}}],",
    )
    + """\
  mill:
    name: Mill
    mailbox: help
    tags: [critical]
    intake_calendar: intake
    channels: [{kind: phone, contact: sales, intake_calendar: nights}]
"""
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("bulk")
    texts = {
        **SMALL,
        "sla.yaml": SLA,
        "calendars.yaml": SMALL["calendars.yaml"] + CALENDARS,
        "services/main.yaml": SERVICES,
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalog


def answers(catalog: Catalog, text: str | bytes, ending: str = ".csv") -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        file, output = Path(folder) / f"tickets{ending}", Path(folder) / "out.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        due_in_bulk(catalog, file, output)
        return list(csv.DictReader(io.StringIO(output.read_text())))


def problems(catalog: Catalog, text: str | bytes, folder: Path) -> list[str]:
    file = folder / "t.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BulkError) as caught:
        due_in_bulk(catalog, file, folder / "out.csv")
    assert [path.name for path in folder.iterdir()] == ["t.csv"]
    return [line.replace(f"{folder}/", "") for line in caught.value.lines]


def expected(catalog: Catalog, ticket: Ticket) -> dict[str, str]:
    answer = deadlines(catalog, ticket)
    due = {each.kind: each.due.isoformat() for each in answer.deadlines}
    return {
        "severity": answer.severity.severity or "",
        "policy": answer.policy.name or "",
        **{f"due_{kind}": due.get(kind, "") for kind in TARGETS},
    }


def clear(moment: dt.datetime) -> bool:
    """Whether the desk's clock shows a naive time once, or it is no naive one."""
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Rome"))
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    return bool(moment.tzinfo) or first == second


MOMENTS = st.datetimes(
    dt.datetime(2026, 1, 1),
    dt.datetime(2027, 6, 1),
    timezones=st.one_of(
        st.none(),
        st.sampled_from([dt.UTC, ZoneInfo("Europe/Rome"), ZoneInfo("Asia/Kathmandu")]),
        st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m))),
    ),
).filter(clear)
TICKETS = st.builds(
    Ticket,
    service=st.sampled_from(["wiki", "pump", "mill"]),
    opened=MOMENTS,
    channel=st.sampled_from([None, "mail", "phone"]),
    severity=st.sampled_from([None, "high", "ordinary"]),
    type=st.sampled_from([None, "incident", "request"]),
    phase=st.sampled_from([None, "roll-out"]),
    severity_by=st.sampled_from(["desk", "requester"]),
    impact=st.sampled_from([None, "all", "one"]),
    urgency=st.sampled_from([None, "now"]),
    contract=st.sampled_from([None, "gold"]),
)


@given(st.lists(TICKETS, min_size=1, max_size=12))
@example([Ticket("pump", dt.datetime.fromisoformat("2026-10-25T02:30:00.25+01:00"))])
@example([Ticket("wiki", dt.datetime.fromisoformat("2026-06-30T23:30:00+00:00"), severity="high")])
@example([Ticket("wiki", dt.datetime.fromisoformat("2026-10-24T22:00:00Z"), channel="phone")])
@example([Ticket("wiki", dt.datetime(2100, 12, 20)), Ticket("wiki", dt.datetime(1970, 1, 2))])
@example([Ticket("mill", dt.datetime(2100, 12, 20, 17)), Ticket("mill", dt.datetime(1970, 1, 1))])
@example([Ticket("mill", dt.datetime.fromisoformat("2026-03-09T15:59:59.5+01:00"))])
@example([Ticket("mill", dt.datetime.fromisoformat("2026-03-08T23:59:59.5+01:00"))])
@example([Ticket("mill", dt.datetime.fromisoformat("2026-03-09T16:00+01:00"), channel="phone")])
def test_each_row_gets_what_its_ticket_gets(catalog: Catalog, tickets: list[Ticket]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    names = ("channel", "severity", "severity_by", "type", "phase", "impact", "urgency", "contract")
    writer.writerow(["service", "opened", "proposed", *names])
    for each in tickets:
        told = [getattr(each, name) for name in names]
        writer.writerow([each.service, each.opened.isoformat(), "x", *told])
    found = answers(catalog, text.getvalue())
    for row, ticket in zip(found, tickets, strict=True):
        assert {key: row[key] for key in row if key in RESULTS} == expected(catalog, ticket)


def test_row_that_is_never_received_is_told_as_its_ticket_is(
    catalog: Catalog, tmp_path: Path
) -> None:
    opened = dt.datetime(2100, 12, 31, 17)
    with pytest.raises(WorktimeError) as caught:
        deadlines(catalog, Ticket("mill", opened))
    text = f"service,opened\nmill,{opened.isoformat()}\n"
    assert problems(catalog, text, tmp_path) == [f"t.csv, row 2: {caught.value}"]


def test_many_rows_keep_their_order_over_chunks(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_CHUNK", 97)
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    tickets = [
        Ticket(("wiki", "pump")[n % 2], start + n * dt.timedelta(minutes=613)) for n in range(1000)
    ]
    rows = "".join(f"{n},{t.service},{t.opened.isoformat()}\n" for n, t in enumerate(tickets))
    found = answers(catalog, f"id,service,opened\n{rows}")
    assert [row["id"] for row in found] == [str(n) for n in range(1000)]
    for row, ticket in list(zip(found, tickets, strict=True))[::37]:
        assert row["due_first_response"] == expected(catalog, ticket)["due_first_response"]


def test_other_columns_pass_through_as_they_are(catalog: Catalog) -> None:
    found = answers(
        catalog,
        'id;"no ""te""";Service;Opened;choice;row\n007;"a;\nb";wiki;2026-01-05 17:30;1,50;é\n',
    )
    assert found == [
        {
            "id": "007",
            'no "te"': "a;\nb",
            "Service": "wiki",
            "Opened": "2026-01-05 17:30",
            "choice": "1,50",
            "row": "é",
            "severity": "ordinary",
            "policy": "base",
            "due_take_in_charge": "",
            "due_first_response": "2026-01-12T17:30:00+01:00",
            "due_next_update": "",
            "due_resolution": "2026-01-05T17:30:00+01:00",
        }
    ]


def test_answers_of_an_earlier_run_give_way_to_new_ones(catalog: Catalog) -> None:
    first = answers(catalog, "service,opened\nwiki,2026-01-05T17:30\n")
    text = io.StringIO()
    writer = csv.DictWriter(text, list(first[0]))
    writer.writeheader()
    writer.writerows(first)
    assert answers(catalog, text.getvalue()) == first


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05T17:30",
        "2026-01-05 17:30:00",
        "2026-01-05T17:30:00.0000001",
        "2026-01-05T16:30Z",
        "2026-01-05T17:30+01",
        "2026-01-05T17:30:00,000+0100",
        "2026-01-05 22:15:00 +05:45",
        "2026-01-05T11:00-05:30",
    ],
)
def test_an_instant_may_be_written_in_several_ways(catalog: Catalog, written: str) -> None:
    found = answers(catalog, f'service,opened\nwiki,"{written}"\n')
    assert found[0]["due_first_response"] == "2026-01-12T17:30:00+01:00"
    assert found[0]["opened"] == written


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("TIMESTAMP", "2026-01-12T17:30:00+01:00"),
        ("TIMESTAMP_S", "2026-01-12T17:30:00+01:00"),
        ("TIMESTAMP_NS", "2026-01-12T17:30:00+01:00"),
        ("TIMESTAMPTZ", "2026-01-12T18:00:00+01:00"),
        ("VARCHAR", "2026-01-12T17:30:00+01:00"),
    ],
)
def test_parquet_may_hold_text_or_timestamps(
    catalog: Catalog, tmp_path: Path, kind: str, due: str
) -> None:
    file, output = tmp_path / "t.parquet", tmp_path / "o.parquet"
    with duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        duck.execute(
            "CREATE TABLE t AS SELECT 7::UTINYINT AS id, 'wiki' AS service, "
            f"'2026-01-05 17:30:00'::{kind} AS opened, DATE '2026-01-05' AS day"
        )
        duck.execute(f"COPY t TO '{file}'")
        assert due_in_bulk(catalog, file, output).answered == 1
        described = duck.execute(f"DESCRIBE FROM '{output}'").fetchall()
        assert [str(row[1]) for row in described][:2] == ["UTINYINT", "VARCHAR"]
        assert str(described[3][1]) == "DATE"
        shown = duck.read_parquet(str(output)).project("due_first_response, due_next_update")
        assert shown.fetchall() == [(due, None)]


@pytest.mark.parametrize(
    ("opened", "message"),
    [
        ("'infinity'::TIMESTAMP", 'row 1: opened: "infinity" is not an instant'),
        ("'-infinity'::TIMESTAMPTZ", 'row 1: opened: "-infinity" is not an instant'),
        ("NULL::TIMESTAMP", "row 1: opened is empty"),
        ("42", "column opened holds INTEGER: store it as a timestamp or as a text"),
    ],
)
def test_parquet_with_what_is_no_instant_is_told(
    catalog: Catalog, tmp_path: Path, opened: str, message: str
) -> None:
    file = tmp_path / "t.parquet"
    with duckdb.connect() as duck:
        duck.execute(f"COPY (SELECT 'wiki' AS service, {opened} AS opened) TO '{file}'")
    with pytest.raises(BulkError, match=message):
        due_in_bulk(catalog, file, tmp_path / "o.csv")


def test_every_bad_row_is_told_with_its_number_and_the_remedy(
    catalog: Catalog, tmp_path: Path
) -> None:
    rows = (
        "wiki,2026-01-05T17:30,phone",
        "wiky,2026-01-05T17:30,phone",
        "wiki,yesterday,phone",
        "wiki,2026-01-05,phone",
        "wiki,2026-02-30T10:00,phone",
        "wiki,,phone",
        ",2026-01-05T17:30,phone",
        "wiki,2026-01-05T17:30",
        "wiki,2026-01-05T17:30,phone,x",
        "wiki,2026-03-29T02:30,phone",
        "wiki,2026-10-25T02:30,mail",
        "wiki,2026-01-05T24:00,mail",
        "wiki,2101-01-01T09:00,mail",
        "wiki,2100-12-31T09:00,phone",
        "wiki,1969-06-01T09:00Z,mail",
        "wiki,2026-01-05T17:30,fax",
        "wiki,2026-01-05T17:30+24:00,mail",
    )
    found = problems(catalog, "service,opened,channel\n" + "\n".join(rows), tmp_path)
    beginnings = (
        't.csv, row 3: unknown service "wiky": did you mean "wiki"?',
        't.csv, row 4: opened: "yesterday" is not an instant: write it like 2026-01-05T17:30',
        't.csv, row 5: opened: "2026-01-05" has no time: write it like 2026-01-05T09:00',
        't.csv, row 6: opened: "2026-02-30T10:00" is not in the calendar: write a day',
        "t.csv, row 7: opened is empty: write it like",
        "t.csv, row 8: service is empty: write the identifier of one in the catalog",
        "t.csv, row 9: has fewer cells than the header: ",
        "t.csv, row 10: has more cells than the header: ",
        "t.csv, row 11: 2026-03-29T02:30:00 does not exist in Europe/Rome",
        "t.csv, row 12: 2026-10-25T02:30:00 comes twice in Europe/Rome",
        't.csv, row 13: opened: "2026-01-05T24:00" is not an instant',
        't.csv, row 14: opened: "2101-01-01T09:00" is out of reach: write a date from 1970 to 2100',
        "t.csv, row 15: the due instant, if there is one, lies outside",
        't.csv, row 16: opened: "1969-06-01T09:00Z" is out of reach',
        't.csv, row 17: unknown channel "fax"',
        't.csv, row 18: opened: "2026-01-05T17:30+24:00" is not an instant',
    )
    assert len(found) == len(beginnings)
    for line, beginning in zip(found, beginnings, strict=True):
        assert line.startswith(beginning)


def test_working_days_beyond_what_is_known_are_told(catalog: Catalog, tmp_path: Path) -> None:
    late = "pump,2100-12-29T09:00Z\nwiki,2100-12-28T09:00Z"
    text = f"service,opened\n{late}\npump,2100-12-01T09:00Z\n"
    found = problems(catalog, text, tmp_path)
    assert [line.partition(":")[0] for line in found] == [f"t.csv, row {n}" for n in (2, 3)]


def test_of_very_many_bad_rows_the_first_are_told(catalog: Catalog, tmp_path: Path) -> None:
    found = problems(catalog, "service,opened\n" + "wiky,2026-01-05T17:30\n" * 250, tmp_path)
    assert len(found) == SHOWN_ROWS + 1
    assert found[SHOWN_ROWS - 1].startswith(f"t.csv, row {SHOWN_ROWS + 1}: ")
    assert found[-1] == "t.csv: 150 more bad rows"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "t.csv is empty: the first row names the columns, service, opened"),
        (b" \n", "t.csv is empty"),
        (
            b"servce,opened\n",
            't.csv has no column "service": rename "servce" (its columns are: servce, opened)',
        ),
        (b"id,x\n1,2\n", 't.csv has no column "opened": add it, or rename the one that holds it'),
        (b"service,opened,Service\n", 't.csv: column "service" comes twice: rename one'),
        (b"%PDF-1.7\n\0\1\2", "t.csv is neither CSV nor Parquet: save the tickets as CSV"),
        (b"PAR1 but not really", "t.csv is neither CSV nor Parquet: save the tickets as CSV"),
        ("service;opened;città\n".encode("latin-1"), "t.csv is not UTF-8: save it as CSV UTF-8"),
        ("service,opened\n".encode("utf-16"), "t.csv is UTF-16: save it as CSV UTF-8"),
        (
            "service,opened\nwiki à,2026-01-05T17:30\n".encode("latin-1"),
            "t.csv, row 2: is not UTF-8",
        ),
        (
            b'service,opened\nwiki,"2026-01-05T17:30\n',
            "t.csv, row 2: has a quote that is not closed",
        ),
    ],
)
def test_a_file_that_holds_no_tickets_is_told(
    catalog: Catalog, tmp_path: Path, content: bytes, message: str
) -> None:
    assert any(line.startswith(message) for line in problems(catalog, content, tmp_path))


def test_a_file_with_a_mark_of_utf_8_and_no_rows_is_fine(catalog: Catalog) -> None:
    assert answers(catalog, b"\xef\xbb\xbfservice\topened\n") == []
    assert answers(catalog, b"\xef\xbb\xbfservice\topened\nwiki\t2026-01-05T17:30\n")[0]["service"]


def test_a_directory_that_is_not_there_is_an_error_of_the_system(
    catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("service,opened\n")
    with pytest.raises(FileNotFoundError):
        due_in_bulk(catalog, tmp_path / "t.csv", tmp_path / "none" / "o.csv")


@pytest.mark.parametrize(
    "opened",
    [
        "0000-01-01T00:00",
        "0001-01-01T00:00+14:00",
        "1969-12-31T23:59",
        "2101-01-01T00:00Z",
        "9999-12-31T23:59-14:00",
    ],
)
def test_a_year_that_no_calendar_reaches_is_told(
    catalog: Catalog, tmp_path: Path, opened: str
) -> None:
    told = problems(catalog, f"service,opened,type\nwiki,{opened},incident\n", tmp_path)
    reach = "is out of reach: write a date from 1970 to 2100"
    assert told == [f't.csv, row 2: opened: "{opened}" {reach}']


def test_a_ticket_has_one_opening_though_calendars_are_in_two_zones(catalog: Catalog) -> None:
    rows = answers(
        catalog,
        "service,opened,severity\npump,2026-01-05T17:30,high\npump,2026-01-05T17:30+01:00,high\n",
    )
    first, second = ({key: row[key] for key in RESULTS} for row in rows)
    assert first == second
    assert first["due_take_in_charge"] == "2026-01-05T17:30:00+01:00"
    assert first["due_resolution"] == "2026-01-08T22:00:00-05:00"


def test_requester_of_another_name_is_told(catalog: Catalog, tmp_path: Path) -> None:
    told = problems(
        catalog, "service,opened,severity_by\nwiki,2026-01-05T10:00,customer\n", tmp_path
    )
    assert told == [
        't.csv, row 2: severity_by is "customer": write desk or requester, or leave it empty'
    ]
