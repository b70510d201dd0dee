"""What is written by hand of the site: templates, theme overrides, assets, messages."""

import os
from collections.abc import Callable, Mapping
from errno import EINVAL
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from sportello.catalog.reading import is_hidden
from sportello.files import EntryKind, list_entries, read_inside

_LARGEST: Final = 64 * 2**20
_OF_A_DESK: Final = ("figures/", "pages/")
"""Of these the program has none of its own: in its repository they are of the desk there."""

_WRITTEN_IN: Final = "en"
"""The language in which the words of the site stand in the program."""

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
    found = _read(Path(str(inside)) if inside.is_dir() else beside)
    return {path: text for path, text in found.items() if not path.startswith(_OF_A_DESK)}


def desk_folder(catalog: Path) -> Path:
    """Return where a desk writes by hand of its site: in `site/`, beside its catalog.

    It is named from the working directory, unless the catalog is named from the root.
    """
    folder = catalog.resolve().parent / "site"
    return folder if catalog.is_absolute() else Path(os.path.relpath(folder))


def desk_sources(folder: Path) -> Sources:
    """Return the files of a desk's own `site/`; none if there is no such folder. Raises OSError.

    What is hidden and read-me files are none of it.
    """
    return _read(folder, is_hidden) if folder.is_dir() else {}


def worded_languages(folder: Path | None = None) -> frozenset[str]:
    """Return the languages in which the site has words: ours, and those of a desk's `site/`."""
    ours = inside(own_sources(), "messages")
    names = [*map(Path, ours), *((folder / "messages").glob("*.po") if folder else ())]
    return frozenset({_WRITTEN_IN, *(name.stem for name in names if name.suffix == ".po")})


def with_desk(ours: Sources, desks: Sources) -> Sources:
    """Return our files, and over them those of a desk, file by file; words stand beside ours."""
    both = {path for path in desks if path.startswith("messages/") and path in ours}
    return {**ours, **{f"desk/{path}" if path in both else path: desks[path] for path in desks}}


def inside(sources: Sources, folder: str) -> dict[str, bytes]:
    """Return the files of a folder by their path relative to it, sorted."""
    prefix = f"{folder}/"
    return {
        path.removeprefix(prefix): content
        for path, content in sorted(sources.items())
        if path.startswith(prefix)
    }


def _read(folder: Path, apart: Callable[[str], bool] = lambda _: False) -> dict[str, bytes]:
    """Return the files of a folder; what else stands there would be published unseen."""
    found = {}
    there = list_entries(folder, apart)
    files = [path for path, unread in there if unread is None]
    contents = read_inside(folder, files, _LARGEST)
    for path, unread in there:
        content = unread or next(contents)
        if isinstance(content, bytes):
            found[path] = content
        elif content.kind is not EntryKind.DIRECTORY:
            why = content.why or f"this is a {content.kind}: put a file here"
            raise OSError(EINVAL, why, str(folder / path))
    return found
