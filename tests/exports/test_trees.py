"""Files of JSON that are no plain tables."""

import json
from pathlib import Path

import pytest

from sportello.exports.system import BadRow
from sportello.exports.trees import trees

ONE = {"audits": [1]}
TWO = {"audits": [2]}
BROKEN = "is not JSON: export it again"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (json.dumps(ONE), [ONE]),
        (json.dumps(ONE, indent=2), [ONE]),
        (f"\ufeff{json.dumps([ONE, TWO])}\n", [ONE, TWO]),
        (f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n", [ONE, TWO]),
        (f"{json.dumps([ONE])}\n{json.dumps([TWO])}\n", [ONE, TWO]),
        (f"{json.dumps(ONE)}\n{{\n{json.dumps(TWO)}\n", [ONE, BadRow(2, BROKEN), TWO]),
        (json.dumps(ONE)[:-1], [BadRow(1, BROKEN)]),
        ('{"tickets": []}', []),
        ("audits\n", []),
        ("", []),
    ],
)
def test_a_file_holds_one_answer_or_a_list_or_one_a_line(
    tmp_path: Path, text: str, found: list[object]
) -> None:
    file = tmp_path / "answer.json"
    file.write_text(text)
    assert [*trees(file, ("audits",))] == found
