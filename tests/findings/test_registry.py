import re
from pathlib import Path

import pytest

import sportello
from sportello.findings import Severity
from sportello.findings.registry import all_rules

TOOLKIT = Path(sportello.__file__).parent
RULES = all_rules()


@pytest.mark.parametrize("code", RULES)
def test_rule_says_in_both_languages_what_is_wrong(code: str) -> None:
    titles = (RULES[code].title, RULES[code].title_it)
    assert all(5 < len(title) < 90 for title in titles)
    assert titles[0] != titles[1]


def test_every_rule_is_told_by_some_module() -> None:
    text = "\n".join(path.read_text() for path in TOOLKIT.rglob("*.py"))
    told = set(re.findall(r"\b([A-Z]\d{3})\b(?!: Final|\")", text))
    assert set(RULES) <= told


def test_no_code_is_written_but_by_its_rule() -> None:
    written = {
        code
        for path in TOOLKIT.rglob("*.py")
        for code in re.findall(r'"([A-Z]\d{3})"', path.read_text())
    }
    assert written == set(RULES)


def test_each_kind_of_finding_has_rules() -> None:
    assert {each.rule.severity for each in RULES.values()} == {*Severity}
