"""Why a deploy was not done, or was undone."""


class Refused(Exception):
    """`message` says what is wrong and what state the server is in, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}.\n  = help: {self.remedy}"
