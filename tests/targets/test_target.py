"""Targets of every kind are rendered together, each from what its kind may see."""

import gc

import pytest

from routing.desk import SMALL
from sportello.catalog.model import Catalog, PublicCatalog
from sportello.files import Files
from sportello.routing import RoutingTable, flatten
from sportello.targets import InternalTarget, PublicTarget, RoutingTarget, all_targets, render


def test_each_kind_is_given_its_own_view_made_once_for_all() -> None:
    seen: list[Catalog | PublicCatalog | RoutingTable] = []

    def files(view: Catalog | PublicCatalog | RoutingTable) -> Files:
        seen.append(view)
        return {"kind": type(view).__name__.encode()}

    targets = (
        InternalTarget("a", files),
        RoutingTarget("b", files),
        PublicTarget("c", files),
        RoutingTarget("d", files),
        PublicTarget("e", files),
    )
    assert render(targets, SMALL) == {
        "a/kind": b"Catalog",
        "b/kind": b"RoutingTable",
        "c/kind": b"PublicCatalog",
        "d/kind": b"RoutingTable",
        "e/kind": b"PublicCatalog",
    }
    assert seen[0] is SMALL
    assert seen[1] == flatten(SMALL)
    assert seen[3] is seen[1]
    assert seen[4] is seen[2]


def test_every_target_below_routing_is_given_the_table() -> None:
    routing = [each for each in all_targets() if each.directory.startswith("routing/")]
    assert routing
    assert all(isinstance(each, RoutingTarget) for each in routing)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(enabled: bool) -> None:
    seen: list[bool] = []

    def files(_: RoutingTable) -> Files:
        seen.append(gc.isenabled())
        return {}

    (gc.enable if enabled else gc.disable)()
    try:
        render([RoutingTarget("a", files)], SMALL)
        assert (seen, gc.isenabled()) == ([False], enabled)
    finally:
        gc.enable()
