"""The address of the site is one to whose end others can be added."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

Found = Callable[..., list[Finding]]
SITE = "site: https://support.example/"


@pytest.mark.parametrize(
    ("written", "sign"),
    [("https://support.example/?lang=it", "?"), ("https://support.example/#a", "#"), ("https://support.example/?a#b", "?")],
)  # fmt: skip
def test_what_follows_the_path_is_told_with_what_to_write(
    findings_of: Found, written: str, sign: str
) -> None:
    (found,) = findings_of(("helpdesk.yaml", SITE, f'site: "{written}"'))
    assert (found.code, found.hint) == ("C005", 'write "https://support.example/"')
    assert f'after "{sign}"' in found.message


@pytest.mark.parametrize("written", ["https://support.example", "https://acme.example/help/"])
def test_a_path_is_fine(findings_of: Found, written: str) -> None:
    assert findings_of(("helpdesk.yaml", SITE, f"site: {written}")) == []
