"""HTML that templates have made: taken as it is, and no page says anything else for it."""

from html.parser import HTMLParser

import pytest
import yaml
from markdown import Markdown

READY = "sportello.targets.site.ready_html"
NO_END = ("/br", "/circle", "/input", "/path", "/rect", "/wbr")
"""Ends that Markdown writes where HTML needs none."""


class Parsed(HTMLParser):
    """Tags with their attributes, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A name alone is written as `name=name` where Markdown takes HTML apart.
        self.parts.append((tag, {name: value or name for name, value in attrs}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.parts += [f"/{tag}"] if f"/{tag}" not in NO_END else []

    def handle_data(self, data: str) -> None:
        self.parts += data.split()


def parsed(text: str, extensions: list[object]) -> list[object]:
    names = [each for each in extensions if isinstance(each, str)]
    return Parsed(Markdown(extensions=[*names, "toc"]).convert(text)).parts


def test_every_page_says_the_same_as_without_it(pages: dict[str, str]) -> None:
    extensions = yaml.safe_load(pages["mkdocs.it.yml"])["markdown_extensions"]
    without = [each for each in extensions if each != READY]
    assert len(without) < len(extensions)
    for path, page in pages.items():
        if path.endswith(".md"):
            text = page.split("---\n", 2)[2]
            assert parsed(text, extensions) == parsed(text, without), path


@pytest.mark.parametrize(
    "text",
    [
        '<ul class="a">\n<li>*one*</li>\n\n<li>two</li>\n</ul>',
        '<div markdown="1">\n\n*one*\n\n<table>\n<tr><td>_two_</td></tr>\n</table>\n\n*three*\n\n</div>',
        "<details>\n<ol>\n<li>*one*</li>\n</ol>\n</details>",
        '<nav markdown="1">\n\n*one*\n\n</nav>',
        "<details><summary>*a*</summary><p>b</p></details>\n\n*one*\n\n<details>\n<p>*c*</p>\n</details>",
        '<p class="note">*one*</p>\n\n<p>two\n</p>\n\n*three*',
        "<form>\n<ul>\n<li>*one*</li>\n</ul>\n</form>",
        "Words <table> in a line\n\n<table>\n<tr><td>*one*</td></tr>\n</table>\n\n*two*",
        "<table>\n*no end",
    ],
)
def test_html_among_markdown_says_the_same_as_without_it(text: str) -> None:
    extensions: list[object] = ["md_in_html", "tables"]
    assert parsed(text, [*extensions, READY]) == parsed(text, extensions)


def test_html_is_taken_to_the_letter() -> None:
    html = "<table   class=a>\n<tr><td>*one* & <b>two</td></tr>\n</table>"
    assert Markdown(extensions=["md_in_html", READY]).convert(f"Before\n\n{html}\n\nAfter") == (
        f"<p>Before</p>\n{html}\n<p>After</p>"
    )
