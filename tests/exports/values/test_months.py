"""Names of months: those that mean one month, and without Babel the English ones."""

from collections.abc import Iterator

import pytest

from sportello.exports.values import months


@pytest.fixture
def without_babel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(months, "find_spec", lambda _: None)
    months.month_numbers.cache_clear()
    months.afternoons.cache_clear()
    yield
    months.month_numbers.cache_clear()
    months.afternoons.cache_clear()


def test_months_are_known_in_the_languages_of_exports() -> None:
    names = {"gen": 1, "février": 2, "mär": 3, "mrz": 3, "abr": 4, "mai": 5, "giugno": 6, "jul": 7}
    names |= {"agosto": 8, "sept": 9, "out": 10, "listopada": 11, "dez": 12, "joulukuuta": 12}
    assert {name: months.month_numbers()[name] for name in names} == names
    assert months.plain_word("Févr.") == "févr"
    assert months.afternoons()[months.plain_word("p. m.")]
    assert not months.afternoons()["am"]


@pytest.mark.usefixtures("without_babel")
def test_without_babel_months_are_english() -> None:
    assert months.month_numbers()["may"] == 5
    assert "gen" not in months.month_numbers()
    assert months.afternoons() == {"am": False, "pm": True}
