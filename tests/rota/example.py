"""The made-up rota of docs/rota.md, and small ones with what differs from it."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.rota import CompiledRota, Sitting

FOLDER: Final = Path(__file__).parents[1] / "example" / "rota"
EXAMPLE: Final = load(FOLDER).catalog


def with_rota(catalog: Catalog = EXAMPLE, name: str = "phone", **fields: Any) -> Catalog:
    """Return a catalog of which a rota has other fields."""
    rota = replace(catalog.rotas["phone"], **fields)
    return replace(catalog, rotas={**catalog.rotas, name: rota})


def sittings(catalog: Catalog, first: date, last: date, name: str = "phone") -> list[Sitting]:
    return [*CompiledRota(catalog, name).sittings(first, last)]
