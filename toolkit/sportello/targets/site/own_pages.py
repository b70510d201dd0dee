"""Pages that a desk writes by hand, beside those that are made of its catalog."""

from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath

from markdown import Markdown

from sportello.targets.site.sources import Sources, inside


def own_pages(sources: Sources, language: str) -> Mapping[str, bytes]:
    """Return what stands in `pages/LANGUAGE/` of a desk's own site, by its path in that folder."""
    return inside(sources, f"pages/{language}")


def own_entries(sources: Sources, language: str) -> Iterator[dict[str, str]]:
    """Yield title and address of each page of a desk's own, for the foot of every page."""
    for path, text in own_pages(sources, language).items():
        if path.endswith(".md"):
            address = address_of(path)
            title = _title(text.decode("utf-8", "replace")) or address.rstrip("/")
            yield {"title": title, "path": address, "kind": address.rstrip("/")}


def address_of(path: str) -> str:
    """Return the address of a page within its language, by the path of its Markdown."""
    file = PurePosixPath(path)
    return f"{file.parent if file.stem == 'index' else file.with_suffix('')}/"


def _title(text: str) -> str:
    """Return what a page calls itself, as MkDocs reads it: by its `title:`, else by its heading."""
    page = Markdown(extensions=["attr_list", "fenced_code", "meta", "toc"])
    page.convert(text)
    named: list[str] = getattr(page, "Meta").get("title", [])  # noqa: B009 - set by extensions
    headings = [each for each in getattr(page, "toc_tokens") if each["level"] == 1]  # noqa: B009
    return " ".join(named) or next((unescape(each["name"]) for each in headings), "")
