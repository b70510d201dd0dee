"""What can be wrong with expectations."""

from typing import Final

from sportello.findings import Rule, Severity

X001: Final = Rule(
    "X001", Severity.ERROR, en="an expectation that says nothing", it="un'attesa che non dice nulla"
)

X002: Final = Rule(
    "X002",
    Severity.ERROR,
    en="something is other than expected",
    it="qualcosa è diverso dal previsto",
)
