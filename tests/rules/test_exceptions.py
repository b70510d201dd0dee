"""Exceptions in place: what silences a warning, and what is wrong with an exception."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.api.checking import check as check_directory
from sportello.catalog import load
from sportello.findings import Finding
from sportello.rules import check

Findings = Callable[..., list[Finding]]
Write = Callable[..., Path]
UNUSED = "  spare: {address: spare@acme.example, deliver_to: [desk]}"
BECAUSE = "# sportello: ignore M011 because a form writes there"


def boxes(*lines: str) -> tuple[str, str, str]:
    return ("mailboxes.yaml", "mailboxes:\n", "\n".join(["mailboxes:", *lines, ""]))


def reported(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(each.code, each.where.line if each.where else 0, each.message) for each in findings]


@pytest.mark.parametrize(
    "lines",
    [
        (f"{UNUSED} {BECAUSE}",),
        (f"  {BECAUSE}", UNUSED),
        (BECAUSE, "", "  # and another comment", UNUSED),
        (f"  {BECAUSE.replace('M011', 'M011, M035')}", UNUSED),
        (f"  {BECAUSE.replace('M011', 'M011 and M035')}", UNUSED),
        (f"  {BECAUSE.replace('M011', 'M035, and M011')}", UNUSED),
        (f"  {BECAUSE.replace('M011', 'M035 e M011')}", UNUSED),
        (f"  {BECAUSE.replace('M011', 'm011').replace('sportello:', 'Sportello')}", UNUSED),
        (f"  {BECAUSE.upper()}", UNUSED),
    ],
)
def test_an_exception_silences_a_warning_in_its_line_or_below(
    findings_of: Findings, lines: tuple[str, ...]
) -> None:
    assert {each.code for each in findings_of(boxes(UNUSED))} == {"M011"}
    assert {each.code for each in findings_of(boxes(*lines))} <= {"I002"}
    if "M035" not in "".join(lines):
        assert findings_of(boxes(*lines)) == []


def test_an_exception_silences_no_other_line_and_no_other_code(findings_of: Findings) -> None:
    other = UNUSED.replace("spare", "other")
    assert [each.code for each in findings_of(boxes(f"{UNUSED} {BECAUSE}", other))] == ["M011"]
    text = boxes(f"{UNUSED} {BECAUSE.replace('M011', 'M005')}")
    assert {each.code for each in findings_of(text)} == {"M011", "I002"}


def test_one_that_is_not_needed_is_told(findings_of: Findings) -> None:
    sound = ("mailboxes.yaml", "domains: [acme.example]", f"domains: [acme.example] {BECAUSE}")
    assert reported(findings_of(sound)) == [
        ("I002", 1, "this exception is not needed: M011 is not found here")
    ]


def test_one_without_a_reason_is_not_called_needless_as_well(findings_of: Findings) -> None:
    comment = "# sportello: ignore M011"
    sound = ("mailboxes.yaml", "domains: [acme.example]", f"domains: [acme.example] {comment}")
    assert reported(findings_of(sound)) == [("I001", 1, "this exception does not say why")]


def test_an_error_cannot_be_ignored(findings_of: Findings) -> None:
    text = UNUSED.replace("[desk]", "[dsek]") + " # sportello: ignore R001 because I know"
    assert reported(findings_of(boxes(text)))[:2] == [
        ("R001", 7, 'unknown destination "dsek"'),
        ("I001", 7, "R001 is an error here, and an error cannot be ignored"),
    ]


@pytest.mark.parametrize(
    ("comment", "message", "hint"),
    [
        ("ignore M011", "this exception does not say why", "because"),
        ("ignore M011 perché serve", 'the word "because" is missing before the reason', "because"),
        ("ignore M011: a form", 'the word "because" is missing before the reason', "because"),
        ("ignore M011 because", "this exception does not say why", "because"),
        ("ignore M111 because x", 'no finding has the code "M111"', 'did you mean "M011"?'),
        (
            "ignore all because x",
            "this comment speaks to Sportello, which does not understand it",
            "",
        ),
        ("ingore M011", "this comment speaks to Sportello, which does not understand it", ""),
        ("", "this comment speaks to Sportello, which does not understand it", "ignore M011"),
    ],
)
def test_an_exception_that_is_written_wrong_is_told(
    findings_of: Findings, comment: str, message: str, hint: str
) -> None:
    found = [
        each
        for each in findings_of(boxes(f"{UNUSED} # sportello: {comment}"))
        if each.code == "I001"
    ]
    assert [each.message for each in found] == [message]
    assert hint in found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        '"see # sportello: ignore M011 because x"',
        "'see # sportello: ignore M011 because x'",
        "|\n      see\n      # sportello: ignore M011 because x",
        ">-\n      # sportello: ignore M011 because x",
    ],
)
def test_what_stands_in_a_text_is_no_comment(findings_of: Findings, text: str) -> None:
    assert findings_of(("providers.yaml", "secret of the provider", text)) == []


@pytest.mark.parametrize("entry", ["{name: “ACME”}", "\n    name: “ACME”"])
def test_an_exception_behind_a_quoted_text_is_needed(findings_of: Findings, entry: str) -> None:
    comment = "# sportello: ignore Y015 because it is so called"
    assert findings_of(providers=f"providers:\n  acme: {entry} {comment}\n") == []


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_a_comment_below_a_block_of_text_is_one(findings_of: Findings, break_: str) -> None:
    text = f"providers:\n  acme:\n    name: ACME\n    note: |\n      secret\n\n  {BECAUSE}\n"
    text = text.replace("\n", break_)
    assert [each.code for each in findings_of(providers=text)] == ["I002"]


def test_nothing_is_idle_where_something_was_not_read(findings_of: Findings) -> None:
    sound = ("mailboxes.yaml", "domains: [acme.example]", f"domains: [acme.example] {BECAUSE}")
    broken = ("contacts.yaml", "contacts:", "contacts: [")
    assert "I002" not in {each.code for each in findings_of(sound, broken)}


def test_what_a_day_brings_is_ignored_on_that_day_and_not_idle_on_none(catalog_at: Write) -> None:
    comment = "# sportello: ignore D010 because the desk closes"
    root = catalog_at(("helpdesk.yaml", "last: 2027}", f"last: 2027}} {comment}"))
    loaded = load(root)
    assert check(loaded) == []
    assert check(loaded, date(2027, 12, 1)) == []
    assert [each.code for each in check(loaded, date(2026, 1, 1))] == ["I002"]


def test_of_a_finding_in_several_places_the_others_are_told(findings_of: Findings) -> None:
    quoted = "  a: {name: “A”, note: n}\n  b: {name: “A”, note: n}\n"
    plain = findings_of(("providers.yaml", "providers:\n", f"providers:\n{quoted}"))
    assert [each.code for each in plain] == ["Y015", "Y015"]
    quoted = quoted.replace("n}\n", "n} # sportello: ignore Y015 because it is so called\n", 1)
    (left,) = findings_of(("providers.yaml", "providers:\n", f"providers:\n{quoted}"))
    assert (left.code, left.where.line if left.where else 0) == ("Y015", 3)


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("", ["Y015"]),
        (" # sportello: ignore Y015 because the subject is so written", []),
        (" # sportello: ignore Y015", ["I001"]),
        (" # sportello: ignore M011 because x", ["I002", "Y015"]),
        (" # sportello: ignore M011", ["I001", "Y015"]),
    ],
)
def test_an_exception_counts_among_expectations_too(
    catalog_at: Write, comment: str, codes: list[str]
) -> None:
    root = catalog_at()
    (root / "tests").mkdir()
    expected = f"routes:\n  - mail: {{to: help@acme.example}}\n    delivers_to: [desk]\n    why: “so”{comment}\n"
    (root / "tests" / "mail.yaml").write_text(expected)
    assert sorted(each.code for each in check_directory(root)) == codes
