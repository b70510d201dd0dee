"""What Dovecot needs of a deploy: settings first, a script that compiles, the right tags."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.sites import DOVECOT, NEW, OLD, dovecot
from routing.desk import box, desk, service
from sportello.deploy import Refused, Route, deploy, verify
from sportello.deploy.release import digests
from sportello.deploy.server import Installation
from sportello.deploy.servers.sieve import SERVER


def test_settings_that_are_not_there_yet_are_named(tmp_path: Path) -> None:
    bare = "".join(line for line in DOVECOT.splitlines(True) if "sieve_extensions" not in line)
    site = dovecot(tmp_path, bare)
    with pytest.raises(Refused, match=r"unknown Sieve capability .*; nothing was changed") as found:
        deploy(site.deployment, site.desired(OLD))
    assert "copy 90-sportello.conf" in found.value.hint


def test_a_script_that_does_not_compile_changes_nothing(tmp_path: Path) -> None:
    site = dovecot(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    desired = site.desired(NEW)
    files = {**desired.files, "sportello.sieve": b"if {"}
    with pytest.raises(Refused, match=r"sievec complains: .*; nothing was changed"):
        deploy(site.deployment, replace(desired, files=files, digests=digests(files)))
    assert site.directory.in_force() == first.release


def test_dovecot_that_does_not_read_the_script_is_told_and_asked_later(tmp_path: Path) -> None:
    bare = "".join(line for line in DOVECOT.splitlines(True) if "sieve_before" not in line)
    site = dovecot(tmp_path, bare)
    deploy(site.deployment, site.desired(OLD))
    assert any("Dovecot does not read" in line for line in site.told)
    assert len(verify(site.directory, site.desired(OLD))) == 1
    dovecot(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert verify(site.directory, site.desired(OLD)) == []


def test_the_probe_knows_wrong_tags_and_mail_that_is_not_stored(tmp_path: Path) -> None:
    site = dovecot(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    installed, to = Installation(site.root / "current", site.config), "desk+help@mbox.01s.it"
    right = Route((to,), tags={"X-Sportello-Mailbox": "help"}, scripted=(to,))
    wrong = Route((to,), tags={"X-Sportello-Mailbox": "halp"}, scripted=(to,))
    assert SERVER.probe(installed, {"help@01s.it": right}) == ()
    assert SERVER.probe(installed, {"help@01s.it": wrong}) == (
        f'a mail for {to} gets "X-Sportello-Mailbox: help", not "X-Sportello-Mailbox: halp"',
    )
    nowhere = replace(installed, release=tmp_path)
    with pytest.raises(Refused, match=rf"Dovecot stored nothing of a mail for {re.escape(to)}: "):
        SERVER.probe(nowhere, {"help@01s.it": right})


def test_a_tag_that_dovecot_folds_is_the_same_tag(tmp_path: Path) -> None:
    site = dovecot(tmp_path)
    names = ("fatturazione-elettronica", "gestione-iva", "contabilita", "iseu", "paghe-zucchetti")
    services = {name: service("help") for name in names}
    to = {"desk": "desk@mbox.01s.it"}
    desired = site.desired(desk({"help": box("help@01s.it", "desk")}, to, services=services))
    assert len(desired.addresses["help@01s.it"].tags["X-Sportello-Service"]) > 60
    deploy(site.deployment, desired)
    assert verify(site.directory, desired) == []


def test_a_tag_that_is_missing_is_told_in_words(tmp_path: Path) -> None:
    site = dovecot(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    to = "desk+help@mbox.01s.it"
    wrong = Route((to,), tags={"X-Other": "x", "X-More": "y"}, scripted=(to,))
    installed = Installation(site.root / "current", site.config)
    assert SERVER.probe(installed, {"help@01s.it": wrong}) == (
        f'a mail for {to} gets no tag, not "X-Other: x" and "X-More: y"',
    )
