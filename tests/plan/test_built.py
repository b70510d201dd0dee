"""What of a build differs is what the catalogs make different."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Address, Text
from sportello.plan.built import built_differences, counted_by_tree
from sportello.targets import BuildContext

CATALOG = load(Path(__file__).parent / "base").catalog
CONTEXT = BuildContext(day=date(2026, 11, 28))


def test_nothing_differs_for_the_same_catalog() -> None:
    assert built_differences(CATALOG, CATALOG, CONTEXT) == ()


def test_another_address_and_a_new_service_are_in_the_files_of_site_and_servers() -> None:
    box = replace(CATALOG.mailboxes["pay"], address=Address("wages@acme.example"))
    forum = replace(CATALOG.services["payroll"], name=Text("Forum"))
    after = replace(
        CATALOG,
        mailboxes={**CATALOG.mailboxes, "pay": box},
        services={**CATALOG.services, "forum": forum},
    )
    changes = built_differences(CATALOG, after, CONTEXT)
    counted = counted_by_tree(changes)
    assert {"docs", "routing", "sla"} <= {*counted}
    assert sum(counted.values()) == len(changes)
    assert all(each.before != each.after for each in changes)
    found = {each.path: each for each in changes}
    assert list(found) == sorted(found)
    page = found["docs/en/services/forum/index.md"]
    assert page.before is None
    assert b"wages@acme.example" in (page.after or b"")
    assert any(
        b"wages@acme.example" in (each.after or b"") for each in changes if each.tree == "routing"
    )
