"""What one mail server cannot do (M040 to M042)."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity
from sportello.routing.answer import MAX_SUBJECT
from sportello.rules.mail.limits import MAX_LINE
from sportello.rules.mail.servers import MAX_BYTES

FindingsOf = Callable[..., list[Finding]]


def mailboxes(total: int, *, catch_all: bool = False) -> str:
    """Return mailboxes.yaml with destinations whose addresses take `total` characters."""
    ends = "@tickets.example"
    detail = "" if catch_all else "+help"
    lengths = [60] * ((total + 2) // 62)
    lengths[-1] += (total + 2) % 62
    names = [f"{number:03}" + "x" * (length - 3 - len(detail + ends)) + ends
             for number, length in enumerate(lengths)]  # fmt: skip
    destinations = "".join(
        f"  d{number}: {{name: D, kind: team, address: {address}}}\n"
        for number, address in enumerate(names)
    )
    every = ", ".join(f"d{number}" for number in range(len(names)))
    return (
        f"domains: [acme.example]\ndestinations:\n{destinations}"
        "acknowledgements:\n  standard: {subject: {it: A, en: A}, text: {it: B, en: B}}\n"
        f"mailboxes:\n  help: {{address: help@acme.example, deliver_to: [{'d0' if catch_all else every}]}}\n"
        + (f"catch_all:\n  acme.example: [{every}]\n" if catch_all else "")
    )


@pytest.mark.parametrize(("total", "wrong"), [(MAX_BYTES, False), (MAX_BYTES + 1, True)])
@pytest.mark.parametrize("catch_all", [True, False])
def test_more_addresses_than_opensmtpd_takes(
    findings_of: FindingsOf, total: int, wrong: bool, catch_all: bool
) -> None:
    written = mailboxes(total, catch_all=catch_all)
    found = [each for each in findings_of(mailboxes=written) if each.code == "M040"]
    assert len(found) == wrong
    for each in found:
        assert each.severity is Severity.WARNING
        assert f"{total} characters, and OpenSMTPD takes 2047 at most" in each.message


def answering(subject: str, text: str) -> tuple[str, str, str]:
    """Return the change of mailboxes.yaml that makes the acknowledgement say this."""
    old = "{subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}"
    return ("mailboxes.yaml", old, f"{{subject: {subject}, text: {text}}}")


@pytest.mark.parametrize(("length", "wrong"), [(MAX_LINE, False), (MAX_LINE + 2, True)])
def test_a_word_longer_than_a_line_of_a_mail(
    findings_of: FindingsOf, length: int, wrong: bool
) -> None:
    line = "è" * (length // 2)
    found = findings_of(answering("Received", f'"Thanks\\n{line}\\nBye"'))
    assert [each.code for each in found] == ["M041"] * wrong
    for each in found:
        assert each.severity is Severity.ERROR
        assert f"has {length} bytes" in each.message


@pytest.mark.parametrize("word", ["perché", "почему", "なぜですか", "https://desk.example/a?b=c"])
def test_a_long_line_of_words_is_no_problem(findings_of: FindingsOf, word: str) -> None:
    assert findings_of(answering("Received", f'"{f"{word} " * 300}"')) == []


@pytest.mark.parametrize(("length", "wrong"), [(MAX_SUBJECT, False), (MAX_SUBJECT + 1, True)])
def test_a_subject_that_dovecot_would_cut(
    findings_of: FindingsOf, length: int, wrong: bool
) -> None:
    subject = f"{{it: {'è' * 100}, en: {'e' * (length - 103)}}}"
    found = findings_of(answering(subject, "Thanks"))
    assert [each.code for each in found] == ["M042"] * wrong
    for each in found:
        assert each.severity is Severity.ERROR
        assert f"has {length} characters" in each.message
