"""Our own files of events, read as an export: the tickets that they tell of."""

import json
from pathlib import Path

from sportello.exports.own_events import ticket_rows
from sportello.exports.system import Batch

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
