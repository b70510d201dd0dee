"""Placeholders: mail for them is lost, so no address is put in force that leads there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.sites import OLD, postfix
from routing.desk import box, desk, has, rule
from sportello.catalog.model import Catalog
from sportello.deploy import Refused, deploy, desired
from sportello.deploy.placeholders import is_placeholder, lost_mail

RESERVED = ("example", "example.com", "example.net", "example.org", "test", "invalid", "localhost")


def refusal(catalog: Catalog) -> str:
    refused = lost_mail(desired("postfix", catalog, ""))
    return "" if refused is None else refused.message


@given(st.sampled_from(RESERVED), st.sampled_from(["", "a.", "a.b."]))
def test_reserved_names_and_all_below_them_are_placeholders(domain: str, below: str) -> None:
    assert is_placeholder(f"desk@{below}{domain}")
    assert is_placeholder(f"desk@{below}{domain}".upper())


@pytest.mark.parametrize(
    "domain", ["01s.it", "example.it", "myexample.com", "latest", "test.it", "example.com.it"]
)
def test_other_names_are_not(domain: str) -> None:
    assert not is_placeholder(f"desk@{domain}")


def test_the_first_destinations_are_named_and_the_others_counted() -> None:
    names = ["one", "two", "three", "four", "five"]
    boxes = {"help": box("help@01s.it", *names)}
    message = refusal(desk(boxes, {name: f"{name}@desk.example" for name in names}))
    assert message.endswith(
        "one (one@desk.example), two (two@desk.example), three (three@desk.example), and 2 more"
    )


def test_a_destination_that_gets_no_mail_may_be_a_placeholder() -> None:
    places = {"desk": "desk@mbox.01s.it", "other": "other@desk.example"}
    boxes = {"help": box("help@01s.it", "desk")}
    assert refusal(desk(boxes, places)) == ""
    rules = {"r": rule("other", subject=has("x"))}
    assert "other (" in refusal(desk({"help": box("help@01s.it", "desk", rules=rules)}, places))
    assert "other (" in refusal(desk(boxes, places, catch_all={"01s.it": ("other",)}))


def test_a_deploy_refuses_them_unless_it_is_a_trial(tmp_path: Path) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    trial = site.desired(
        desk({n: box(f"{n}@01s.it", "d") for n in OLD.mailboxes}, {"d": "d@x.test"})
    )
    before = site.directory.in_force()
    with pytest.raises(Refused, match=r"d \(d@x\.test\)"):
        deploy(site.deployment, trial, allowed=99)
    assert site.directory.in_force() == before
    assert deploy(site.deployment, trial, placeholders=True).previous == before
