"""The examples of docs/python.md are run, where `catalog/` is the frozen one."""

import doctest
from pathlib import Path

import pytest

from frozen import frozen_at

PAGE = Path(__file__).parents[1] / "docs" / "python.md"


def test_examples_give_what_they_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen_at(tmp_path)
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    examples = doctest.DocTestParser().get_doctest(PAGE.read_text(), {}, PAGE.name, str(PAGE), 0)
    done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples, out=told.append)
    assert not done.failed, "".join(told)
    assert done.attempted > 20
