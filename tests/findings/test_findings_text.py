from dataclasses import replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Finding, Location, Severity, render

UNKNOWN = Finding(
    code="R001",
    severity=Severity.ERROR,
    message='unknown mailbox "sisemplice-ise"',
    where=Location("catalog/services/01s.yaml", 14, 14, 14, "    mailbox: sisemplice-ise"),
    hint='did you mean "sisemplice-isee"?',
)
UNUSED = Finding("W001", Severity.WARNING, "unused")


def located(source: str, column: int, width: int) -> Finding:
    return Finding("X001", Severity.ERROR, "m", Location("f.yaml", 1, column, width, source))


def frame(source: str, column: int, width: int) -> tuple[str, str]:
    lines = render([located(source, column, width)], color=False).split("\n")
    return lines[2].removeprefix("1 | "), lines[3].removeprefix("  | ")


def test_a_finding_shows_its_line_with_a_mark_and_a_remedy() -> None:
    assert render([UNKNOWN], color=False) == (
        'catalog/services/01s.yaml:14:14: error R001: unknown mailbox "sisemplice-ise"\n'
        "   |\n"
        "14 |     mailbox: sisemplice-ise\n"
        "   |              ^^^^^^^^^^^^^^\n"
        '   = help: did you mean "sisemplice-isee"?\n'
        "\n"
        "1 error\n"
    )


def test_a_finding_without_a_place_is_a_line() -> None:
    finding = Finding("C001", Severity.WARNING, "no services", hint="add one")
    assert render([finding], color=False) == (
        "warning C001: no services\n  = help: add one\n\n1 warning\n"
    )


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "a.yaml:1"),
        (3, "a.yaml:1, a.yaml:2, a.yaml:3"),
        (4, "a.yaml:1, a.yaml:2, a.yaml:3 and 1 more place"),
        (50, "a.yaml:1, a.yaml:2, a.yaml:3 and 47 more places"),
    ],
)
def test_further_places_are_told_or_counted(count: int, told: str) -> None:
    others = tuple(Location("a.yaml", line, 5, 1, "") for line in range(1, count + 1))
    printed = render([replace(UNKNOWN, others=others)], color=False)
    assert f"\n   = also: {told}\n   = help: " in printed
    assert printed.endswith("\n\n1 error\n")


def test_no_findings_print_nothing() -> None:
    assert render([], color=False) == ""


@pytest.mark.parametrize(
    ("errors", "warnings", "line"),
    [(1, 0, "1 error"), (3, 1, "3 errors, 1 warning"), (0, 2, "2 warnings")],
)
def test_last_line_counts(errors: int, warnings: int, line: str) -> None:
    findings = [Finding("E", Severity.ERROR, str(n)) for n in range(errors)]
    findings += [Finding("W", Severity.WARNING, str(n)) for n in range(warnings)]
    assert render(findings, color=False).splitlines()[-1] == line


def test_findings_are_printed_in_order_and_once() -> None:
    text = render([UNKNOWN, located("x", 1, 1), UNKNOWN], color=False)
    assert text.count("R001") == 1
    assert text.index("R001") < text.index("X001")


def test_color_adds_nothing_but_ansi_codes() -> None:
    plain = render([UNKNOWN, UNUSED], color=False)
    colored = render([UNKNOWN, UNUSED], color=True)
    assert colored != plain
    assert click.unstyle(colored) == plain


def test_a_tab_is_seen_and_one_column_wide() -> None:
    assert frame("\tmailbox:\tx", 11, 1) == ("→mailbox:→x", "          ^")


def test_an_escaped_character_keeps_the_mark_in_place() -> None:
    assert frame("a\x1bb: \u202ex", 6, 2) == (r"a\u001bb: \u202ex", " " * 10 + "^" * 7)


def test_a_mark_behind_the_end_of_the_line_has_a_caret() -> None:
    assert frame("key:", 6, 1) == ("key:", "     ^")


def test_an_empty_line_has_a_caret_and_no_trailing_space() -> None:
    lines = render([located("", 1, 1)], color=False).split("\n")
    assert lines[2:4] == ["1 |", "  | ^"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    shown, mark = frame("a" * 5000 + "VALUE" + "b" * 5000, 5001, 5)
    assert len(shown) <= 102
    assert shown[mark.index("^") : mark.rindex("^") + 1] == "VALUE"
    assert shown.startswith("…a")
    assert shown.endswith("b…")


def test_a_long_value_is_cut_at_its_end() -> None:
    shown, mark = frame("k: " + "v" * 5000 + "!", 4, 5001)
    assert shown.startswith("k: vvv")
    assert shown.endswith("v…")
    assert mark.startswith("   ^^^")
    assert len(mark) == len(shown)


@given(st.text(), st.integers(1, 20), st.integers(1, 20), st.text(), st.text())
def test_no_control_character_reaches_the_terminal(
    source: str, column: int, width: int, message: str, hint: str
) -> None:
    where = Location(message, 3, column, width, source)
    text = render([Finding("X", Severity.ERROR, message, where, hint)], color=False)
    assert all(char == "\n" or ord(char) >= 32 for char in text)
    assert not set(text) & set("\x7f\x9b\u2028\u202e\u2066")
    text.encode()
    lines = text.split("\n")
    assert len(lines) == (8 if hint else 7)
