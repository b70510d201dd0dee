"""The pages of the rules: the bad example of each gives its code, the good one gives nothing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from small import SMALL
from sportello.catalog import load
from sportello.findings.registry import all_rules
from sportello.rules import check

Write = Callable[..., Path]
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
    "M006": "an address that is too long teaches nobody",
    "M026": "a thousand destinations teach nobody",
    "M027": "a thousand letters teach nobody",
    "M029": "an acknowledgement of many pages teaches nobody",
    "M040": "a list of a hundred destinations teaches nobody",
    "M041": "a word of a thousand letters teaches nobody",
    "M042": "a subject of three hundred letters teaches nobody",
    "M060": "it is told of every catch-all of a desk with Exchange or Google",
    "M061": "three hundred retired mailboxes teach nobody",
    "M062": "a name of sixty letters teaches nobody",
    "M064": "five thousand addresses teach nobody",
    "M065": "it is told of every acknowledgement of a desk with Exchange or Google",
    "S009": "no key has a new name yet",
}
TO_COME = {code for code in RULES if code[0] in "EX"}
_EXAMPLE = re.compile(
    r"^(?P<kind>With|Bad|Good)(?:, in `(?P<file>[^`]+)`)?(?:, `--on (?P<day>[\d-]+)`)?:\n\n"
    r"```yaml\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """Files of a small catalog, one of which is wrong in `bad`, and a day to look from."""

    bad: dict[str, str]
    good: dict[str, str]
    day: date | None


def example_of(code: str) -> Example | None:
    found = [*_EXAMPLE.finditer(RULES[code].page)]
    if not found:
        return None
    *beside, bad, good = found
    assert [each["kind"] for each in found] == ["With"] * len(beside) + ["Bad", "Good"]
    files = {each["file"]: each["text"] for each in beside}
    day = bad["day"] and date.fromisoformat(bad["day"])
    return Example(
        files | {bad["file"]: bad["text"]}, files | {bad["file"]: good["text"]}, day or None
    )


def test_every_rule_has_examples_but_for_those_that_no_text_can_show() -> None:
    without = {code for code in RULES if example_of(code) is None}
    assert without == NO_FILE_OF_TEXT.keys() | TO_COME


def completed(file: str, text: str) -> str:
    """Return a file of the small catalog with the sections that an example shows instead."""
    shown, usual = sections(text), sections(SMALL.get(file, ""))
    if file == "helpdesk.yaml" or len(usual) == 1:
        return text
    return "".join((usual | shown).values())


def sections(text: str) -> dict[str, str]:
    return {
        part.partition(":")[0]: part
        for part in re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
        if part
    }


def codes(catalog_at: Write, files: dict[str, str], day: date | None) -> list[str]:
    root = catalog_at(
        **{file.removesuffix(".yaml"): completed(file, text) for file, text in files.items()}
    )
    return [each.code for each in check(load(root), day)]


@pytest.mark.parametrize("code", [code for code in RULES if example_of(code)])
def test_the_bad_example_gives_the_code_and_the_good_one_nothing(
    catalog_at: Write, code: str
) -> None:
    example = example_of(code)
    assert example is not None
    assert code in codes(catalog_at, example.bad, example.day)
    assert codes(catalog_at, example.good, example.day) == []
