"""What looks like another character is named."""

import pytest

from sportello.findings.lookalike import disguised


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("help@acme.example", ""),
        ("è già lunedì, 5 € – sì", "– in it is no usual hyphen (en dash)"),
        ("perché", ""),
        ("Помощь", ""),
        ("h\u0435lp", '"\u0435" in it is no Latin letter (U+0435, cyrillic small letter ie)'),
        ("\u03bfffice", '"\u03bf" in it is no Latin letter (U+03BF, greek small letter omicron)'),
        ("a\u00a0b", "U+00A0 in it is no usual space (no-break space)"),
        ("\u201ca\u201d", "\u201c \u201d in it quote nothing: write \" or '"),
    ],
)
def test_what_looks_like_another_character_is_named(text: str, told: str) -> None:
    assert disguised(text) == told
