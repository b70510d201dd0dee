"""The languages that a desk can speak."""

import re
from typing import Annotated, Final

from msgspec import Meta

from sportello.findings import Invalid

Language = Annotated[
    str,
    Meta(
        description="The two letters of a language (ISO 639-1), such as `it`.",
        extra_json_schema={"format": "language"},
    ),
]

_CODES: Final = (
    "aa ab af ak am an ar as az ba be bg bm bn bo br bs ca ce co cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ie ig ii io "
    "is it iu ja jv ka ki kk kl km kn ko ks ku kw ky la lb lg ln lo lt lu lv mg mi mk ml mn mr "
    "ms mt my nb nd ne nl nn no nr nv ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg si sk sl sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu"
)
LANGUAGES: Final = frozenset(_CODES.split())
"""Of ISO 639-1, those of which the CLDR knows how dates, numbers and lists are written."""


LANGUAGE_KEY: Final = "^[a-z]{2}$"
"""The pattern of a language as a key of a translated text."""
_TAG: Final = re.compile(r"([A-Za-z]{2})(?:[A-Za-z]?|[-_].*)")
"""A language with three letters (ISO 639-2), in capitals, or with a country (BCP 47)."""


def language_meant(written: str) -> str:
    """Return the remedy for what is no language."""
    found = _TAG.fullmatch(written)
    code = found[1].lower() if found else ""
    if code in LANGUAGES:
        return f'did you mean "{code}"?'
    return "write its two small letters (ISO 639-1), such as it or en"


def check_language(written: str) -> None:
    """Raise Invalid for what is no language that a desk can speak."""
    if written not in LANGUAGES:
        raise Invalid(
            f'"{written[:80]}" is no language whose dates and numbers are known',
            language_meant(written),
        )
