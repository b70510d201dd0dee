"""What changed for visitors, by the commits of a real repository."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import feedparser
import pytest
from click.testing import Result

from atom_faults import atom_faults
from cli.test_log import Desk
from conftest import Write
from repository import new_repository
from sportello.api import public_history as module
from sportello.api.public_history import public_history
from sportello.targets.changed import Beginning, PublicHistory

Run = Callable[..., Result]
ZONE = "Europe/Rome"
NOW = date(2026, 5, 1)


@pytest.fixture
def desk(catalog_at: Write) -> Desk:
    """A desk whose promise, hours and alias changed one after the other, all in 2026."""
    desk = Desk(catalog_at())
    desk.commit("Begin", "2026-01-05")
    desk.edit("sla.yaml", "within: 40 business hours", "within: 48 business hours")
    desk.commit("Promise less, as Anna wants it", "2026-02-02")
    desk.edit("calendars.yaml", "08:00-18:00", "09:00-18:00")
    desk.commit("Sleep longer", "2026-04-06")
    return desk


def known(where: Path, day: date = NOW) -> PublicHistory:
    found = public_history(where, ZONE, day)
    assert found is not None
    return found


def kinds(history: PublicHistory) -> Mapping[str, set[str]]:
    return {str(each.day): {change.kind for change in each.changes} for each in history.days}


def test_days_are_told_the_newest_first_until_the_first_version(desk: Desk) -> None:
    found = known(desk.root)
    assert list(kinds(found).items()) == [("2026-04-06", {"hours"}), ("2026-02-02", {"promise"})]
    assert (found.since, found.beginning) == (date(2026, 1, 5), Beginning.FIRST)
    assert f"{found.updated:%Y-%m-%d %H:%M %z}" == "2026-04-06 10:00 +0100"


def test_what_is_put_right_on_the_same_day_is_not_told(desk: Desk) -> None:
    desk.edit("calendars.yaml", "09:00-18:00", "19:00-20:00")
    desk.commit("A mistake", "2026-04-20")
    desk.edit("calendars.yaml", "19:00-20:00", "09:00-18:00")
    desk.commit("Put right", "2026-04-20")
    assert "2026-04-20" not in kinds(known(desk.root))


def test_what_only_the_desk_feels_is_not_told(desk: Desk) -> None:
    desk.edit("mailboxes.yaml", "[postmaster@acme.example, abuse@acme.example]", "[]")
    desk.commit("Drop names", "2026-04-20")
    found = known(desk.root)
    assert "2026-04-20" not in kinds(found)
    assert found.updated.day == 20


def test_a_year_is_told_and_no_more(desk: Desk) -> None:
    found = known(desk.root, date(2027, 3, 1))
    assert list(kinds(found)) == ["2026-04-06"]
    assert (found.since, found.beginning) == (date(2026, 3, 1), Beginning.OLDER_LEFT_OUT)


def test_only_so_many_days_are_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COMPARED", 1)
    found = known(desk.root)
    assert list(kinds(found)) == ["2026-04-06"]
    assert (found.since, found.beginning) == (date(2026, 2, 2), Beginning.OLDER_LEFT_OUT)


def test_a_shallow_clone_says_that_it_does_not_know_more(desk: Desk, tmp_path: Path) -> None:
    desk.git("clone", "--depth", "2", f"file://{desk.root.parent}", str(tmp_path / "shallow"))
    found = known(tmp_path / "shallow" / desk.root.name)
    assert list(kinds(found)) == ["2026-04-06"]
    assert (found.since, found.beginning) == (date(2026, 2, 2), Beginning.UNKNOWN)


def test_without_a_repository_or_a_commit_nothing_is_known(catalog_at: Write) -> None:
    root = catalog_at()
    assert public_history(root, ZONE, NOW) is None
    new_repository(root.parent)
    assert public_history(root, ZONE, NOW) is None


def test_what_could_not_be_read_is_told_with_what_followed(desk: Desk) -> None:
    desk.edit("calendars.yaml", "09:00-18:00", "nonsense")
    desk.commit("Break it", "2026-04-20")
    desk.edit("calendars.yaml", "nonsense", "10:00-18:00")
    desk.commit("Mend it", "2026-04-21")
    assert list(kinds(known(desk.root))) == ["2026-04-21", "2026-04-06", "2026-02-02"]


def test_before_what_cannot_be_read_nothing_is_known(catalog_at: Write) -> None:
    desk = Desk(catalog_at())
    desk.edit("calendars.yaml", "08:00-18:00", "nonsense")
    desk.commit("Begin", "2026-01-05")
    desk.edit("calendars.yaml", "nonsense", "08:00-18:00")
    desk.commit("Mend it", "2026-01-06")
    found = known(desk.root)
    assert (found.days, found.since) == ((), date(2026, 1, 6))
    assert found.beginning is Beginning.UNKNOWN


def test_a_clock_that_was_wrong_puts_nothing_on_a_day_to_come(desk: Desk) -> None:
    desk.edit("calendars.yaml", "09:00-18:00", "10:00-18:00")
    desk.commit("From next year", "2031-01-01")
    desk.edit("calendars.yaml", "10:00-18:00", "11:00-18:00")
    desk.commit("Of today", "2026-04-20")
    assert list(kinds(known(desk.root))) == ["2026-04-20", "2026-04-06", "2026-02-02"]


def test_pages_of_the_same_commit_and_day_are_the_same_and_name_nobody(
    run: Run, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.git("clone", f"file://{desk.root.parent}", str(tmp_path / "clone"))
    built = []
    for number, root in enumerate((desk.root, tmp_path / "clone" / desk.root.name)):
        monkeypatch.setenv("TZ", ("UTC", "Asia/Tokyo")[number])
        out = tmp_path / str(number)
        result = run("build", "--catalog", root, "--output", out, "--on", "2026-05-01")
        assert result.exit_code == 0, result.output
        site = out / "site"
        names = ("changes.atom", "en/changes.atom", "en/what-changed/index.html")
        built.append([(site / name).read_bytes() for name in names])
    assert built[0] == built[1]
    said = b"".join(built[0]).decode()
    assert [word for word in ("Anna", "Sleep", "Promise less", "anna@") if word in said] == []
    feed, page = built[0][1], built[0][2].decode()
    assert atom_faults(feed) == []
    assert len(feedparser.parse(feed).entries) == 2
    assert 'type="application/atom+xml" title="What changed" href="../changes.atom"' in page
