"""A site in a third language: every word of it comes from the desk's own files."""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from pseudo import Read, known_words, latin, pseudo_catalog, pseudo_messages
from sportello.catalog import Loaded, load
from sportello.files import write_tree
from sportello.targets import BuildContext, staff
from sportello.targets.site import build_site, files
from sportello.targets.site.sources import own_sources


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    loaded = load(pseudo_catalog(tmp_path_factory.mktemp("german") / "catalog"))
    assert loaded.findings == ()
    return loaded


@pytest.fixture(scope="module")
def context(german: Loaded) -> BuildContext:
    return BuildContext(site={"messages/de.po": pseudo_messages(german.catalog.public())})


def test_no_page_has_a_word_that_the_desk_did_not_write(
    german: Loaded, context: BuildContext, tmp_path: Path
) -> None:
    write_tree(tmp_path / "docs", files(german.catalog.public(), context))
    build_site(tmp_path / "docs", tmp_path / "site")
    pages = {
        str(path.relative_to(tmp_path)): path.read_text()
        for path in (tmp_path / "site").rglob("*.html")
        if "it" not in path.relative_to(tmp_path).parts
    }
    assert len(pages) > 25
    known = known_words()
    foreign = {
        path: left
        for path, html in pages.items()
        if (left := [word for word in latin(Read(html).text) if word not in known])
    }
    assert foreign == {}


def test_no_page_for_staff_has_one_either(german: Loaded, context: BuildContext) -> None:
    page = staff.files(german.catalog, context)["de.html"].decode()
    assert [word for word in latin(Read(page).text) if word not in known_words()] == []


def literal_words(template: str) -> Iterator[str]:
    """What a template says itself, outside its tags and those of HTML."""
    engine = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - nothing is rendered
    ends = {"variable_end": "\0", "block_end": "\0"}
    text = "".join(
        value if kind == "data" else ends.get(kind, "") for _, kind, value in engine.lex(template)
    )
    text = re.sub(r"\{:[^}]*\}|\]\([^)]*\)", " ", text)
    yield from re.findall(r'(?:alt|title|aria-label|placeholder|data-label)="([^"\0]+)"', text)
    yield from latin(re.sub(r"<[^>]*>", " ", text))


@pytest.mark.parametrize(
    "path", [path for path in own_sources() if path.startswith(("templates/", "overrides/"))]
)
def test_a_template_says_nothing_itself(path: str) -> None:
    assert [*literal_words(own_sources()[path].decode())] == []
