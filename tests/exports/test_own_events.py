"""Our own files of events, read as an export: the tickets that they tell of."""

import json
from pathlib import Path

import pytest

from sportello.exports.own_events import events, ticket_rows
from sportello.exports.system import BadRow, Batch

OPENERS = (("a", "desk"), ("b", "requester"), ("c", "system"), ("d", ""))
"""What a program opens is a request that nobody has answered yet."""


def openers(file: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in ticket_rows(file):
        assert isinstance(batch, Batch)
        columns = batch.columns
        found |= dict(zip(columns["reference"], columns["opened_by"], strict=True))
    return found


def test_who_opened_a_ticket_is_told_by_its_opening(tmp_path: Path) -> None:
    table, tree = tmp_path / "events.csv", tmp_path / "events.json"
    rows = [f"{name},2026-01-05T09:00,opened,{by},wiki" for name, by in OPENERS]
    rows.append("b,2026-01-05T10:00,reply,desk,")
    table.write_text("\n".join(["ticket,at,event,by,service", *rows]))
    opening = {"at": "2026-01-05T09:00", "event": "opened"}
    tickets = [
        {"ticket": name, "service": "wiki", "events": [{**opening, "by": by}]}
        for name, by in OPENERS
    ]
    tree.write_text(json.dumps(tickets))
    expected = {"a": "desk", "b": "requester", "c": "requester", "d": ""}
    assert openers(table) == expected
    assert openers(tree) == expected


@pytest.mark.parametrize("said", [{"tags": ["vip"]}, {"severity_by": "requester"}])
def test_what_decides_a_promise_and_is_not_read_keeps_a_ticket_from_counting(
    tmp_path: Path, said: dict[str, object]
) -> None:
    opening = {"at": "2026-01-05T09:00", "event": "opened"}
    plain: dict[str, object] = {"service": "wiki", "events": [opening]}
    file = tmp_path / "events.json"
    file.write_text(
        json.dumps(
            [
                {"ticket": "a", **plain, **said},
                {"ticket": "b", **plain, "tags": [], "severity_by": "desk"},
            ]
        )
    )
    bad, batch = ticket_rows(file)
    assert bad[0] == 1
    assert isinstance(bad, BadRow)
    assert next(iter(said)) in bad.problem
    assert isinstance(batch, Batch)
    assert batch.numbers == (2,)


def test_events_that_are_no_list_are_told(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text('[{"ticket": "1", "service": "wiki", "events": "opened"}]')
    assert [*events(file)] == [BadRow(1, "is not in a list: write [{…}, {…}]")]
