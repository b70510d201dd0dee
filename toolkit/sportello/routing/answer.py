"""What we write to a sender, as a mail carries it: one subject, and a text in short lines."""

import re
import textwrap
from collections.abc import Iterator

from sportello.catalog.model import Acknowledgement, Text
from sportello.routing.message import Message
from sportello.routing.places import SUBJECT

NO_SUBJECT = "…"
"""What is said for the subject of a mail that has none, or one that cannot be read."""
MAX_SUBJECT = 256
"""Characters of a subject in Pigeonhole 0.5, which cuts what is longer."""
_ENCODED = "=?"
"""How an encoded word begins: one that is left would be decoded by whoever reads the answer."""
_CONTROL = re.compile("[\x00-\x1f]")
WIDTH = 78
"""Characters of a line that is wrapped (RFC 5322, 2.1.1); of any script, they are far from 998
bytes, which no line may pass."""


def answer_subject(answer: Acknowledgement, languages: tuple[str, ...]) -> str:
    """Return the subject in all languages, on one line."""
    return in_one_line(answer.subject, languages)


def answer_text(answer: Acknowledgement, languages: tuple[str, ...]) -> str:
    """Return the text in all languages, wrapped."""
    return in_lines(answer.text, languages)


def filled(subject: str, message: Message) -> str:
    """Return a subject with that of the sender in its place, as Pigeonhole sends it.

    No control character is left, so that nobody can begin a header in it, and at most `MAX_SUBJECT`
    characters. As long as not all headers of the message are known, the place stays.
    """
    texts = message.texts("Subject")
    if SUBJECT not in subject or not (texts or message.complete):
        return subject
    said = next((text for text in texts if text), "")
    said = NO_SUBJECT if not said or _ENCODED in said else said
    line = _CONTROL.sub("\ufffd", subject.replace(SUBJECT, said))
    return line if len(line) <= MAX_SUBJECT else f"{line[: MAX_SUBJECT - 1]}…"


def in_one_line(text: Text, languages: tuple[str, ...]) -> str:
    """Return a text in all languages, on one line."""
    return " / ".join(" ".join(each.split()) for each in _in_languages(text, languages))


def in_lines(text: Text, languages: tuple[str, ...]) -> str:
    """Return a text in all languages, wrapped."""
    said = (wrapped(each).strip() for each in _in_languages(text, languages))
    return "\n\n--\n\n".join(said) + "\n"


def wrapped(text: str) -> str:
    """Return a text with its long lines broken at blanks, their indentation kept.

    YAML folds a paragraph to one line, and a mail server breaks a long one within a word or does
    not send it. A word that is longer than a line, such as a link, stays whole.
    """
    return "\n".join(_lines(text.replace("\r\n", "\n")))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if len(line) <= WIDTH:
            yield line
            continue
        words = line.lstrip(" \t")
        indent = line[: len(line) - len(words)]
        broken = textwrap.wrap(
            words,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
            replace_whitespace=False,
        )
        yield from broken or [""]


def _in_languages(text: Text, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the text in each language it is written in, the main language first."""
    texts = [text[language] for language in languages if text.get(language)]
    return tuple(dict.fromkeys(texts)) or (text.says(languages[0]),)
