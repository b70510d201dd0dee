"""`{subject}` without quotes is a mapping to YAML: one finding says to put it in quotes."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]
QUOTED = 'put it in quotes: "{subject}"'


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        ("{it: Ricevuto, en: Received}", "{subject}", "S006", '"subject" is no language', QUOTED),
        ("it: Ricevuto", "it: {subject}", "S003",
         "keys with values cannot stand here; expected a text", QUOTED),
        ("it: Grazie", "it: {promise}", "S003",
         "keys with values cannot stand here; expected a text", 'put it in quotes: "{promise}"'),
        ("text: {it: Grazie, en: Thanks}}", "\n    text: {subject} received}", "Y002",
         'a comma or the closing "}" is missing before this',
         'close it with "}"; put texts with brackets or commas in quotes'),
    ],
)  # fmt: skip
def test_braces_without_quotes_are_one_finding(
    findings_of: Findings, old: str, new: str, code: str, message: str, hint: str
) -> None:
    found = findings_of(("mailboxes.yaml", old, new))
    assert [(each.code, each.message, each.hint) for each in found] == [(code, message, hint)]


@pytest.mark.parametrize("lines", ["b: {subject} received\n", "- a\n- [1] and more\n"])
def test_brackets_that_a_text_goes_on_behind_are_told_where_they_stand(
    findings_of: Findings, lines: str
) -> None:
    found = findings_of(providers=lines)[0]
    assert (found.code, found.message) == ("Y002", "a text cannot go on behind a bracket")
    assert found.hint == "put the whole text in quotes"
    assert found.where is not None
    assert found.where.source[found.where.column - 1] in "{["


def test_double_braces_are_told_to_need_quotes(findings_of: Findings) -> None:
    found = findings_of(("mailboxes.yaml", "{it: Ricevuto, en: Received}", "{{subject}}"))
    assert 'write a text before the ":"; one that has braces needs quotes' in [
        each.hint for each in found
    ]


def test_a_language_without_a_text_is_told_as_ever(findings_of: Findings) -> None:
    found = findings_of(("mailboxes.yaml", "it: Ricevuto", "inglese: null"))
    assert {each.code for each in found} == {"S003", "S006"}
