"""A value that cannot be read, or a question without an answer, and the remedy."""


class Invalid(ValueError):
    """Something is not what it should be: `message` says what is wrong, `hint` what to do.

    The two are told apart here and stay apart: a name or title in either may hold any character.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message: str = message
        self.hint: str = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message
