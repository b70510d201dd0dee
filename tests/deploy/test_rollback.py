"""A rollback leads to a release that is complete, past those that are not."""

from dataclasses import replace
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, postfix
from sportello.deploy import Refused, deploy, planned_rollback, rollback, verify


def test_there_is_no_rollback_to_a_release_that_was_edited(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, replace(site.desired(OLD), revision="f13be81"))
    deploy(site.deployment, site.desired(NEW))
    with (site.directory.path_of(first.release) / "virtual").open("a") as file:
        file.write("x@01s.it  y@mbox.01s.it\n")
    with pytest.raises(Refused, match=r"no whole release .*/virtual was edited by hand") as found:
        rollback(site.deployment)
    assert found.value.hint == "check out f13be81 in the catalog's repository, then deploy"


def test_the_commit_of_what_is_in_force_is_no_rollback(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    (site.root / "current" / "virtual").write_text("")
    deploy(site.deployment, site.desired(OLD))
    with pytest.raises(Refused, match=r"no whole release") as found:
        rollback(site.deployment)
    assert found.value.hint.startswith("check out an earlier commit ")


def test_a_release_that_was_edited_and_mended_is_passed_over_by_a_rollback(
    tmp_path: Path,
) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    edited = deploy(site.deployment, site.desired(NEW))
    (site.root / "current" / "virtual").write_text("")
    mended = deploy(site.deployment, site.desired(NEW))
    back = rollback(site.deployment)
    assert (back.release, back.previous) == (first.release, mended.release)
    assert any(
        f"Passed over: {site.directory.path_of(edited.release)}/virtual " in line
        for line in site.told
    )
    assert verify(site.directory, site.desired(OLD)) == []


def test_a_file_that_somebody_added_does_not_bar_the_rollback(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    (site.root / "current" / "virtual.bak").write_text("")
    deploy(site.deployment, site.desired(NEW))
    assert rollback(site.deployment).release == first.release


def test_a_rollback_that_was_stopped_is_ended_by_the_next_one(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    second = deploy(site.deployment, site.desired(NEW))
    third = deploy(site.deployment, site.desired(OLD))
    site.directory.mark_unverified(third.release)  # as if it was killed before the reload
    site.directory.switch(second.release)
    back = rollback(site.deployment)
    assert (back.release, back.previous) == (second.release, third.release)
    assert site.directory.unverified() is None


def test_what_a_server_was_not_asked_about_can_be_rolled_back(tmp_path: Path) -> None:
    # It is not one of the last releases any more, and yet what to go back to.
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    second = deploy(site.deployment, site.desired(NEW))
    postfix(tmp_path, "")
    rollback(site.deployment)
    deploy(site.deployment, site.desired(OLD))
    assert site.directory.unverified() == second.release
    assert site.directory.release(second.release) is not None


def test_there_is_no_rollback_from_nothing(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    with pytest.raises(Refused, match=r"nothing that Sportello deployed is in force"):
        planned_rollback(site.deployment)
