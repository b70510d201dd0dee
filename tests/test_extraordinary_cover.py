"""One announcement lengthens the hours, moves the deadlines and shows on the site."""

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from frozen import FROZEN, frozen_at
from sportello.catalog import load
from sportello.cli import main
from sportello.targets import BuildContext
from sportello.targets.site import files


def due(catalog: Path, service: str, opened: str) -> str:
    """Return when `sportello sla due` says that the resolution is due, on the clock of Rome."""
    arguments = ["sla", "due", service, "--opened", opened, "--catalog", str(catalog)]
    result = CliRunner().invoke(main, [*arguments, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    instant = datetime.fromisoformat(json.loads(result.output)["targets"]["resolution"]["due"])
    return f"{instant:%a %Y-%m-%dT%H:%M}"


@pytest.fixture
def with_promise(tmp_path: Path) -> Path:
    """The frozen catalog, where Ditech promises 20 business hours, which it leaves to contracts."""
    root = frozen_at(tmp_path)
    text = (root / "sla.yaml").read_text()
    when = "    when: {provider: [ditech]}\n"
    policy = f"    name: {{it: Ditech, en: Ditech}}\n{when}"
    assert policy in text
    promise = "    targets: {resolution: {within: 20 business hours}}\n"
    (root / "sla.yaml").write_text(text.replace(policy, policy + promise))
    return root


@pytest.mark.parametrize(
    ("opened", "instant"),
    [
        # Before the cover: eight hours a day, and none at the weekend.
        ("2020-12-14T09:00", "Wed 2020-12-16T13:00"),
        # On the Saturday it begins: twelve hours a day, Sunday and Epiphany included.
        ("2021-01-02T08:00", "Sun 2021-01-03T16:00"),
        ("2021-01-05T18:00", "Thu 2021-01-07T14:00"),
        # Over its end: two hours on Friday evening, then eight a day from Monday on.
        ("2021-01-15T18:00", "Wed 2021-01-20T11:00"),
        ("2021-01-18T09:00", "Wed 2021-01-20T13:00"),
    ],
)
def test_deadline_counts_the_longer_hours(with_promise: Path, opened: str, instant: str) -> None:
    assert due(with_promise, "ditech-finance", opened) == instant


def test_deadline_of_the_intermediary_service_does_not_move(with_promise: Path) -> None:
    # Two hours on Tuesday, Epiphany, eight on Thursday and on Friday, two on Monday.
    moved = due(with_promise, "ditech-intermediario", "2021-01-05T16:00")
    assert moved == "Mon 2021-01-11T11:00"


def test_site_shows_the_banner_on_the_services_it_is_for() -> None:
    built = files(load(FROZEN).catalog.public(), BuildContext(day=date(2020, 12, 28)))
    pages = {path: text.decode() for path, text in built.items() if path.endswith(".md")}
    rome = ZoneInfo("Europe/Rome")
    first, after = (int(datetime(2021, 1, day, tzinfo=rome).timestamp()) for day in (2, 16))
    for page in (
        "en/index.md",
        "en/services/ditech-finance/index.md",
        "en/services/ditech-store/index.md",
    ):
        assert f'data-from="{first}" data-until="{after}"' in pages[page], page
        assert "Extraordinary cover" in pages[page], page
    assert "Extraordinary cover" not in pages["en/services/ditech-intermediario/index.md"]


def test_without_the_announcement_hours_deadline_and_banner_go(with_promise: Path) -> None:
    (with_promise / "announcements.yaml").unlink()
    # Eight hours on Monday and on Tuesday, Epiphany, four on Thursday.
    hours = due(with_promise, "ditech-finance", "2021-01-02T08:00")
    assert hours == "Thu 2021-01-07T13:00"
    catalog = load(with_promise).catalog
    assert not catalog.announcements
    page = files(catalog.public())["en/services/ditech-finance/index.md"].decode()
    assert 'class="notice' not in page
