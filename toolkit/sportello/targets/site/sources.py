"""What is written by hand of the site: templates, theme overrides, assets, messages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

Sources = Mapping[str, bytes]
"""The content of the files of `site/`, by path relative to it."""


@cache
def own_sources() -> Sources:
    """Return the files of the `site/` that comes with the program.

    In a wheel it lies inside the package, in a checkout beside `toolkit/`.
    """
    package = files("sportello")
    inside = package / "site"
    beside = Path(str(package)).parents[1] / "site"
    return dict(_read(inside if inside.is_dir() else beside))


def read_sources(desk: Path) -> Sources:
    """Return the files of a desk's own `site/`, over those that come with the program.

    Raises OSError.
    """
    return {**own_sources(), **(dict(_read(desk)) if desk.is_dir() else {})}


def below(sources: Sources, folder: str) -> dict[str, bytes]:
    """Return the files of a folder by their path relative to it, sorted."""
    prefix = f"{folder}/"
    return {
        path.removeprefix(prefix): content
        for path, content in sorted(sources.items())
        if path.startswith(prefix)
    }


def _read(folder: Traversable, path: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        found += _read(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found
