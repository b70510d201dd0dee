"""`sportello explain`."""

from collections.abc import Callable

import pytest
from click.testing import Result

from sportello.findings.registry import all_rules

Run = Callable[..., Result]


@pytest.mark.parametrize("code", all_rules())
def test_every_code_is_explained_in_upper_or_lower_case(run: Run, code: str) -> None:
    rule, title, title_it, page, _ = all_rules()[code]
    result = run("explain", code.lower())
    assert result.exit_code == 0
    assert result.output.startswith(f"{code} ({rule.severity}): {title}\nIn Italian: {title_it}\n")
    assert result.output.endswith(f"{page}\n")


def test_without_a_code_all_are_listed(run: Run) -> None:
    lines = run("explain").output.splitlines()
    assert [line.split()[0] for line in lines] == [*all_rules()]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("R01", 'did you mean "R001"?'), ("xyzzy", "`sportello explain` lists them all")],
)
def test_an_unknown_code_is_misuse(run: Run, word: str, hint: str) -> None:
    result = run("explain", word)
    assert result.exit_code == 2
    assert f'no finding has the code "{word}": {hint}' in result.output
