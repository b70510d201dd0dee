"""The places in an acknowledgement that are filled, as words in braces."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from sportello.catalog.model import Acknowledgement, Text

SUBJECT: Final = "{subject}"
"""What stands in its subject for that of the sender, while the script runs."""
PROMISE: Final = "{promise}"
"""What stands in its text for by when an answer is promised, until it is built."""
PLACES: Final[Mapping[str, str]] = {"subject": SUBJECT, "text": PROMISE}
"""What is filled, by the key of the acknowledgement in which it is."""


def says_promise(answer: Acknowledgement) -> bool:
    """Tell whether the text of an acknowledgement has a place for a promise."""
    return any(PROMISE in said for said in answer.text.values())


def with_promise(answer: Acknowledgement, promise: Text, language: str) -> Acknowledgement:
    """Return an acknowledgement with a promise in its place, in each language in its words.

    `language` is that of a text that is the same for all.
    """
    said = {
        key: text.replace(PROMISE, promise.says(key or language))
        for key, text in answer.text.items()
    }
    return replace(answer, text=Text(said))
