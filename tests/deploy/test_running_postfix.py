"""A Postfix that runs answers by the release in force, from the moment the deploy has ended."""

import shutil
import smtplib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, Site, aged, postfix
from live.mail.programs import free_ports, need_root
from servers import need
from sportello.deploy import Refused, deploy, rollback
from sportello.deploy.server import Installation

SERVICES = """\
127.0.0.1:{port} inet n - n - 1 smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
"""


@dataclass(frozen=True)
class Running:
    site: Site
    port: int

    def answers(self, *addresses: str) -> list[int]:
        """Ask as a sending server does, without sending anything."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=120) as client:
            client.ehlo()
            client.mail("a@client.example")
            return [client.rcpt(f"{each}@01s.it")[0] for each in addresses]


def _quietly(*command: str) -> None:
    nowhere = subprocess.DEVNULL
    subprocess.run(command, stdout=nowhere, stderr=nowhere, check=True, timeout=60)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A private Postfix whose one SMTP server stays, so that it keeps the tables it opened."""
    need_root()
    (port,) = free_ports(1)
    data, spool = tmp_path / "data", tmp_path / "spool"
    for folder in (data, spool):
        folder.mkdir()
    shutil.chown(data, "postfix")
    site = postfix(
        tmp_path,
        data_directory=str(data),
        maillog_file=f"{tmp_path}/log",
        maillog_file_prefixes=str(tmp_path),
        inet_interfaces="127.0.0.1",
        myhostname="mx.test.example",
        mydestination="",
        alias_maps="",
        local_recipient_maps="",
        smtpd_peername_lookup="no",
        smtpd_relay_restrictions="reject_unauth_destination",
        smtp_dns_support_level="disabled",
        default_transport="discard",
    )
    aged(site.config / "master.cf", SERVICES.format(port=port))
    deploy(site.deployment, site.desired(OLD))
    command = [need("postfix"), "-c", str(site.config)]
    # The server must not hold the pipes of the tests.
    _quietly(*command, "start")
    try:
        yield Running(site, port)
    finally:
        _quietly(*command, "stop")


def test_a_deploy_and_a_rollback_hold_for_the_next_mail(running: Running) -> None:
    site = running.site
    assert running.answers("help", "a18", "new") == [250, 250, 550]
    deploy(site.deployment, site.desired(NEW))
    assert "Reloaded Postfix." in site.told
    assert running.answers("help", "a18", "new") == [250, 550, 250]
    rollback(site.deployment)
    assert running.answers("help", "a18", "new") == [250, 250, 550]


def test_a_table_that_was_edited_by_hand_is_no_longer_served_once_it_is_mended(
    running: Running,
) -> None:
    # The catalog has not changed, but what the server has open has.
    site = running.site
    table = site.root / "current" / "virtual"
    table.write_text("new@01s.it  desk@mbox.01s.it\n")
    _quietly(need("postmap"), "-c", str(site.config), f"lmdb:{table}")
    assert running.answers("help", "new") == [550, 250]
    deploy(site.deployment, site.desired(OLD))
    assert "Reloaded Postfix." in site.told
    assert running.answers("help", "new") == [250, 550]


def test_a_link_that_is_only_switched_is_not_seen(running: Running) -> None:
    # Why every switch needs a reload, though Postfix sees tables that are replaced in place.
    site = running.site
    deploy(site.deployment, site.desired(NEW))
    assert running.answers("new") == [250]
    first, second = sorted(path.name for path in (site.root / "releases").iterdir())
    assert site.directory.in_force() == second
    site.directory.switch(first)
    assert running.answers("new") == [250]


def test_a_server_whose_configuration_broke_is_left_as_it_runs(running: Running) -> None:
    site = running.site
    aged(site.config / "master.cf", SERVICES.format(port=running.port) + "nonsense\n")
    with pytest.raises(Refused, match=r"postconf complains: .*bad field count; nothing was"):
        deploy(site.deployment, site.desired(NEW))
    aged(site.config / "master.cf", SERVICES.format(port=running.port))
    assert running.answers("help", "a18", "new") == [250, 250, 550]


def test_a_reload_that_fails_brings_the_release_before_back(running: Running) -> None:
    site = running.site
    first = site.directory.in_force()
    no_reload = replace(site.deployment.server, reload=_complain)
    with pytest.raises(Refused, match=f"no reload today; the release {first} is in force again"):
        deploy(replace(site.deployment, server=no_reload), site.desired(NEW))
    assert any("After going back, too: no reload today" in line for line in site.told)
    assert running.answers("help", "a18", "new") == [250, 250, 550]


def _complain(_installed: Installation, _differing: frozenset[str]) -> str:
    raise Refused("no reload today", "try tomorrow")
