"""What a target is: a directory of the build, and a pure function that fills it."""

from collections.abc import Callable
from dataclasses import dataclass

from sportello.catalog.model import Catalog, PublicCatalog
from sportello.files import Files


@dataclass(frozen=True)
class Target:
    """A target for those who run the desk: it sees the whole catalog."""

    directory: str
    files: Callable[[Catalog], Files]


@dataclass(frozen=True)
class PublicTarget:
    """A target that is published: it is given the public catalog, so it cannot leak."""

    directory: str
    files: Callable[[PublicCatalog], Files]


def render(target: Target | PublicTarget, catalog: Catalog) -> dict[str, bytes]:
    """Return the files of a target by their path below the build directory."""
    files = (
        target.files(catalog.public())
        if isinstance(target, PublicTarget)
        else target.files(catalog)
    )
    return {f"{target.directory}/{path}": content for path, content in files.items()}
