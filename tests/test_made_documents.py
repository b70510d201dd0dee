"""What is made from the program stands in docs/ as it is made."""

from pathlib import Path

import pytest

from make import all_documents

DOCS = Path(__file__).parents[1] / "docs"
MADE = all_documents()


@pytest.mark.parametrize("path", MADE)
def test_a_document_is_as_it_is_made(path: str) -> None:
    assert (DOCS / path).read_text() == MADE[path], "make docs"
