"""Quotes of typography are told wherever a value ends."""

import pytest

from sportello.catalog.yaml.reader import read


def marked(text: str) -> list[str]:
    found = [each for each in read(text.encode(), "a.yaml").findings if each.code == "Y015"]
    places = [each.where for each in found if each.where]
    return [each.source[each.column - 1 :][: each.width] for each in places]


@pytest.mark.parametrize(
    "behind", ["", " ", "  # hi", "\t# hi", " # so “they” say", " #", "\n# hi"]
)
def test_a_comment_behind_a_quoted_text_hides_nothing(behind: str) -> None:
    for text in (
        "name: “01S”", "name:   “01S”", "name:\n  “01S”", "a:\n  - name: “01S”", "- “01S”",
        "{name: “01S”", "[b, “01S”", "[“01S”", "[b,“01S”",
    ):  # fmt: skip
        end = {"{": "\n}", "[": "\n]"}.get(text[0], "")
        assert marked(f"{text}{behind}{end}\n") == ["“01S”"]


@pytest.mark.parametrize("behind", ["", " ", " # hi", "\t# hi"])
def test_a_comment_behind_a_text_that_a_comma_cuts_hides_nothing(behind: str) -> None:
    found = read(f"[“Rossi, Anna”{behind}\n]\n".encode(), "a.yaml").findings
    assert [each.severity for each in found] == ["error", "warning"]


@pytest.mark.parametrize(
    "text", ["“a”#1", "b “a”", "b:“a”", "“a” b # c", '"see: “a” # b"', "|\n  x: “a” # b"]
)
def test_quotes_within_a_text_are_part_of_it(text: str) -> None:
    assert marked(f"name: {text}\n") == []
