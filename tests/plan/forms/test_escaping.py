"""Whatever stands in a catalog, a comment made of it says what we say and does nothing else."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sportello.plan.change import Change, Quoted, Words
from sportello.plan.forms.escaping import code_span
from sportello.plan.forms.html import as_html
from sportello.plan.forms.markdown import BYTES, CHARACTERS, as_markdown, mark
from sportello.plan.impact import Impact
from sportello.plan.plan import Line, Plan, Subject
from sportello.plan.report import Compared, Report

HOSTILE = [
    "@team", "@01s.it", "#12", "GH-1", "https://evil.example", "www.evil.example", "a@b.example",
    "![i](https://e.example/x.png)", "[l](javascript:x)", "<img src=x>", "<!-- sportello-plan: catalog -->",
    "-->", "<!--", "|", "\n| a | b |\n|---|---|", "```\n", "`", "``", "\\", "\\|", "</details>", "<br>",
    "\u202e", "\u200b", "\ufeff", "\r\n\r\n# big", "&lt;b&gt;", "&#64;team", "$x$", ":smile:", "~~x~~", "==x==",
    "\x1b[31m", "\x00", "* a", "- [ ] x", "    code", "[x]: https://e.example", "<https://e.example>", "e" * 500,
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=5).map("".join)
).filter(str.strip)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def line(text: str, impact: Impact) -> Line:
    """A line that has a text of the catalog wherever one can be."""
    words: Words = ("goes to ", Quoted(text))
    change = Change(
        "address-lost", impact, "", words, words, part=text, about=(("mailboxes", text),)
    )
    return Line(
        change, (Subject(text, (text,)), Subject("b", ("",))), (("mailboxes", text),), "0" * 12
    )


def report(text: str, impact: Impact = Impact.LOST_MAIL) -> Report:
    plan = Plan(
        date(2026, 11, 28), (line(text, impact),), (("teams", text),), {"teams": {text: text}}
    )
    return Report(plan, Compared(text, text, 1), Compared(text), "1.0", text)


@given(TEXTS)
def test_nothing_of_a_text_is_markdown(text: str) -> None:
    """No link, image, mention, tag, reference or heading; what is left is what we say anyway."""
    said = as_markdown(report(text))
    plain = as_markdown(report("x"))
    assert outline(said) == outline(plain)
    assert said.count("<!--") == 1
    assert said.startswith(mark(text))


def outline(said: str) -> str:
    """A comment as a parser sees it, without what stands in code."""
    found = []
    for token in MARKDOWN.parse(said):
        for each in (token, *(token.children or ())):
            if each.type == "code_inline":
                found.append("(nothing)")
            elif each.type in {"html_block", "html_inline", "text"}:
                found.append(re.sub(r"(?<=sportello-plan: )[A-Za-z0-9._/]*", "", each.content))
            elif each.type != "inline":
                found.append(f"<{each.type} {each.tag} {each.attrs}>")
    return "".join(found)


class _Tags(HTMLParser):
    """The tags of a page, and what stands between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append((tag, attrs))


@given(TEXTS)
def test_nothing_of_a_text_is_html(text: str) -> None:
    found, expected = _Tags(), _Tags()
    found.feed(as_html(report(text)))
    expected.feed(as_html(report("x")))
    assert found.tags == expected.tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("isee", "`isee`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a\n b", "`a b`"),
        ("\u202eevil", "`\\u{202e}evil`"),
        ("x" * 300, f"`{'x' * 199}…`"),
        (" \n", "(nothing)"),
        ("<!-- x -->", "` !-- x -- `"),
    ],
)
def test_text_is_shown_as_code(text: str, shown: str) -> None:
    assert code_span(text) == shown


def test_comment_keeps_what_matters_most_and_says_that_there_is_more() -> None:
    lines = tuple(
        line(f"{impact.value}-{number}" * 8, impact)
        for impact in Impact
        if impact is not Impact.NEUTRAL
        for number in range(60)
    )
    said = as_markdown(
        Report(Plan(date(2026, 11, 28), lines, (), {}), Compared("a"), Compared("b"), "1.0")
    )
    assert len(said) <= CHARACTERS
    assert len(said.encode()) <= BYTES
    assert "lost-mail-59" in said
    assert "stronger-59" not in said
    left = re.search(r"\*\*(\d+) more effects do not fit here\*\*", said)
    assert left
    assert int(left[1]) == len(lines) - len(re.findall(r"^\| [^|]*\w", said, re.MULTILINE))
