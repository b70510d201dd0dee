"""`sportello schema`: printed for anybody, or written into a catalog for its editors."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import frozen_at
from sportello.catalog.schema import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]


def written(root: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in (root / ".sportello/schema").iterdir()}


@pytest.mark.parametrize("file", ["mailboxes", "services", "tests"])
def test_the_schema_of_a_file_is_printed(run: Run, file: str) -> None:
    printed = json.loads(run("schema", file).stdout)
    assert printed["title"].startswith(file)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_one_for_all_files_is_printed(run: Run) -> None:
    printed = json.loads(run("schema").stdout)["anyOf"]
    kinds = {file.split("/")[0].removesuffix(".yaml") for file in FILES}
    assert sorted(Path(each["$ref"]).stem for each in printed) == sorted({*kinds, "tests"})


def test_an_unknown_file_is_misuse(run: Run) -> None:
    result = run("schema", "mailboxs")
    assert result.exit_code == 2
    assert 'did you mean "mailboxes"?' in result.stderr


def test_those_that_are_written_know_the_names(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    result = run("schema", "--write", "--catalog", root)
    assert result.exit_code == 0
    services = json.loads(written(root)["services.json"])
    assert services["$defs"]["mailbox-name"]["enum"] == ["help"]
    assert written(root)[".gitignore"] == "*\n"
    assert run("check", "--catalog", root).exit_code == 0


def test_check_keeps_them_up_to_date_and_touches_no_other(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    run("schema", "--write", "--catalog", root)
    before = (root / ".sportello/schema/calendars.json").stat().st_mtime_ns
    mailboxes = root / "mailboxes.yaml"
    mailboxes.write_text(
        f"{mailboxes.read_text()}  more: {{address: more@acme.example, deliver_to: [desk]}}\n"
    )
    run("check", "--catalog", root)
    services = json.loads(written(root)["services.json"])
    assert services["$defs"]["mailbox-name"]["enum"] == ["help", "more"]
    assert (root / ".sportello/schema/calendars.json").stat().st_mtime_ns == before


def test_check_writes_nothing_where_there_are_none(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    run("check", "--catalog", root)
    assert not (root / ".sportello").exists()


def test_check_runs_where_it_cannot_write(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    (root / ".sportello/schema/services.json").mkdir(parents=True)
    (root / ".sportello/schema/services.json/full").touch()
    (root / ".sportello/schema/.gitignore").mkdir()
    assert run("check", "--catalog", root).exit_code == 0


@pytest.mark.parametrize("link", [".sportello", ".sportello/schema"])
def test_check_writes_through_no_link(
    run: Run, catalog_at: Write, tmp_path: Path, link: str
) -> None:
    root = catalog_at()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "schema").mkdir(parents=True)
    (elsewhere / "schema/precious").touch()
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(elsewhere)
    assert run("check", "--catalog", root).exit_code == 0
    assert [each.name for each in elsewhere.rglob("*")] == ["schema", "precious"]
    if link == ".sportello":
        result = run("schema", "--write", "--catalog", root)
        assert (result.exit_code, (elsewhere / "schema/precious").exists()) == (2, True)


def test_the_first_line_of_every_file_leads_to_its_schema(run: Run, tmp_path: Path) -> None:
    root = frozen_at(tmp_path)
    run("schema", "--write", "--catalog", root)
    for file in root.rglob("*.yaml"):
        mark, _, schema = file.read_text().partition("\n")[0].partition("$schema=")
        kind = file.stem if file.parent == root else file.parent.name
        assert mark == "# yaml-language-server: "
        assert (file.parent / schema).samefile(root / f".sportello/schema/{kind}.json"), file
