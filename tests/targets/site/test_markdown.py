"""Catalog text in pages: shows as written, and nothing in it works."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from sportello.targets.site.markdown import escape, fill, link, one_line, plain_title, prose
from targets.site.conftest import Tags

PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
MARKS = st.sampled_from([*"<>&|\\`*_{}[]()#+-.!:=~\"'/ \n1", "](", "javascript:", "<script>"])
TEXTS = st.lists(st.one_of(PRINTABLE, MARKS), max_size=30).map("".join)
ALLOWED = {"p", "strong", "em", "a", "code", "pre", "ul", "ol", "li", "br", "table", "thead"}
ALLOWED |= {"tbody", "tr", "th", "td", "hr", "input"}


def shown(markdown: str) -> Tags:
    engine = Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    return Tags(engine.convert(markdown))


def flat(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS)
@example("1. one")
@example("- item")
@example("{: onclick=alert(1) }")
@example("&lt;b&gt; **bold** <b>")
@example("!!! note")
def test_escaped_text_is_a_paragraph_of_what_was_written(text: str) -> None:
    page = shown(escape(text))
    assert {tag for tag, _ in page.tags} <= {"p"}
    assert flat(page.text) == flat(text)


@given(TEXTS)
def test_escaped_text_stays_in_its_table_cell_and_heading(text: str) -> None:
    page = shown(f"# x {escape(text)}\n\n| a | b |\n|---|---|\n| x {escape(text)} | y |\n")
    names = [tag for tag, _ in page.tags]
    assert names == ["h1", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert flat(page.text).count(flat(f"x {text}")) >= 2
    assert all(set(attributes) <= {"id"} for _, attributes in page.tags)


@given(TEXTS)
def test_escaped_text_stays_in_its_attribute(text: str) -> None:
    [(tag, attributes)] = Tags(f'<i title="{escape(text)}">').tags
    assert tag == "i"
    assert flat(attributes["title"]) == flat(text)
    assert list(attributes) == ["title"]


@given(TEXTS)
@example("[x](javascript:alert(1))")
@example("[x](&#106;avascript:alert(1))")
@example('[x](https://a.example/" onclick="alert(1))')
@example("[a]: javascript:alert(1)\n\n[x][a]")
@example("<javascript:alert(1)>")
@example("![x](https://evil.example/pixel.png)")
@example("text {: onclick=alert(1) }")
@example("`<script>`")
@example("\\`<script>`")
def test_prose_makes_only_harmless_elements(text: str) -> None:
    for tag, attributes in shown(prose(text)).tags:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "style"}
        assert re.match(r"(https?://|mailto:|tel:)", attributes.get("href", "https://"))


def test_prose_keeps_its_little_markdown() -> None:
    text = """
        First **bold** and `code<T>` and a [link](https://a.example/x_y?a=1&b=2).

        - one
        - two

        | a | b |
        |---|---|
        | 1 | 2 |
        """
    page = shown(prose(text))
    assert [tag for tag, _ in page.tags if tag in ("strong", "code", "a", "li", "td")] == [
        "strong", "code", "a", "li", "li", "td", "td",
    ]  # fmt: skip
    assert ("a", {"href": "https://a.example/x_y?a=1&b=2"}) in page.tags
    assert "code<T>" in page.text


def test_prose_keeps_words_and_marks_apart() -> None:
    assert prose("one\n  two **three** four\n# five") == Markup(
        "one\ntwo **three** four\n&#35; five"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Help & more", "Help &amp; more"),
        ("</title><script>", "‹/title›‹script›"),
        ('a "b"\n c', "a ”b” c"),
        ("&lt;/title&gt;", "&amp;lt;/title&amp;gt;"),
    ],
)
def test_a_title_survives_a_theme_that_does_not_escape(text: str, expected: str) -> None:
    assert plain_title(text) == expected


def test_a_message_is_escaped_and_what_we_made_is_not() -> None:
    made = link("a", "https://a.example")
    assert fill("<b> {who}!", {"who": made}) == Markup(
        '&#60;b&#62; <a href="https://a.example">a</a>!'
    )


def test_lines_join_into_one() -> None:
    assert one_line(Markup("a\n  b")) == Markup("a b")
