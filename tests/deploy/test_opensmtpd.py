"""What OpenSMTPD needs of a deploy: tables that it can read."""

from dataclasses import replace
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, SMTPD, opensmtpd
from sportello.deploy import Refused, deploy, verify
from sportello.deploy.release import digests
from sportello.deploy.server import Installation
from sportello.deploy.servers.opensmtpd import SERVER


def test_a_table_that_smtpd_cannot_read_changes_nothing(tmp_path: Path) -> None:
    site = opensmtpd(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    desired = site.desired(NEW)
    files = {**desired.files, "virtual": b"no value\nkey\n"}
    broken = replace(desired, files=files, digests=digests(files))
    with pytest.raises(Refused, match=r"smtpd complains: .*sportello_virtual.*; nothing was"):
        deploy(site.deployment, broken)
    assert site.directory.in_force() == first.release


def test_a_configuration_that_smtpd_does_not_take_with_the_tables_is_undone(tmp_path: Path) -> None:
    site = opensmtpd(tmp_path, SMTPD + "nonsense\n")
    with pytest.raises(Refused, match="smtpd complains"):
        deploy(site.deployment, site.desired(OLD))
    assert site.directory.in_force() == ""


def test_opensmtpd_that_does_not_read_the_tables_is_told(tmp_path: Path) -> None:
    site = opensmtpd(tmp_path, f'# include "{tmp_path}/sportello/current/smtpd.conf"  \xfc\n')
    site.config.write_bytes(site.config.read_text().encode("latin-1"))
    deploy(site.deployment, site.desired(OLD))
    assert any("OpenSMTPD does not read" in line for line in site.told)
    site.config.unlink()
    assert "does not read" in SERVER.unused(Installation(site.root / "current", site.config))
    opensmtpd(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert "OpenSMTPD cannot be asked about addresses: send it a mail." in site.told
    assert verify(site.directory, site.desired(OLD)) == []
