"""What Postfix needs of a deploy: kinds of tables, complaints, reload."""

import os
from pathlib import Path

import pytest

from deploy.sites import NEW, OLD, catalog, postfix
from routing.desk import box, desk, retired
from sportello.deploy import Refused, Route, ask, deploy, verify
from sportello.deploy.server import Installation
from sportello.deploy.servers.postfix import SERVER


def test_the_kind_that_main_cf_names_is_built(tmp_path: Path) -> None:
    root = tmp_path / "sportello"
    site = postfix(tmp_path, "hash")
    deploy(site.deployment, site.desired(OLD))
    assert (root / "current" / "virtual.db").is_file()
    assert not (root / "current" / "virtual.lmdb").exists()
    assert (root / "current" / "recipient_access.lmdb").is_file()


def test_another_kind_in_main_cf_is_built_though_the_catalog_is_the_same(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    postfix(tmp_path, "hash")
    deploy(site.deployment, site.desired(OLD))
    assert (site.root / "current" / "virtual.db").is_file()
    assert any("Makes the release anew, for now Postfix says" in line for line in site.told)


def test_half_of_the_settings_is_not_taken_for_all_of_them(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(catalog("help", shut=("old",))))
    assert any(
        f"Postfix does not read {site.root}/current/recipient_access yet" in line
        for line in site.told
    )
    assert not any("it says the same" in line for line in site.told)


@pytest.mark.parametrize(
    "setting", ["", "01s.it", "$virtual_alias_maps", "ROOT/current/domains.old"]
)
def test_domains_that_are_not_taken_for_ours_are_told(tmp_path: Path, setting: str) -> None:
    # Postfix would refuse all their mail, though every table has the right answer.
    root = tmp_path / "sportello"
    site = postfix(
        tmp_path,
        virtual_alias_domains=setting.replace("ROOT", str(root)),
        virtual_mailbox_domains=f"{root}/current/domains",
    )
    deploy(site.deployment, site.desired(OLD))
    assert any(f"Postfix does not read {root}/current/domains yet" in line for line in site.told)
    assert not any("it says the same" in line for line in site.told)
    (finding,) = verify(site.directory, site.desired(OLD))
    assert "never asked" in finding.message


def test_a_setting_that_names_the_domains_is_missed_once_it_is_gone(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert "Asked Postfix about 20 addresses: it says the same." in site.told
    postfix(tmp_path, virtual_alias_domains="")
    (finding,) = ask(site.deployment, site.desired(OLD))
    assert f"Postfix does not read {site.root}/current/domains yet" in finding.message


def test_a_desk_that_has_no_domain_of_its_own_names_none(tmp_path: Path) -> None:
    site = postfix(tmp_path, virtual_alias_domains="")
    shared = desk(
        {"a": box("a@corp.01s.it", "team")},
        {"team": "team@mbox.01s.it"},
        domains=(),
        shared=("corp.01s.it",),
    )
    deploy(site.deployment, site.desired(shared))
    assert any("it says the same" in line for line in site.told)


def test_main_cf_may_name_the_directory_once(tmp_path: Path) -> None:
    names = {
        "ours": f"{tmp_path}/sportello/current",
        "virtual_alias_maps": "hash:$ours/virtual",
        "virtual_alias_domains": "lists.example, $ours/domains",
    }
    site = postfix(tmp_path, "", **names)
    deploy(site.deployment, site.desired(OLD))
    assert (site.root / "current" / "virtual.db").is_file()
    assert "Asked Postfix about 20 addresses: it says the same." in site.told


def test_a_table_that_postmap_cannot_make_changes_nothing(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    first = deploy(site.deployment, site.desired(OLD))
    postfix(tmp_path, "cdb")
    with pytest.raises(Refused, match=r"postmap complains: .*cdb.*; nothing was changed"):
        deploy(site.deployment, site.desired(NEW))
    assert site.directory.in_force() == first.release


def test_a_kind_of_table_that_postfix_does_not_know_changes_nothing(tmp_path: Path) -> None:
    site = postfix(tmp_path, "nonsense")
    with pytest.raises(Refused, match=r"postmap complains: .*nonsense.*; nothing was changed"):
        deploy(site.deployment, site.desired(OLD))


def test_a_misspelt_setting_in_main_cf_changes_nothing(tmp_path: Path) -> None:
    site = postfix(tmp_path, virtual_alias_mapz="lmdb:/x")
    with pytest.raises(Refused, match=r"postconf complains: .*virtual_alias_mapz"):
        deploy(site.deployment, site.desired(OLD))


def test_text_tables_are_looked_through(tmp_path: Path) -> None:
    root = tmp_path / "sportello"
    site = postfix(tmp_path, "texthash")
    deploy(site.deployment, site.desired(OLD))
    assert not (root / "current" / "virtual.lmdb").exists()


def test_main_cf_that_does_not_name_the_tables_is_told(tmp_path: Path) -> None:
    site = postfix(tmp_path, "")
    deploy(site.deployment, site.desired(OLD))
    assert any("Postfix does not read" in line for line in site.told)
    assert [
        "never asked" in each.message for each in verify(site.directory, site.desired(OLD))
    ] == [True]
    postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert "Asked Postfix about 20 addresses: it says the same." in site.told
    assert verify(site.directory, site.desired(OLD)) == []


def test_a_server_that_is_not_running_is_not_reloaded(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    assert any("Postfix is not running: it reads the new release" in line for line in site.told)


def test_texts_for_people_need_no_reload(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    installed = Installation(site.root / "current", site.config)
    assert SERVER.reload(installed, frozenset({"README.txt"})) == ""
    changed = SERVER.reload(installed, frozenset({"main.cf.snippet"}))
    assert changed == "main.cf.snippet is new or has changed: compare it with main.cf."


def test_a_stale_process_number_is_no_running_server(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    pid = tmp_path / "spool" / "pid" / "master.pid"
    pid.parent.mkdir(parents=True)
    pid.write_text("0")
    if os.geteuid() == 0:
        deploy(site.deployment, site.desired(OLD))
        assert any("Postfix is not running" in line for line in site.told)
    else:
        with pytest.raises(Refused, match=r"only root can reload Postfix"):
            deploy(site.deployment, site.desired(OLD))


def test_the_probe_knows_refusals_catch_alls_and_details(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    held = desk(
        {
            "a": box("a@01s.it", "team"),
            "b": box("b@01s.it", retired=retired(text="Shut")),
            "c": box("b+c@01s.it", "team"),
        },
        {"team": "team@mbox.01s.it", "rest": "rest@mbox.01s.it"},
        catch_all={"01s.it": ("rest",)},
    )
    deploy(site.deployment, site.desired(held))
    installed = Installation(site.root / "current", site.config)
    team, shut = Route(("team+a@mbox.01s.it",)), Route(refuse="550 5.1.6 Shut")
    right = {
        "a@01s.it": team,
        "a+x@01s.it": team,
        "b@01s.it": shut,
        "b+x@01s.it": shut,
        "b+c@01s.it": Route(("team+c@mbox.01s.it",)),
        "nobody@01s.it": Route(("rest@mbox.01s.it",)),
        "a@other.example": Route(refuse="554 5.7.1 Relay access denied"),
    }
    assert SERVER.probe(installed, right) == ()
    wrong = {
        "a@01s.it": shut,
        "b@01s.it": team,
        "b+x@01s.it": Route(refuse="550 5.1.1 User unknown"),
        "nobody@other.example": team,
    }
    assert SERVER.probe(installed, wrong) == (
        "a@01s.it goes to team+a@mbox.01s.it, but is refused: 550 5.1.6 Shut",
        "b@01s.it goes to 550 5.1.6 Shut, not to team+a@mbox.01s.it",
        'b+x@01s.it is refused with "550 5.1.6 Shut", not with "550 5.1.1 User unknown"',
        "nobody@other.example goes to nobody, not to team+a@mbox.01s.it",
    )


def test_a_table_that_is_gone_fails_the_probe(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(catalog("help")))
    (site.root / "current" / "virtual.lmdb").unlink()
    installed = Installation(site.root / "current", site.config)
    with pytest.raises(Refused, match=r"postmap complains"):
        SERVER.probe(installed, {"help@01s.it": Route(("desk+help@mbox.01s.it",))})
