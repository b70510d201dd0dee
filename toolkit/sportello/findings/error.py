"""An error that is made of findings."""

from collections.abc import Iterable

from sportello.findings.model import Finding
from sportello.findings.text import render


class FindingsError(ValueError):
    """Something cannot be used: `findings` say what is wrong, where, and the remedy.

    As text, it is all of them as `sportello check` prints them, and what `message` adds, if it
    says anything.
    """

    def __init__(self, findings: Iterable[Finding], message: str = "") -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        self.message: str = message
        super().__init__(self.findings, message)

    def __str__(self) -> str:
        return "\n".join(filter(None, (render(self.findings, color=False), self.message))).strip()
