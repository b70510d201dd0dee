"""`sportello rota`: who sits at the phone, and who could cover."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from frozen import frozen_at
from rota.example import FOLDER
from sportello.catalog import load
from sportello.rules import check

Run = Callable[..., Result]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "catalog"))


def test_week_is_shown_by_day_by_person_and_by_share(run: Run) -> None:
    result = run("rota", "--week", "2026-W51", "--catalog", FOLDER)
    assert result.exit_code == 0
    golden = Path(__file__).parent / "rota.txt"
    assert result.output == golden.read_text()


def test_opening_without_a_shift_stands_below_the_days(run: Run) -> None:
    result = run("rota", "phone", "--week", "2027-01-01", "--catalog", FOLDER)
    assert (
        "Open, and no shift:\n  Saturday 2 January 2027  09:00-13:00  no shift\n" in result.output
    )


def test_of_one_person_only_the_own_shifts_are_shown(run: Run) -> None:
    result = run("rota", "show", "--person", "p-03", "--week", "2026-12-09", "--catalog", FOLDER)
    assert result.output.splitlines()[2:] == [
        "p-03: 4:00 h",
        "  Wed  9 Dec  09:00-13:00 direct",
    ]
    result = run("rota", "--person", "p-01", "--week", "2026-12-09", "--catalog", FOLDER)
    assert result.output.splitlines()[1:] == ["  p-01 has no shift in this week"]


def test_rota_that_is_not_planned_says_so(run: Run, tmp_path: Path) -> None:
    result = run("rota", "--week", "2026-12-09", "--catalog", frozen_at(tmp_path))
    assert result.output.splitlines()[1].startswith("  no shifts are planned")


def test_without_a_week_it_is_that_of_today(run: Run) -> None:
    result = run("rota", "--catalog", FOLDER)
    assert result.exit_code == 0
    assert result.output.startswith("Phone shifts (phone), Monday ")


def test_json_has_who_and_why_and_the_gaps(run: Run) -> None:
    result = run("rota", "--week", "2026-12-21", "--catalog", FOLDER, "--format", "json")
    found = json.loads(result.output)
    assert found["week"] == "2026-W52"
    (rota,) = found["rotas"]
    assert rota["shifts"][0] == {
        "date": "2026-12-21",
        "shift": "morning",
        "from": "2026-12-21T09:00:00+01:00",
        "until": "2026-12-21T13:00:00+01:00",
        "seats": {
            "direct": {"person": None, "because": "absent", "instead_of": "p-01"},
            "indirect": {"person": "p-11", "because": "order", "instead_of": None},
        },
    }
    assert len(rota["gaps"]) == 6
    assert {each["person"] for each in rota["shares"]["people"]} >= {"p-01", "p-11"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], 'there is no rota "nothing": allowed: phone'),
        (["--person", "p-1"], 'there is no person "p-1"'),
        (["--week", "2026-W60"], '"2026-W60" is no week'),
        (["--week", "someday"], "is not a date"),
    ],
)
def test_name_or_week_that_there_is_not_is_misuse(
    run: Run, arguments: list[str], message: str
) -> None:
    result = run("rota", *arguments, "--catalog", FOLDER)
    assert result.exit_code == 2
    assert message in result.output


def test_catalog_without_rotas_says_so(run: Run, catalog_at: Callable[..., Path]) -> None:
    result = run("rota", "--catalog", catalog_at())
    assert (result.exit_code, result.output) == (0, "There is no rota in this catalog.\n")


def test_who_could_cover_is_said_and_nothing_written(run: Run, example: Path) -> None:
    result = run("rota", "cover", "p-02", "2026-12-09", "--catalog", example)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Wednesday 9 December 2026 14:00-17:00: Phone shifts, direct",
        "",
        "Can cover, with the hours of the four weeks around:",
        "  p-01  35:00 h",
        "  p-03  60:00 h",
        "Cannot:",
        "  p-12  not in the team direct-area",
        "  p-13  not in the team direct-area",
        "  p-11  not in the team direct-area",
    ]
    assert (example / "rota.yaml").read_bytes() == (FOLDER / "rota.yaml").read_bytes()


def test_absence_is_one_line_more_in_the_file(run: Run, example: Path) -> None:
    result = run("rota", "cover", "p-02", "2026-12-10", "--by", "p-03", "--catalog", example)
    assert result.exit_code == 0
    before, after = ((each / "rota.yaml").read_text().splitlines() for each in (FOLDER, example))
    line = "      - {person: p-02, from: 2026-12-10, until: 2026-12-10, cover: p-03}"
    assert after == [*before[:30], line, *before[30:]]
    assert check(load(example)) == []
    told = run("rota", "--week", "2026-12-10", "--catalog", example).output
    assert "  09:00-13:00  p-03 (covers p-02)" in told


def test_absence_that_is_written_already_gets_its_cover_for_all_of_its_days(
    run: Run, example: Path
) -> None:
    result = run("rota", "cover", "p-01", "2026-12-22", "--by", "p-02", "--catalog", example)
    assert (
        result.output.splitlines()[0] == "Monday 21 December 2026 09:00-13:00: Phone shifts, direct"
    )
    assert "until: 2026-12-23, cover: p-02}" in (example / "rota.yaml").read_text()
    found = check(load(example), date(2026, 12, 1))
    assert "K008" not in {each.code for each in found}


def test_absence_without_a_cover_is_written_as_a_gap(run: Run, example: Path) -> None:
    result = run("rota", "cover", "p-02", "2026-12-10", "--by", "none", "--catalog", example)
    assert result.exit_code == 0
    text = (example / "rota.yaml").read_text()
    assert "      - {person: p-02, from: 2026-12-10, until: 2026-12-10}\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["p-02", "2026-12-10", "--by", "p-11"],
         "p-11 cannot cover: not in the team direct-area: name p-01 or p-03"),
        (["p-02", "2026-12-10", "--by", "p-02"], 'nobody else of the desk is "p-02"'),
        (["p-02", "2026-12-08"], "p-02 has no shift on Tuesday 2026-12-08"),
        (["p-13", "2026-12-17"], "p-11 covers already"),
        (["p-22", "2026-12-10"], 'there is no person "p-22"'),
    ],
)  # fmt: skip
def test_cover_that_cannot_be_is_misuse_and_changes_nothing(
    run: Run, example: Path, arguments: list[str], message: str
) -> None:
    result = run("rota", "cover", *arguments, "--catalog", example)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert (example / "rota.yaml").read_bytes() == (FOLDER / "rota.yaml").read_bytes()


def test_html_is_a_sheet_of_one_week_to_print(run: Run) -> None:
    result = run("rota", "--week", "2026-W51", "--format", "html", "--catalog", FOLDER)
    assert result.exit_code == 0
    assert result.output.startswith("<!doctype html>")
    assert "<strong>p-11</strong><br><small>instead of p-13</small>" in result.output


def test_sheet_is_of_one_rota(run: Run, catalog_at: Callable[..., Path]) -> None:
    result = run("rota", "--format", "html", "--catalog", catalog_at())
    assert (result.exit_code, "a sheet is of one rota" in result.output) == (2, True)


def test_feeds_are_files_that_only_their_owner_may_read(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "private"
    result = run("rota", "feeds", output, "--on", "2026-12-09", "--catalog", FOLDER)
    assert result.exit_code == 0
    found = [*output.iterdir()]
    assert {each.stat().st_mode & 0o777 for each in found} <= {0o600}
    assert output.stat().st_mode & 0o777 == 0o700
    assert f"{len(found)} private calendars" in result.output


def test_feeds_in_a_build_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    result = run("rota", "feeds", tmp_path / "site" / "rota", "--catalog", FOLDER)
    assert (result.exit_code, "which is published" in result.output) == (2, True)
    assert not (tmp_path / "site").exists()


def test_calendar_on_the_command_line_is_of_one_person(run: Run) -> None:
    result = run("rota", "--format", "ics", "--catalog", FOLDER)
    assert (result.exit_code, "a calendar is of one person" in result.output) == (2, True)


def test_people_are_named_by_a_file_that_the_catalog_does_not_have(
    run: Run, tmp_path: Path
) -> None:
    people = FOLDER.parent / "rota-people.yaml"
    arguments = ("rota", "--week", "2026-W51", "--people", people, "--catalog", FOLDER)
    assert "Dario Campione (covers Fulvio Bozza)" in run(*arguments).output
    assert "<strong>Dario Campione</strong>" in run(*arguments, "--format", "html").output
    feeds = tmp_path / "private"
    of_day = ("--on", "2026-12-09", "--people", people, "--catalog", FOLDER)
    assert run("rota", "feeds", feeds, *of_day).exit_code == 0
    assert b"Dario Campione" in (feeds / "rota-phone-indirect.ics").read_bytes()


def test_wrong_file_of_people_is_told_where(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("people:\n  p-01: {nome: Ada}\n")
    result = run("rota", "--people", file, "--catalog", FOLDER)
    assert result.exit_code == 1
    assert 'people.yaml:2:10: error S001: unknown key "nome"' in result.output
