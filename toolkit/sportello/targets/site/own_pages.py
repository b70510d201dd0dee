"""Pages that a desk writes by hand, beside those that are made of its catalog."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from sportello.targets.site.sources import Sources, inside

_HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)


def own_pages(sources: Sources, language: str) -> Mapping[str, bytes]:
    """Return what stands in `pages/LANGUAGE/` of a desk's own site, by its path in that folder."""
    return inside(sources, f"pages/{language}")


def own_entries(sources: Sources, language: str) -> Iterator[dict[str, str]]:
    """Yield title and address of each page of a desk's own, for the foot of every page."""
    for path, text in own_pages(sources, language).items():
        file = PurePosixPath(path)
        if file.suffix == ".md":
            place = str(file.parent if file.stem == "index" else file.with_suffix(""))
            heading = _HEADING.search(text.decode("utf-8", "replace"))
            title = heading[1].strip() if heading else place
            yield {"title": title, "path": f"{place}/", "kind": place}
