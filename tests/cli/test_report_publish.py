"""`sportello report --publish`: what everybody may see, written for the site, and never changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
HEAD = "reference,service,channel,opened,first_response,resolved\n"
NOW = ("--as-of", "2026-03-02T12:00")


def rows(month: str, mails: int, calls: int) -> str:
    """Return tickets of a month, answered within an hour and resolved the day after."""
    channels = ["mail"] * mails + ["phone"] * calls
    return "".join(
        f"{month}-{place},wiki,{each},{month}-{5 + place % 10:02}T09:30,"
        f"{month}-{5 + place % 10:02}T10:00,{month}-{6 + place % 10:02}T10:00\n"
        for place, each in enumerate(channels)
    )


@pytest.fixture
def publish(run: Run, catalog_at: Write, tmp_path: Path) -> Run:
    tickets = tmp_path / "tickets.csv"
    catalog = catalog_at()

    def report(text: str, *options: str | Path, now: tuple[str, str] = NOW) -> Result:
        tickets.write_text(HEAD + text)
        return run("report", tickets, "--catalog", catalog, *now, "--publish", *options)

    return report


JANUARY, FEBRUARY = rows("2026-01", 40, 3), rows("2026-02", 30, 20)


def opened(file: Path) -> dict[tuple[str, ...], object]:
    figures = {each["name"]: each for each in json.loads(file.read_text())["figures"]}
    return {
        tuple(row["group"]): row["numbers"]["opened"]
        for table in figures["opened"]["tables"]
        if table["by"] in ([], ["channel"])
        for row in table["rows"]
    }


def test_the_last_month_is_written_and_then_goes_on(publish: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site/figures"
    first = publish(JANUARY + FEBRUARY)
    assert first.exit_code == 0, first.output
    assert "figures/2026-02.json: " in first.stdout
    assert first.stdout.endswith("Look at it before you commit it.\n")
    assert [each.name for each in folder.iterdir()] == ["2026-02.json"]
    assert opened(folder / "2026-02.json") == {(): 50, ("mail",): 30, ("phone",): 20}
    again = publish(JANUARY + FEBRUARY)
    assert (again.exit_code, again.stdout) == (
        0,
        "Nothing new to publish as of 2026-03-02 12:00.\n",
    )


def test_what_tells_of_few_is_hidden(publish: Run, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    result = publish(JANUARY + FEBRUARY, folder, "--publish-since", "2026-01")
    assert result.exit_code == 0, result.output
    assert {each.name for each in folder.iterdir()} == {"2026-01.json", "2026-02.json"}
    assert opened(folder / "2026-01.json") == {(): 43, ("mail",): "withheld", ("phone",): "few"}


def test_a_published_month_stays_and_it_is_said_how_to_withdraw_it(
    publish: Run, tmp_path: Path
) -> None:
    publish(JANUARY + FEBRUARY)
    file = tmp_path / "site/figures/2026-02.json"
    before = file.read_bytes()
    result = publish(JANUARY + rows("2026-02", 30, 25))
    assert result.exit_code == 0
    assert "Note: 2026-02 is published, and this report counts it otherwise" in result.stderr
    assert "remove " in result.stderr
    assert "--publish-since 2026-02" in result.stderr
    assert file.read_bytes() == before


def test_the_same_export_gives_the_same_bytes(publish: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish(JANUARY + FEBRUARY, tmp_path / name)
    one, two = ((tmp_path / name / "2026-02.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_the_check_takes_what_is_published(publish: Run, run: Run, catalog_at: Write) -> None:
    publish(JANUARY + FEBRUARY, "--publish-since", "2026-01")
    said = run("check", "--catalog", catalog_at()).output
    assert "figures" not in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--by", "service"), "leave --by out"),
        (("--format", "json"), "leave --format json out"),
        (("--months", "opened"), "leave --months out"),
        (("--output", "report.csv"), "in a run of its own"),
        (("--publish-since", "2026"), '"2026" is no month: write such as 2026-01'),
        (("--publish-k", "2"), "2 is not in the range x>=3"),
    ],
)
def test_what_publishing_decides_itself_is_refused(
    publish: Run, options: tuple[str, ...], says: str
) -> None:
    result = publish(JANUARY, *options)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_month_without_publishing_is_misuse(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text(HEAD + JANUARY)
    result = run("report", tickets, "--publish-since", "2026-01", "--catalog", catalog_at())
    assert result.exit_code == 2
    assert "nothing is published without --publish" in result.stderr


def test_a_file_that_was_changed_by_hand_stops_it(publish: Run, tmp_path: Path) -> None:
    publish(JANUARY + FEBRUARY)
    file = tmp_path / "site/figures/2026-02.json"
    file.write_text(file.read_text().replace('"opened": 50', '"opened": 2'))
    result = publish(JANUARY + FEBRUARY)
    assert result.exit_code == 2
    assert "2 are so few that they could be known" in result.stderr
