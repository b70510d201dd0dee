"""The pages of the rules: the bad example of each gives its code, the good one gives nothing."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from sportello.findings import Finding
from sportello.findings.registry import all_rules

Findings = Callable[..., list[Finding]]
RULES = all_rules()
NO_FILE_OF_TEXT = {
    "Y001": "its bytes are no text",
    "F001": "what is wrong is its name",
    "Y005": "a tab cannot be seen",
    "Y006": "a thousand brackets teach nobody",
    "Y007": "16 MiB teach nobody",
    "Y010": "what is wrong cannot be seen",
    "D008": "which dates are estimates is known to the holidays package",
    "D009": "which half holidays have no hour is known to the holidays package",
    "F003": "a link is no text",
    "F004": "what may not be read is no text",
    "L019": "which years are known is known to the holidays package",
    "S009": "no key has a new name yet",
}
TO_COME = {code for code in RULES if code[0] in "EX"} | {
    *("D005", "D010", "D011", "D012", "L016", "L020"),
    *("M006", "M007", "M017", "M019", "M021", "M024", "M025", "M026", "M027", "M029", "M031"),
    *("M040", "M041", "M042", "M060", "M061", "M062", "M063", "M064", "M065"),
}
_EXAMPLE = re.compile(
    r"^(?P<kind>Bad|Good)(?:, in `(?P<file>[^`]+)`)?:\n\n```yaml\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """A file of a small catalog that is wrong, and the same as it should be."""

    file: str
    bad: str
    good: str


def example_of(code: str) -> Example | None:
    found = [*_EXAMPLE.finditer(RULES[code].page)]
    if not found:
        return None
    bad, good = found
    assert (bad["kind"], good["kind"], good["file"]) == ("Bad", "Good", None)
    return Example(bad["file"], bad["text"], good["text"])


def test_every_rule_has_examples_but_for_those_that_no_text_can_show() -> None:
    without = {code for code in RULES if example_of(code) is None}
    assert without == NO_FILE_OF_TEXT.keys() | TO_COME


@pytest.fixture
def told(findings_of: Findings) -> Callable[[str, str], list[str]]:
    def check(file: str, text: str) -> list[str]:
        return [each.code for each in findings_of(**{file.removesuffix(".yaml"): text})]

    return check


@pytest.mark.parametrize("code", [code for code in RULES if example_of(code)])
def test_the_bad_example_gives_the_code_and_the_good_one_nothing(
    told: Callable[[str, str], list[str]], code: str
) -> None:
    example = example_of(code)
    assert example is not None
    assert code in told(example.file, example.bad)
    assert told(example.file, example.good) == []
