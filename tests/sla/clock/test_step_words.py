"""What a clock did, in words."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from sportello.sla.clock.report import ClockStep, ClockStepKind
from sportello.sla.clock.step_words import StepWords
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
ITALIAN = read_messages(own_sources(), "it")


def words(translate: object = str) -> StepWords:
    return StepWords(
        ITALIAN if translate is ITALIAN else str,
        lambda moment: f"{moment:%H:%M}",
        lambda seconds: f"{seconds // 3600} h",
        lambda part, name: f"<{part} {name}>",
    )


@pytest.mark.parametrize("kind", get_args(ClockStepKind))
@pytest.mark.parametrize("seconds", [None, 7200])
def test_every_step_has_words_in_both_languages(kind: ClockStepKind, seconds: int | None) -> None:
    step = ClockStep(kind, AT, "opened", AT, seconds)
    english, italian = words()(step), words(ITALIAN)(step)
    assert english
    assert italian not in {"", english}
    assert "{" not in english + italian


def test_a_pause_says_until_when_and_how_much_does_not_count() -> None:
    step = ClockStep("paused", AT, "waiting", AT.replace(hour=12), 7200)
    assert words()(step) == "state <state waiting> stops the clock until 12:00; 2 h do not count"
    lasting = ClockStep("paused", AT, "waiting", None, 7200)
    assert words()(lasting).endswith("stops the clock and still does; 2 h do not count")


def test_a_value_with_braces_stays_as_it_is() -> None:
    step = ClockStep("announced", AT, "New {value}", AT, 0)
    assert words()(step).startswith('the announcement "New {value}" stops the clock')


def test_terms_that_name_nothing_say_so() -> None:
    assert words()(ClockStep("changed", AT)) == (
        "severity none, new terms: the time used stays used"
    )
