"""Targets of every kind are rendered together, each from what its kind may see."""

import gc
import re
from datetime import date

import pytest

from routing.desk import SMALL
from sportello.catalog.model import Catalog, PublicCatalog
from sportello.files import Files
from sportello.routing import RoutingTable, flatten
from sportello.targets import (
    BuildContext,
    ClashError,
    ContextTarget,
    InternalTarget,
    PublicTarget,
    RoutingContextTarget,
    RoutingTarget,
    all_targets,
    render,
)


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


def test_a_context_target_is_given_the_public_catalog_and_what_the_build_knows_beside_it() -> None:
    def files(catalog: PublicCatalog, context: BuildContext) -> Files:
        return {f"{context.day}": type(catalog).__name__.encode()}

    told = [ContextTarget("a", files)]
    assert render(told, SMALL, BuildContext(date(2026, 11, 28))) == {
        "a/2026-11-28": b"PublicCatalog"
    }
    assert render(told, SMALL) == {"a/None": b"PublicCatalog"}


def test_two_targets_may_share_a_directory_and_no_file() -> None:
    def files(_: Catalog) -> Files:
        return {"a": b"", "b": b""}

    def other_files(_: PublicCatalog) -> Files:
        return {"b": b"", "c": b""}

    def elsewhere(_: Catalog) -> Files:
        return {"d": b""}

    shared = [InternalTarget("sla", files), InternalTarget("sla", elsewhere)]
    assert [*render(shared, SMALL)] == ["sla/a", "sla/b", "sla/d"]
    with pytest.raises(ClashError) as raised:
        render([*shared, PublicTarget("sla", other_files)], SMALL)
    assert re.fullmatch(
        rf"two targets write sla/b: {__name__}\S+\.files and {__name__}\S+\.other_files; .+",
        str(raised.value),
    )


def test_every_target_below_routing_is_given_the_table() -> None:
    routing = [each for each in all_targets() if each.directory.startswith("routing/")]
    assert routing
    assert all(isinstance(each, RoutingTarget | RoutingContextTarget) for each in routing)


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
