"""How long the site takes for ever more services, beside a plain site and beside Markdown alone.

For each size it builds, in turn and in one run: our site from the catalog (rendering to Markdown, then
MkDocs); as many pages of a plain mkdocs-material site, in the configuration that is its fastest, five
entries of navigation, pruned, without search; and the HTML of our Markdown by one reused instance of
Python-Markdown, the floor that no builder in Python can go below. Seconds are of the processor, all
processes together. The plain pages are ordinary ones of 60 lines: two tables, an admonition, a
fold-out, three tabs, lists.

Then it asks how soon `serve` shows an edit, and Lighthouse how fast pages are. Both are told beside
the load and judged by nobody, since a machine that is busy falsifies them.

`python benchmarks/site.py 1000` measures one size alone.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version

import yaml
from markdown import Markdown
from page_speed import GOAL, performance
from serve_edit import MOST, edit_shown
from service_catalog import write

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.files import list_tree, write_tree
from sportello.targets.site import build_site, files

SIZES = {1_000: 3, 5_000: 1}
"""Services and rounds; in one language, since two are built side by side, and slow each other."""
MOST_RENDERING = 0.10
MOST_OF_PLAIN = 1.3
PAGE = Path(__file__).parents[1] / "docs" / "site-measured.md"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}

ABOUT = """\
# The site, measured

`make bench` writes this page. Seconds of processor time, the median of three rounds (one for the largest), all
processes together, for catalogs of so many services in one language. *Plain* is a site of as many ordinary
pages of 60 lines in mkdocs-material, in its fastest configuration: five entries of navigation, pruned, no
search. *Markdown alone* is the time of Python-Markdown for our pages, below which no builder in Python goes.

Our pages are HTML wherever HTML comes out anyway, which Python-Markdown hands on as it is: the less a page costs
MkDocs, the larger is the part of the rendering.

"""
PLAIN_SETTINGS = """\
site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false, features: [navigation.prune, navigation.indexes]}
plugins: []
nav: [index.md, a.md, b.md, c.md, d.md]
not_in_nav: "*"
use_directory_urls: true
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.details,
  pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true}}, {toc: {permalink: true}}]
"""
PLAIN_PAGE = """\
# Service {n}

A service that people ask about, in a sentence or two, with a [link](https://plain.example/{n}/).

!!! note "Before you write"
    Have the number of your office at hand, and the message word for word.

## Who it is for

- offices of the association
- their clients, through an office
- partners with a contract

## How to reach it

| Channel | Where | Hours |
|---|---|---|
| Mail | help-{n}@plain.example | Monday to Friday 09:00-18:00 |
| Phone | 051 000 {n} | Monday to Friday 09:00-13:00 |
| Portal | <https://plain.example/tickets/{n}/> | always |

=== "Mail"
    Write what you did, what you expected and what happened.

    1. the program and the page
    2. the message
    3. since when

=== "Phone"
    Call while somebody answers. Have the ticket at hand.

=== "Portal"
    Sign in and choose **Service {n}**.

## How soon

| Severity | First answer | Solved |
|---|---|---|
| Critical | 1 hour | 4 hours |
| High | 2 hours | 8 hours |
| Ordinary | 8 hours | 5 days |
| Low | 2 days | 10 days |

??? question "What is critical?"
    Nobody can work, and there is no way round.

    - many offices stand still
    - data are lost

## What it is

Service {n} does what its name says. It has *functions*, which are listed here, and **benefits**:

- it saves time
- it keeps what was entered
- it tells what is missing

Other services: [one](https://plain.example/one/), [two](https://plain.example/two/).
"""


@dataclass(frozen=True)
class Measured:
    """Seconds of each step for a catalog of so many services, and what they made."""

    services: int
    pages: int
    rendering: float
    build: float
    plain: float
    floor: float

    @property
    def share(self) -> float:
        """What part of the builder's time the rendering takes."""
        return self.rendering / self.build

    @property
    def ratio(self) -> float:
        """Rendering and build together, beside the plain site."""
        return (self.rendering + self.build) / self.plain


def measured(services: int, rounds: int) -> Measured:
    """Return what each step took for a catalog of so many services, the median of some rounds."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        write(root / "catalog", services, 1)
        desk = root / "catalog" / "helpdesk.yaml"
        desk.write_text(desk.read_text().replace("[it, en]", "[it]"))
        public = load(root / "catalog").catalog.public()
        made = files(public)
        write_tree(root / "docs", made)
        texts = [text.decode() for path, text in made.items() if path.endswith(".md")]
        _write_plain(root / "plain", len(texts))
        steps: dict[str, Callable[[], object]] = {
            "rendering": lambda: files(public),
            "build": lambda: (
                write_tree(root / "docs", made),
                build_site(root / "docs", root / "site"),
            ),
            "plain": lambda: _plain(root / "plain"),
            "floor": lambda: _markdown(texts, public),
        }
        taken: dict[str, list[float]] = {name: [] for name in steps}
        for _ in range(rounds):
            for name, step in steps.items():
                taken[name].append(_seconds(step))
        medians = {name: statistics.median(each) for name, each in taken.items()}
        assert len(list_tree(root / "site")) > len(texts)
        return Measured(services=services, pages=len(texts), **medians)


def _seconds(step: Callable[[], object]) -> float:
    before = _spent()
    step()
    return _spent() - before


def _spent() -> float:
    """Seconds of the processor, of this process and of those that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def _write_plain(root: Path, pages: int) -> None:
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(PLAIN_SETTINGS)
    for name in ("index", "a", "b", "c", "d"):
        (root / "docs" / f"{name}.md").write_text(PLAIN_PAGE.format(n=name))
    for number in range(pages - 5):
        path = root / "docs" / f"section-{number // 25}" / f"page-{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAIN_PAGE.format(n=number))


def _plain(root: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run([*command, "--config-file", root / "mkdocs.yml"], check=True, env=QUIET)


def _markdown(texts: list[str], catalog: PublicCatalog) -> None:
    settings = yaml.safe_load(files(catalog)["mkdocs.it.yml"])
    names = [each for each in settings["markdown_extensions"] if isinstance(each, str)]
    markdown = Markdown(extensions=[*names, "toc", "fenced_code"])
    for text in texts:
        markdown.reset()
        markdown.convert(text.split("---\n", 2)[2])


def page(found: list[Measured]) -> str:
    """Return the figures as a page."""
    head = ("services", "pages", "rendering", "MkDocs", "rendering to MkDocs", "plain")
    lines = [
        ABOUT,
        f"| {' | '.join((*head, 'both to plain', 'Markdown alone'))} |",
        "|" + "---:|" * 8,
    ]
    for each in found:
        cells = (
            *(f"{each.services:,}", f"{each.pages:,}", f"{each.rendering:.2f} s"),
            *(f"{each.build:.2f} s", f"{each.share:.1%}", f"{each.plain:.2f} s"),
            *(f"**{each.ratio:.2f} ×**", f"{each.floor:.2f} s"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    versions = {name: version(name) for name in ("mkdocs-material", "mkdocs", "markdown", "jinja2")}
    lines += [
        "",
        f"Budget: at most {MOST_RENDERING:.0%} of MkDocs for the rendering, {_judged(_is_small(found))}; "
        f"at most {MOST_OF_PLAIN} × plain for both, {_judged(_is_fast(found))}. Python {python_version()}, "
        f"{machine()}, {', '.join(f'{name} {number}' for name, number in versions.items())}.",
    ]
    return "\n".join(lines) + "\n"


def _by_the_clock(shown: float, figures: Mapping[str, int]) -> str:
    """Return as a section what a busy machine falsifies."""
    load = os.getloadavg()[1]
    pages = ", ".join(f"{name} {figure}" for name, figure in figures.items())
    return f"""
## By the clock

An edit of the seed catalog shows in `sportello serve` after **{shown:.1f} s** (goal: at most {MOST} s), \
the median of some edits.
Lighthouse's figure for performance on a phone, the median of some rounds (goal: {GOAL}): {pages}.

A machine that is busy falsifies both: its load was {load:.1f} for {os.cpu_count()} processors.
"""


def _is_small(found: list[Measured]) -> bool:
    return all(each.share <= MOST_RENDERING for each in found)


def _is_fast(found: list[Measured]) -> bool:
    return all(each.ratio <= MOST_OF_PLAIN for each in found)


def _judged(kept: bool) -> str:
    return "kept" if kept else "exceeded"


def main() -> None:
    """Measure, print and write the page; exit with 1 if the budget is exceeded."""
    asked = {int(each): 3 for each in sys.argv[1:]}
    found = [measured(size, rounds) for size, rounds in (asked or SIZES).items()]
    text = page(found)
    if not asked:
        text += _by_the_clock(edit_shown(), performance())
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(not (_is_small(found) and _is_fast(found)))


if __name__ == "__main__":
    main()
