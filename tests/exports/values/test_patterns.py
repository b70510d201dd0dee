"""Patterns of dates, and what is wrong with them."""

import pytest

from sportello.exports.values.patterns import compile_pattern
from sportello.findings import Invalid


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("dd/MM HH:mm", 'the pattern "dd/MM HH:mm" has no year'),
        ("dd/mm/yyyy", 'the pattern "dd/mm/yyyy" has no month'),
        ("MM/yyyy", 'the pattern "MM/yyyy" has no day'),
        ("dd/MM/yyyy h:mm", 'the pattern "dd/MM/yyyy h:mm" does not tell morning from afternoon'),
        ("dd/MM/yyyy HH:mm HH", 'the pattern "dd/MM/yyyy HH:mm HH" has H twice'),
        ("YYYY-MM-dd", '"YYYY" in the pattern "YYYY-MM-dd" is no part of a date'),
        ("yyyy-MM-ddTHH:mm", '"T" in the pattern "yyyy-MM-ddTHH:mm" is no part of a date'),
        ("dd/MM/yyyy 'at", 'the pattern "dd/MM/yyyy \'at" has a quote that is not closed'),
        ("", 'the pattern "" has no year'),
    ],
)
def test_a_pattern_that_is_none_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        compile_pattern(pattern)
    assert caught.value.message == message
    assert caught.value.hint
