"""A value that cannot be read, and the remedy."""


class Invalid(ValueError):
    """A value is not what it should be: `message` says why, `hint` what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}"
