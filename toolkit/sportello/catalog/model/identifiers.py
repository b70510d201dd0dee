"""The codes of bodies and their offices in Italy's index of public bodies (indicepa.gov.it)."""

import re
from typing import Self

from sportello.catalog.model.values import Part
from sportello.findings import Invalid

_BODY = re.compile(r"[a-z0-9][a-z0-9_-]{1,31}")
_OFFICE = re.compile(r"[A-Z0-9]{6}")


class BodyCode(str):
    """The Codice IPA of a body, such as `c_a944`; small and capital letters are the same."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        code = written.lower()
        if not _BODY.fullmatch(code):
            raise Invalid(
                f'"{written[:80]}" is no Codice IPA',
                "write it as indicepa.gov.it does, like c_a944",
            )
        return super().__new__(cls, code)


class OfficeCode(str):
    """The Codice univoco UO of an office: six letters and digits, such as `UF1A2B`."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        code = written.upper()
        if not _OFFICE.fullmatch(code):
            raise Invalid(
                f'"{written[:80]}" is no Codice univoco of an office',
                "write its six letters and digits, as indicepa.gov.it does, like UF1A2B",
            )
        return super().__new__(cls, code)


class Identifiers(Part, frozen=True, kw_only=True):
    """How Italy's index of public bodies (IPA) calls a body, or one of its offices."""

    ipa: BodyCode | None = None
    """The Codice IPA of the body. Example: `c_a944`"""
    uo: OfficeCode | None = None
    """The Codice univoco of the office (UO). Example: `UF1A2B`"""
