"""What `verify` finds: each file that is not as it was deployed, and a catalog that went on."""

import os
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, Site, dovecot, postfix
from sportello.deploy import Directory, Drift, deploy, planned, verify


@pytest.fixture(params=[postfix, dovecot])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    made: Site = request.param(tmp_path)
    deploy(made.deployment, made.desired(OLD))
    return made


def found(site: Site) -> list[tuple[str, str]]:
    """File names and messages; each has a remedy."""
    drift = verify(site.directory, site.desired(OLD))
    assert all(each.hint for each in drift)
    return [(Path(each.file).name, each.message) for each in drift]


def source_and_made(site: Site) -> tuple[Path, Path]:
    names = {
        "postfix": ("virtual", "virtual.lmdb"),
        "sieve": ("sportello.sieve", "sportello.svbin"),
    }
    return (
        site.root / "current" / names[site.target][0],
        site.root / "current" / names[site.target][1],
    )


def test_nothing_deployed_is_drift_with_the_command_to_deploy(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    assert verify(site.directory, site.desired(OLD)) == [
        Drift(
            f"{site.root}/current",
            "does not exist: nothing is deployed",
            f"sportello deploy postfix {site.root}",
        )
    ]


def test_a_file_edited_by_hand_is_found(site: Site) -> None:
    source, _ = source_and_made(site)
    with source.open("a") as file:
        file.write("# by hand\n")
    assert (source.name, "was edited by hand since it was deployed") in found(site)


def test_a_file_that_is_missing_is_found(site: Site) -> None:
    (site.root / "current" / "README.txt").unlink()
    assert found(site) == [("README.txt", "is missing")]


def test_a_file_that_was_put_there_is_found(site: Site) -> None:
    (site.root / "current" / "virtual.bak").write_text("")
    assert found(site) == [("virtual.bak", "was not deployed by Sportello")]


def test_what_was_made_anew_of_another_source_is_found(site: Site) -> None:
    source, made = source_and_made(site)
    made.write_bytes(made.read_bytes() + b"\0")
    message = f"is not the one that was made from {source.name} when that was deployed"
    assert found(site) == [(made.name, message)]


def test_what_is_older_than_its_source_is_found(site: Site) -> None:
    # What copying a file over an older one does: Dovecot and people judge by these times.
    source, made = source_and_made(site)
    os.utime(made, (source.stat().st_mtime - 60,) * 2)
    assert found(site) == [(made.name, f"is older than {source.name}, of which it is made")]


def test_what_was_made_and_is_gone_is_found(site: Site) -> None:
    source, made = source_and_made(site)
    made.unlink()
    assert found(site) == [(made.name, f"is missing: it is made from {source.name}")]


def test_a_release_without_its_manifest_is_found(site: Site) -> None:
    (site.root / "current" / "release.json").unlink()
    assert found(site) == [("release.json", "is missing")]


def test_a_catalog_that_went_on_is_found_with_what_differs(site: Site) -> None:
    source, _ = source_and_made(site)
    (drift,) = verify(site.directory, site.desired(NEW))
    assert drift.file == str(site.directory.path_of(site.directory.in_force()))
    assert drift.message == (
        f"is not what the catalog says now (catalog r1): {source.name} differ; "
        "1 addresses added, 1 removed, 0 rerouted, 0 tagged otherwise"
    )
    assert drift.hint == f"sportello deploy {site.target} {site.root} --dry-run shows the changes"


def test_a_deploy_mends_every_kind_of_drift(site: Site) -> None:
    source, made = source_and_made(site)
    first = site.directory.in_force()
    source.write_text("")
    made.unlink()
    (site.root / "current" / "README.txt").unlink()
    assert len(found(site)) == 3
    planned(site.deployment, site.desired(OLD))
    told = f"  mended   {source.resolve()} was edited by hand since it was deployed"
    assert told in site.told
    result = deploy(site.deployment, site.desired(OLD))
    assert (result.previous, found(site)) == (first, [])
    assert result.release != first


def test_verify_writes_nothing(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    verify(Directory(site.root), site.desired(OLD))
    assert not site.root.exists()
