"""Why a deploy was not done, or was undone."""

from sportello.findings import Invalid


class Refused(Invalid):
    """`message` says what is wrong and what state the server is in, `hint` what to do."""

    def __str__(self) -> str:
        return f"{self.message}.\n  = help: {self.hint}"
