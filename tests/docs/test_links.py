"""Every link from one document to another leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
READERS = (
    "editor", "reviewer", "mail admin", "support lead", "data protection officer", "programmer",
    "contributor",
)  # fmt: skip


def prose(page: Path) -> str:
    """Return the text of a page without its code."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", lambda span: span[0] if span[0].endswith("`]") else "x", text)


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {each.strip().replace(" ", "-") for each in plain} | set(
        re.findall(r'<a (?:id|name)="([^"]+)"', text)
    )


LINKS = [
    (page, link)
    for page in PAGES
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page))
    if not re.match(r"[a-z]+:", link)
]


@pytest.mark.parametrize(
    ("page", "link"), LINKS, ids=[f"{page.relative_to(ROOT)} {link}" for page, link in LINKS]
)
def test_link_leads_somewhere(page: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.exists()
    assert not anchor or anchor in anchors(target)


def test_every_page_is_reached_from_the_first_one() -> None:
    reached: set[Path] = set()
    ahead = {DOCS / "README.md"}
    while ahead:
        page = ahead.pop()
        reached.add(page)
        linked = {
            (page.parent / link.partition("#")[0]).resolve() for of, link in LINKS if of == page
        }
        ahead |= {each for each in linked if each.suffix == ".md"} - reached
    assert set(PAGES) - reached == set(), (
        "docs/README.md, or a page that it leads to, must link to it"
    )


def test_each_reader_has_one_page_to_begin_with() -> None:
    text = (DOCS / "README.md").read_text()
    rows = dict(re.findall(r"^\| \*\*(.+?)\*\*.*?\| \[[^]]+\]\(([^)]+)\) \|", text, re.MULTILINE))
    assert tuple(rows) == READERS
    assert len(set(rows.values())) == len(READERS)
