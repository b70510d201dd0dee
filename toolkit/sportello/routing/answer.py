"""What an acknowledgement says, as a mail carries it: one subject, and a text in short lines."""

import textwrap
from collections.abc import Iterator

from sportello.catalog.model import Acknowledgement, Text

WIDTH = 78
"""Characters of a line that is wrapped (RFC 5322, 2.1.1); of any script, they are far from 998
bytes, which no line may pass."""


def answer_subject(answer: Acknowledgement, languages: tuple[str, ...]) -> str:
    """Return the subject in all languages, on one line."""
    return " / ".join(" ".join(text.split()) for text in _in_languages(answer.subject, languages))


def answer_text(answer: Acknowledgement, languages: tuple[str, ...]) -> str:
    """Return the text in all languages, wrapped."""
    texts = (wrapped(text).strip() for text in _in_languages(answer.text, languages))
    return "\n\n--\n\n".join(texts) + "\n"


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
