"""Codes of Italy's index of public bodies, as it writes them."""

import pytest

from sportello.catalog.model import BodyCode, OfficeCode
from sportello.findings import Invalid


@pytest.mark.parametrize("written", ["c_a944", "C_A944", "agid", "m_pi", "cciaa-bo"])
def test_code_of_a_body_is_in_small_letters(written: str) -> None:
    assert BodyCode(written) == written.lower()


@pytest.mark.parametrize("written", ["UF1A2B", "uf1a2b", "7GEM3B"])
def test_code_of_an_office_is_in_capital_letters(written: str) -> None:
    assert OfficeCode(written) == written.upper()


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *((BodyCode, each) for each in ("", "c", "_x", "c a944", "città", "x" * 33)),
        *((OfficeCode, each) for each in ("", "UF1A2", "UF1A2BC", "UF-A2B", "ÙF1A2B")),
    ],
)
def test_other_codes_are_refused_with_an_example(kind: type[str], written: str) -> None:
    with pytest.raises(Invalid, match="indicepa"):
        kind(written)
