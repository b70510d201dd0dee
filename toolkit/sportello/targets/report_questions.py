"""What a good report of a problem answers: asked by mail, by issue forms and on the phone."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # other targets must be found where the extra `site` is not installed
    from sportello.wording.messages import Messages


class Question(NamedTuple):
    """A question with its name for programs, and whether the answer takes several lines."""

    name: str
    words: str
    is_long: bool


def report_questions(messages: "Messages") -> tuple[Question, ...]:
    """Return what a good report answers, in a language."""
    _ = messages
    return (
        Question("where", _("Program, page or function:"), is_long=False),
        Question("steps", _("Steps taken, one by one:"), is_long=True),
        Question("expected", _("Expected result:"), is_long=True),
        Question("happened", _("What happened (error message word for word):"), is_long=True),
        Question("since", _("Since when, and whether always or now and then:"), is_long=False),
        Question("affected", _("How many people cannot work:"), is_long=False),
    )


def report_form(messages: "Messages") -> str:
    """Return the questions as text to fill in, one a line."""
    return "\n\n".join(each.words for each in report_questions(messages)) + "\n"
