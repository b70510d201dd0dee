"""Deploying with the servers' own programs: in force as a whole, or everything as it was."""

import errno
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.sites import NEW, OLD, Site, catalog, dovecot, exim, opensmtpd, postfix
from sportello.catalog import Loaded
from sportello.deploy import Refused, deploy, planned, planned_rollback, rollback, verify
from sportello.deploy.questions import sample
from sportello.deploy.release import Route
from sportello.deploy.server import call
from sportello.files import list_tree


@pytest.fixture(params=[postfix, dovecot, exim, opensmtpd])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    made: Site = request.param(tmp_path)
    return made


@pytest.fixture(params=[postfix, dovecot, exim])
def answering(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """Servers that can be asked where an address goes: OpenSMTPD cannot."""
    made: Site = request.param(tmp_path)
    return made


def test_a_deploy_puts_every_file_in_force_with_its_manifest(site: Site) -> None:
    desired = site.desired(OLD)
    result = deploy(site.deployment, desired)
    assert (result.release, result.previous) == (site.directory.in_force(), "")
    release = site.directory.current_release(site.target)
    assert release is not None
    assert (release.catalog, release.previous) == ("r1", "")
    assert set(release.addresses) == {f"{each}@01s.it" for each in OLD.mailboxes}
    for path, content in desired.files.items():
        assert (site.root / "current" / path).read_bytes() == content
    extra = set(list_tree(site.directory.path_of(result.release))) - set(desired.files)
    assert extra == {"release.json", *release.built}
    assert bool(release.built) == (site.target in {"postfix", "sieve"})
    assert verify(site.directory, desired) == []


def test_the_same_again_changes_nothing(site: Site) -> None:
    first = deploy(site.deployment, site.desired(OLD))
    again = deploy(site.deployment, replace(site.desired(OLD), revision="r2"))
    assert (again.release, again.previous) == (first.release, first.release)
    assert verify(site.directory, replace(site.desired(OLD), revision="r2")) == []


def test_a_dry_run_writes_nothing_and_says_what_would_change(site: Site) -> None:
    deploy(site.deployment, site.desired(OLD))
    before = list_tree(site.root)
    changes = planned(site.deployment, site.desired(NEW))
    assert list_tree(site.root) == before
    assert list(changes.added) == ["new@01s.it"]
    assert list(changes.removed) == ["a18@01s.it"]


def test_a_rollback_brings_back_the_release_before_and_what_it_answers(site: Site) -> None:
    first = deploy(site.deployment, site.desired(OLD))
    second = deploy(site.deployment, site.desired(NEW))
    back = rollback(site.deployment)
    assert (back.release, back.previous) == (first.release, second.release)
    assert verify(site.directory, site.desired(OLD)) == []
    with pytest.raises(Refused, match=r"no release before"):
        rollback(site.deployment)


def test_after_a_rollback_the_next_deploy_goes_back_to_the_good_release(site: Site) -> None:
    good = deploy(site.deployment, site.desired(OLD))
    bad = deploy(site.deployment, site.desired(NEW))
    rollback(site.deployment)
    deploy(site.deployment, site.desired(catalog(*OLD.mailboxes, "more")))
    assert planned_rollback(site.deployment).release == good.release
    assert not site.directory.path_of(bad.release).exists()


def test_a_release_older_than_the_one_before_it_is_in_force_at_once(site: Site) -> None:
    # Copied over the newer one, it would be older than what was compiled of that.
    for each in (OLD, NEW, OLD):
        deploy(site.deployment, site.desired(each))
        time.sleep(0.01)
    rollback(site.deployment)
    assert verify(site.directory, site.desired(NEW)) == []


def test_five_releases_are_kept(site: Site) -> None:
    names = [
        deploy(site.deployment, site.desired(catalog(*OLD.mailboxes, f"b{number}"))).release
        for number in range(7)
    ]
    kept = sorted(path.name for path in (site.root / "releases").iterdir())
    assert kept == names[2:]
    for expected in names[5:1:-1]:
        assert rollback(site.deployment).release == expected
    with pytest.raises(Refused, match=rf"no release before {names[2]}"):
        rollback(site.deployment)


def test_files_can_be_read_by_the_users_of_the_server(site: Site) -> None:
    before = os.umask(0o077)
    try:
        deploy(site.deployment, site.desired(OLD))
    finally:
        os.umask(before)
    folder = (site.root / "current").resolve()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}
    assert [each.stat().st_mode & 0o777 for each in (folder, folder.parent, site.root)] == [
        0o755,
        0o755,
        0o755,
    ]


def test_an_answer_that_differs_from_the_catalog_is_undone(answering: Site) -> None:
    first = deploy(answering.deployment, answering.desired(OLD))
    # The files of another catalog: the server's answers are not what `decide` says.
    other = answering.desired(catalog(*OLD.mailboxes, to="team"))
    wrong = replace(answering.desired(NEW), files=other.files, digests=other.digests)
    with pytest.raises(Refused) as refused:
        deploy(answering.deployment, wrong)
    assert "does not do what the catalog says" in refused.value.message
    assert f"the release {first.release} is in force again" in refused.value.message
    assert verify(answering.directory, answering.desired(OLD)) == []
    assert answering.directory.unverified() is None


def test_a_first_deploy_that_fails_leaves_no_link(answering: Site) -> None:
    other = answering.desired(catalog("help", to="team"))
    wrong = replace(answering.desired(OLD), files=other.files, digests=other.digests)
    with pytest.raises(Refused, match=r"as before, none is"):
        deploy(answering.deployment, wrong)
    assert answering.directory.in_force() == ""


def test_two_at_once_are_refused_and_the_second_is_told_who(site: Site) -> None:
    with (
        site.directory.locked(),
        pytest.raises(Refused, match=rf"somebody else deploys .* \(process {os.getpid()}\)"),
    ):
        deploy(site.deployment, site.desired(OLD))
    deploy(site.deployment, site.desired(OLD))


def test_a_deploy_without_the_servers_programs_names_the_package(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sportello.deploy.server.SYSTEM_PATH", "")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Refused, match=r"is not on this machine; nothing was changed") as refused:
        deploy(site.deployment, site.desired(OLD))
    assert "install the Debian package" in refused.value.hint
    assert site.directory.in_force() == ""


def test_a_tenth_of_the_addresses_may_go_and_more_if_that_is_said(site: Site) -> None:
    deploy(site.deployment, site.desired(OLD))
    names = list(OLD.mailboxes)
    fewer = site.desired(catalog(*names[:17], shut=(names[17],)))
    with pytest.raises(Refused, match=r"drops 3 of 20 addresses \(15 %\), more than 10 %"):
        deploy(site.deployment, fewer)
    with pytest.raises(Refused, match=r"more than the 2 that are allowed"):
        deploy(site.deployment, fewer, allowed=2)
    deploy(site.deployment, site.desired(catalog(*names[:18])))
    assert deploy(site.deployment, fewer, allowed=1).changes.removed.keys() == {
        f"{names[17]}@01s.it"
    }


def test_an_interrupted_deploy_is_verified_by_the_next_one(site: Site) -> None:
    first = deploy(site.deployment, site.desired(OLD))
    second = deploy(site.deployment, site.desired(NEW))
    site.directory.mark_unverified(first.release)  # as if it was killed before the probe
    assert (
        "the server was never asked about" in verify(site.directory, site.desired(NEW))[0].message
    )
    again = deploy(site.deployment, site.desired(NEW))
    assert again.release == second.release
    assert any(f"was never asked about {second.release}." in line for line in site.told)
    assert site.directory.unverified() is None


def test_an_interrupted_deploy_that_fails_the_probe_is_undone_by_the_next_one(
    answering: Site,
) -> None:
    first = deploy(answering.deployment, answering.desired(OLD))
    other = answering.desired(catalog(*OLD.mailboxes, to="team"))
    wrong = replace(answering.desired(NEW), files=other.files, digests=other.digests)
    blind = replace(
        answering.deployment, server=replace(answering.deployment.server, probe=lambda *_: ())
    )
    deploy(blind, wrong)
    answering.directory.mark_unverified(first.release)
    last = deploy(answering.deployment, answering.desired(NEW))
    assert last.previous == first.release
    assert any(f"{first.release} is in force again" in line for line in answering.told)


def test_the_frozen_catalog_is_deployed(frozen: Loaded, site: Site) -> None:
    deploy(site.deployment, site.desired(frozen.catalog), placeholders=True)
    assert verify(site.directory, site.desired(frozen.catalog)) == []


def test_a_full_disk_changes_nothing_and_nothing_stays_on_it(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    full = replace(site.deployment.server, build=_full_disk)
    with pytest.raises(Refused) as refused:
        deploy(replace(site.deployment, server=full), site.desired(NEW))
    assert refused.value.message == f"{site.root}: No space left on device; nothing was changed"
    assert [path.name for path in (site.root / "releases").iterdir()] == [first.release]


def test_a_disk_that_is_full_after_the_switch_brings_the_release_before_back(
    tmp_path: Path,
) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    full = replace(site.deployment.server, probe=_full_disk)
    with pytest.raises(Refused, match=rf"No space .*; the release {first.release} is in force"):
        deploy(replace(site.deployment, server=full), site.desired(NEW))
    assert verify(site.directory, site.desired(OLD)) == []


def _full_disk(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("path", ["", ":", "/nowhere:"])
def test_no_program_is_taken_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    program = tmp_path / "postmap"
    program.write_text("#!/bin/sh\necho caught\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", path)
    monkeypatch.setattr("sportello.deploy.server.SYSTEM_PATH", "/nowhere")
    with pytest.raises(Refused, match=r"the program postmap is not on this machine"):
        call("postfix", "postmap")


def test_a_damaged_manifest_stops_everything_and_costs_no_release(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    second = deploy(site.deployment, site.desired(NEW))
    manifest = site.directory.path_of(second.release) / "release.json"
    manifest.write_text("{")
    for attempt in (deploy, planned):
        with pytest.raises(Refused, match=r"missing or damaged, so nothing says what is in force"):
            attempt(site.deployment, site.desired(NEW))
    assert len(list((site.root / "releases").iterdir())) == 2
    assert [each.file for each in verify(site.directory, site.desired(NEW))] == [str(manifest)]


@given(st.sets(st.integers(0, 500)), st.sets(st.integers(0, 500)), st.integers(1, 60))
def test_a_sample_has_what_changed_first_and_never_more_than_its_size(
    changed: set[int], others: set[int], size: int
) -> None:
    first = {f"{each}@a.example": Route(("new",)) for each in sorted(changed)}
    rest = {f"{each}@a.example": Route(("old",)) for each in sorted(others)} | first
    taken = sample(first, rest, size)
    assert len(taken) == min(size, len(rest))
    assert taken.keys() <= rest.keys()
    assert len(taken.keys() & first.keys()) >= min(size // 2, len(first))
    assert all(taken[each] == rest[each] for each in taken)
