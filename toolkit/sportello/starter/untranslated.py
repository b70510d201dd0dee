"""What the site says itself, to be translated: for a desk in a language that it does not speak."""

from typing import Final

from sportello.targets.site.checks.messages import our_messages
from sportello.targets.site.checks.po import Entry

_HEAD: Final = """\
# What the site says itself, to be said in "{language}": each msgid is the English, msgctxt tells
# where it stands, and msgstr is for the translation. What is empty shows in English.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plurals}"""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def untranslated(language: str) -> bytes:
    """Return a file of gettext messages with all that the site says, and no translation."""
    forms, plurals = _plurals(language)
    head = _HEAD.format(language=language, plurals=plurals)
    messages = (_message(each, forms) for each in our_messages().values())
    return "\n".join([head, *messages]).encode()


def _message(ours: Entry, forms: int) -> str:
    is_format = "{" in ours.texts["msgid"]
    keywords = [each for each in ("msgctxt", "msgid", "msgid_plural") if each in ours.texts]
    several = "msgid_plural" in keywords
    empty = [f"msgstr[{each}]" for each in range(forms)] if several else ["msgstr"]
    lines = [f'{each} "{ours.texts[each].translate(_ESCAPES)}"' for each in keywords]
    lines = [*(["#, python-brace-format"] if is_format else []), *lines]
    return "".join(f"{each}\n" for each in (*lines, *(f'{each} ""' for each in empty)))


def _plurals(language: str) -> tuple[int, str]:
    """Return how many plural forms a language has, with the line of the head that tells which."""
    try:
        from babel.messages.plurals import get_plural  # noqa: PLC0415 - of the extra `site`
    except ModuleNotFoundError:
        return 2, ""
    plurals = get_plural(language)
    return plurals.num_plurals, f'"Plural-Forms: {plurals}\\n"\n'
