"""`sportello deploy` and `sportello verify`, as a mail admin runs them."""

import errno
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import Result

from deploy.sites import Site, aged, postfix
from small import ALONE
from sportello.cli import main

Run = Callable[..., Result]
Write = Callable[..., Path]

ONE_MORE = (
    "mailboxes.yaml",
    "  help: {address: help@acme.example,",
    "  more: {address: more@acme.example, deliver_to: [desk]}\n"
    "  help: {address: help@acme.example,",
)
ANOTHER = ("mailboxes.yaml", "address: help@acme.example", "address: info@acme.example")


@pytest.fixture
def catalog_at(catalog_at: Write) -> Write:
    """Write the small catalog with one address."""
    return lambda *changes: catalog_at(ALONE, *changes)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return postfix(tmp_path)


def deployed(run: Run, site: Site, catalog: Path, *options: object) -> Result:
    """Deploy the small catalog, whose destination is a placeholder."""
    trial = () if "--rollback" in options else ("--placeholders",)
    return deployed_as_given(run, site, catalog, *trial, *options)


def deployed_as_given(run: Run, site: Site, catalog: Path, *options: object) -> Result:
    return run(
        "deploy", "postfix", site.root, "--config", site.config, "--catalog", catalog, *options
    )


def test_a_dry_run_a_deploy_a_change_and_a_rollback(
    run: Run, site: Site, catalog_at: Write
) -> None:
    dry = deployed(run, site, catalog_at(), "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert dry.output.splitlines()[0] == f"Postfix, {site.root}: nothing yet is in force."
    assert "    + help@acme.example  desk+help@tickets.example" in dry.output.splitlines()
    assert "Nothing was changed" in dry.output
    assert not site.root.exists()

    first = deployed(run, site, catalog_at())
    assert first.exit_code == 0, first.output
    assert "Asked Postfix about 1 addresses: it says the same." in first.output
    assert first.output.endswith(f"{site.directory.in_force()} is in force.\n")
    checked = run(
        "verify", "postfix", site.root, "--config", site.config, "--catalog", catalog_at()
    )
    assert checked.exit_code == 0, checked.output
    assert "Asked Postfix about 1 addresses: it says the same." in checked.output

    second = deployed(run, site, catalog_at(ONE_MORE))
    assert second.exit_code == 0, second.output
    assert "  changed  virtual" in second.output.splitlines()
    assert second.output.endswith(" is in force. To go back: --rollback\n")
    again = deployed(run, site, catalog_at(ONE_MORE))
    assert "Nothing to do" in again.output

    asked = deployed(run, site, Path("/no/catalog"), "--rollback", "--dry-run")
    assert "    - more@acme.example  was desk+more@tickets.example" in asked.output.splitlines()
    assert "more@acme.example" in site.holds("virtual")
    back = deployed(run, site, Path("/no/catalog"), "--rollback")
    assert back.exit_code == 0, back.output
    assert back.output.endswith(f"{site.directory.in_force()} is in force again.\n")
    assert "more@acme.example" not in site.holds("virtual")


def test_dropping_too_many_is_refused_dry_or_not_until_it_is_allowed(
    run: Run, site: Site, catalog_at: Write
) -> None:
    deployed(run, site, catalog_at())
    for options in ((), ("--dry-run",)):
        refused = deployed(run, site, catalog_at(ANOTHER), *options)
        assert refused.exit_code == 1
        assert "drops 1 of 1 addresses (100 %), more than 10 %: help@acme.example" in refused.output
        assert "deploy with --allow-removals 1" in refused.output
    assert deployed(run, site, catalog_at(ANOTHER), "--allow-removals", "1").exit_code == 0


def test_a_catalog_with_errors_is_not_deployed(run: Run, site: Site, catalog_at: Write) -> None:
    broken = catalog_at(("mailboxes.yaml", "deliver_to: [desk]", "deliver_to: [dask]"))
    result = deployed(run, site, broken)
    assert result.exit_code == 1
    assert 'unknown destination "dask"' in result.output
    assert not site.root.exists()


def test_verify_names_what_was_edited_and_the_remedy(
    run: Run, site: Site, catalog_at: Write
) -> None:
    deployed(run, site, catalog_at())
    virtual = site.root / "current" / "virtual"
    virtual.write_text(virtual.read_text() + "x@acme.example  y@tickets.example\n")
    result = run("verify", "postfix", site.root, "--catalog", catalog_at())
    assert result.exit_code == 1
    assert (
        f"{virtual.resolve()}: was edited by hand since it was deployed\n  = help: "
        in result.output
    )


def test_a_setting_that_the_tables_rely_on_is_asked_for(
    run: Run, site: Site, catalog_at: Write
) -> None:
    deployed(run, site, catalog_at())
    main = site.config / "main.cf"
    settings = main.read_text().replace("propagate_unmatched_extensions = \n", "")
    aged(main, settings)
    wrong = 'propagate_unmatched_extensions is "canonical, virtual" in main.cf, not "" as in'
    asked = run("verify", "postfix", site.root, "--config", site.config, "--catalog", catalog_at())
    assert (asked.exit_code, wrong in asked.output) == (1, True), asked.output
    assert "the mail arrives untagged" in asked.output
    again = deployed(run, site, catalog_at())
    assert (again.exit_code, wrong in again.output) == (1, True), again.output
    assert "it says the same" not in again.output


def test_json_holds_the_same_facts(run: Run, site: Site, catalog_at: Write) -> None:
    catalog = catalog_at()
    facts = json.loads(deployed(run, site, catalog, "--format", "json").output)
    assert facts["release"] == site.directory.in_force()
    assert facts["previous"] == ""
    assert facts["added"]["help@acme.example"]["deliver"] == ["desk+help@tickets.example"]
    assert "Asked Postfix about 1 addresses: it says the same." in facts["told"]
    dry = json.loads(
        deployed(run, site, catalog_at(ONE_MORE), "--dry-run", "--format", "json").output
    )
    assert dry["release"] == dry["previous"] == site.directory.in_force()
    assert list(dry["added"]) == ["more@acme.example"]
    catalog = catalog_at()
    asked = ("verify", "postfix", site.root, "--config", site.config, "--format", "json")
    found = run(*asked, "--catalog", catalog)
    assert (found.exit_code, json.loads(found.output)) == (0, [])
    (site.root / "current" / "README.txt").unlink()
    found = run(*asked, "--catalog", catalog)
    assert found.exit_code == 1
    assert [each["message"] for each in json.loads(found.output)] == ["is missing"]


def test_what_is_misused_is_told(run: Run, site: Site, catalog_at: Write) -> None:
    assert run("deploy", "sendmail", site.root, "--catalog", catalog_at()).exit_code == 2
    both = run("verify", "sieve", site.root, "--catalog", catalog_at())
    assert (both.exit_code, "nothing is deployed" in both.output) == (1, True)
    deployed(run, site, catalog_at())
    ignored = deployed(run, site, catalog_at(), "--rollback", "--allow-removals", 3)
    assert (ignored.exit_code, "leave out --allow-removals" in ignored.output) == (2, True)
    ignored = deployed(run, site, catalog_at(), "--rollback", "--placeholders")
    assert (ignored.exit_code, "leave out --placeholders" in ignored.output) == (2, True)
    other = run("verify", "sieve", site.root, "--catalog", catalog_at())
    assert other.exit_code == 1
    assert "holds releases for postfix, not for sieve" in other.output


def test_a_directory_that_cannot_be_written_is_told(
    run: Run, catalog_at: Write, site: Site
) -> None:
    result = deployed(run, replace(site, root=Path("/proc/sportello")), catalog_at())
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: /proc/sportello")


def test_the_release_names_the_commit_of_the_catalog(
    run: Run, site: Site, catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def commit() -> str:
        return str(json.loads(site.holds("release.json"))["catalog"])

    root = catalog_at()
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "catalog"]):
        subprocess.run([*git, *command], check=True)
    head = subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    deployed(run, site, root)
    assert commit() == head
    deployed(run, site, catalog_at(ONE_MORE))
    assert commit() == f"{head}-dirty"
    monkeypatch.setenv("PATH", "/nowhere")
    deployed(run, site, catalog_at())
    assert commit() == head + "-dirty"  # refused: it drops one of two addresses
    deployed(run, site, catalog_at(), "--allow-removals", 1)
    assert commit() == ""


def test_addresses_that_lead_to_placeholders_are_refused_dry_or_not(
    run: Run, site: Site, catalog_at: Write
) -> None:
    for options in ((), ("--dry-run",), ("--allow-removals", 9)):
        refused = deployed_as_given(run, site, catalog_at(), *options)
        assert refused.exit_code == 1
        assert "instead of addresses: desk (desk@tickets.example)." in refused.output
        assert "put the real addresses into destinations in mailboxes.yaml" in refused.output
    assert site.directory.in_force() == ""
    real = ("mailboxes.yaml", "desk@tickets.example", "desk@tickets.01s.it")
    assert deployed_as_given(run, site, catalog_at(real)).exit_code == 0


def test_a_first_deploy_that_is_not_read_yet_is_ready_and_not_in_force(
    run: Run, tmp_path: Path, catalog_at: Write
) -> None:
    site = postfix(tmp_path, "")
    first = deployed(run, site, catalog_at())
    name = site.directory.in_force()
    ready = f"{name} is ready; it will be in force once the server's configuration reads all of it."
    assert first.exit_code == 0, first.output
    assert first.output.splitlines()[-1] == ready
    again = deployed(run, site, catalog_at()).output.splitlines()
    assert again[-1] == f"Nothing to do here: {ready}"
    assert again[0] == f"Postfix was never asked about {name}."
    assert not [line for line in (*first.output.splitlines(), *again) if "--rollback" in line]
    assert not [line for line in again if line.endswith("is in force.")]


def test_a_dry_run_shows_the_lines_that_differ(run: Run, site: Site, catalog_at: Write) -> None:
    deployed(run, site, catalog_at())
    lines = deployed(run, site, catalog_at(ONE_MORE), "--dry-run").output.splitlines()
    assert "--- virtual in force" in lines
    assert [line for line in lines if line.startswith("+more@acme.example ")]
    back = deployed(run, site, catalog_at(), "--dry-run").output
    assert "---" not in back


def test_a_directory_that_is_a_device_is_told_with_the_remedy(
    run: Run, site: Site, catalog_at: Write
) -> None:
    for options in ((), ("--dry-run",)):
        result = deployed(run, replace(site, root=Path("/dev/null")), catalog_at(), *options)
        assert result.exit_code == 1
        assert "Error: /dev/null is not a directory.\n  = help: name a directory" in result.output


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "Error: No space left on device\n"),
        (OSError(errno.EACCES, os.strerror(errno.EACCES), "/x"), "Error: /x: Permission denied\n"),
        (OSError("said so"), "Error: said so\n"),
        (BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)), ""),
    ],
)
def test_an_error_of_the_system_is_told_in_one_line_unless_nobody_reads_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    @click.command()
    def fails() -> None:
        raise error

    monkeypatch.setattr(main, "get_command", lambda *_: fails)
    result = run("verify")
    assert (result.exit_code, result.output) == (1, told)


def test_a_deploy_whose_output_nobody_reads_ends_quietly(
    run: Run, site: Site, catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_line: str) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    monkeypatch.setattr("sportello.cli.deploy.click.echo", closed)
    result = deployed(run, site, catalog_at())
    assert (result.exit_code, result.output) == (1, "")
