"""`sportello deploy` and `sportello verify`, as a mail admin runs them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from deploy.sites import Site, postfix

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
def site(tmp_path: Path) -> Site:
    return postfix(tmp_path)


def deployed(run: Run, site: Site, catalog: Path, *options: object) -> Result:
    return run(
        "deploy", "postfix", site.root, "--config", site.config, "--catalog", catalog, *options
    )


def test_a_dry_run_a_deploy_a_change_and_the_way_back(
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
    assert run("verify", "postfix", site.root, "--catalog", catalog_at()).exit_code == 0

    second = deployed(run, site, catalog_at(ONE_MORE))
    assert second.exit_code == 0, second.output
    assert "  changed  virtual" in second.output.splitlines()
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
    found = run("verify", "postfix", site.root, "--catalog", catalog, "--format", "json")
    assert (found.exit_code, json.loads(found.output)) == (0, [])
    (site.root / "current" / "README.txt").unlink()
    found = run("verify", "postfix", site.root, "--catalog", catalog, "--format", "json")
    assert found.exit_code == 1
    assert [each["message"] for each in json.loads(found.output)] == ["is missing"]


def test_what_is_misused_is_told(run: Run, site: Site, catalog_at: Write) -> None:
    assert run("deploy", "sendmail", site.root, "--catalog", catalog_at()).exit_code == 2
    both = run("verify", "sieve", site.root, "--catalog", catalog_at())
    assert (both.exit_code, "nothing is deployed" in both.output) == (1, True)
    deployed(run, site, catalog_at())
    ignored = deployed(run, site, catalog_at(), "--rollback", "--allow-removals", 3)
    assert (ignored.exit_code, "leave out --allow-removals" in ignored.output) == (2, True)
    other = run("verify", "sieve", site.root, "--catalog", catalog_at())
    assert other.exit_code == 1
    assert "holds releases for postfix, not for sieve" in other.output


def test_a_directory_that_cannot_be_written_is_told(
    run: Run, catalog_at: Write, site: Site
) -> None:
    result = run(
        "deploy", "postfix", "/proc/sportello", "--config", site.config, "--catalog", catalog_at()
    )
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
