"""What Exim needs of a deploy: its configuration read with the release, and honest answers."""

from pathlib import Path

import pytest

from deploy.sites import EXIM, OLD, exim
from routing.desk import box, desk, retired
from sportello.deploy import Refused, Route, deploy, verify
from sportello.deploy.server import Installation
from sportello.deploy.servers.exim import SERVER


def test_the_probe_knows_refusals_catch_alls_and_details(tmp_path: Path) -> None:
    site = exim(tmp_path)
    held = desk(
        {
            "a": box("a@01s.it", "team", "other"),
            "b": box("b@01s.it", retired=retired(text="Shut")),
            "c": box("c@02s.it", "team"),
        },
        {"team": "team@mbox.01s.it", "other": "other@mbox.01s.it", "rest": "rest@mbox.01s.it"},
        domains=("01s.it", "02s.it"),
        catch_all={"02s.it": ("rest",)},
    )
    deploy(site.deployment, site.desired(held))
    assert "Asked Exim about 4 addresses: it says the same." in site.told
    installed = Installation(site.root / "current", site.config)
    both = Route(("team+a@mbox.01s.it", "other+a@mbox.01s.it"))
    rest, unknown = Route(("rest@mbox.01s.it",)), Route(refuse="550 5.1.1 User unknown")
    right = {"a+x@01s.it": both, "nobody@02s.it": rest, "nobody@01s.it": unknown}
    assert SERVER.probe(installed, right) == ()
    wrong = {
        "a@01s.it": rest,
        "b@01s.it": Route(refuse="550 5.1.6 Open"),
        "c@02s.it": unknown,
        "nobody@01s.it": rest,
    }
    assert SERVER.probe(installed, wrong) == (
        "a@01s.it goes to other+a@mbox.01s.it, team+a@mbox.01s.it, not to rest@mbox.01s.it",
        'b@01s.it is refused with "550 5.1.6 Shut", not with "550 5.1.6 Open"',
        "c@02s.it goes to team+c@mbox.01s.it, but is refused: 550 5.1.1 User unknown",
        "nobody@01s.it goes to 550 5.1.1 User unknown, not to rest@mbox.01s.it",
    )


def test_data_that_exim_cannot_look_into_changes_nothing(tmp_path: Path) -> None:
    missing = "SPORTELLO_VIRTUAL = cdb{SPORTELLO_DIR/virtual.cdb}\n.include_if_exists"
    site = exim(tmp_path, EXIM.replace(".include_if_exists", missing, 1))
    with pytest.raises(Refused, match=r"exim complains: .*virtual\.cdb.*; nothing was changed"):
        deploy(site.deployment, site.desired(OLD))


def test_an_exim_that_cannot_answer_fails_the_probe(tmp_path: Path) -> None:
    site = exim(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    site.config.write_text("nonsense = 1\n")
    (said,) = SERVER.probe(
        Installation(site.root / "current", site.config), {"help@01s.it": Route()}
    )
    assert said.startswith("exim -bt complains: ")
    assert "nonsense" in said


def test_a_configuration_that_exim_does_not_take_changes_nothing(tmp_path: Path) -> None:
    site = exim(tmp_path, EXIM.replace("begin routers", "nonsense = 1\nbegin routers"))
    with pytest.raises(Refused, match=r"exim complains: .*nonsense.*; nothing was changed"):
        deploy(site.deployment, site.desired(OLD))


def test_exim_that_does_not_read_the_files_is_told_and_asked_later(tmp_path: Path) -> None:
    site = exim(tmp_path, EXIM.replace(".include_if_exists", "#"))
    deploy(site.deployment, site.desired(OLD))
    assert any("Exim does not read" in line for line in site.told)
    assert len(verify(site.directory, site.desired(OLD))) == 1
    exim(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert verify(site.directory, site.desired(OLD)) == []


def test_a_release_whose_files_are_gone_fails_the_probe(tmp_path: Path) -> None:
    site = exim(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    (site.root / "current" / "virtual").unlink()
    installed = Installation(site.root / "current", site.config)
    assert SERVER.probe(installed, {"help@01s.it": Route(("desk+help@mbox.01s.it",))}) != ()


def test_only_the_static_files_need_a_reload(tmp_path: Path) -> None:
    installed = Installation(tmp_path)
    assert SERVER.reload(installed, frozenset({"virtual", "README.txt"})) == ""
    assert "main.conf changed" in SERVER.reload(installed, frozenset({"virtual", "main.conf"}))
