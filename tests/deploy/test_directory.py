"""A directory that is not Sportello's alone is refused, and what is not Sportello's is left alone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, dovecot, postfix
from live.mail.programs import need_root
from sportello.deploy import Refused, deploy, planned, rollback, verify
from sportello.files import list_tree


def test_what_was_put_there_by_hand_stays(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    by_hand = site.root / "releases" / "v1" / "virtual"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("")
    beside = site.root / "mine.new"
    beside.write_text("")
    deploy(site.deployment, site.desired(OLD))
    deploy(site.deployment, site.desired(NEW))
    assert by_hand.exists()
    assert beside.exists()


def test_a_directory_with_files_of_its_own_is_refused(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    mine = replace(site, root=site.config)
    for attempt in (deploy, planned):
        with pytest.raises(Refused, match=r"/etc holds what is not of Sportello: main.cf, mas"):
            attempt(mine.deployment, mine.desired(OLD))
    with pytest.raises(Refused, match=r"holds what is not of Sportello"):
        verify(mine.directory, mine.desired(OLD))
    assert sorted(list_tree(site.config)) == ["main.cf", "master.cf"]


@pytest.mark.parametrize("folder", [".", "releases"])
def test_a_directory_that_others_may_write_into_is_refused(tmp_path: Path, folder: str) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    (site.root / folder).chmod(0o775)
    with pytest.raises(Refused, match=r"other users than root may write into"):
        deploy(site.deployment, site.desired(NEW))
    (site.root / folder).chmod(0o755)
    need_root()
    os.chown(site.root / folder, 65534, -1)
    with pytest.raises(Refused, match=r"other users than root may write into"):
        rollback(site.deployment)


def test_a_directory_of_another_target_is_refused(tmp_path: Path) -> None:
    one, other = postfix(tmp_path), dovecot(tmp_path)
    deploy(one.deployment, one.desired(OLD))
    with pytest.raises(Refused, match=r"holds releases for postfix, not for sieve"):
        deploy(other.deployment, other.desired(OLD))


def test_a_link_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    (site.root / "current").mkdir(parents=True)
    with pytest.raises(Refused, match=r"is not a link to a release of Sportello"):
        deploy(site.deployment, site.desired(OLD))
    (site.root / "current").rmdir()
    (site.root / "current").symlink_to("/etc")
    with pytest.raises(Refused, match=r"is not a link to a release of Sportello"):
        rollback(site.deployment)


def test_a_directory_that_stands_nowhere_is_refused(tmp_path: Path) -> None:
    site = replace(postfix(tmp_path), root=tmp_path / "postfiks" / "sportello")
    with pytest.raises(Refused, match=r"there is no directory .*/postfiks for sportello"):
        deploy(site.deployment, site.desired(OLD))
