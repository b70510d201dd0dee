"""Texts in one language or several."""

from collections.abc import Mapping
from typing import Final

from sportello.findings import KeyPath
from sportello.findings.shape_rules import S003
from sportello.frozendict import FrozenDict
from sportello.worktime.problems import SpecProblems, shown

ANY: Final = "und"
"""The language tag of a text whose language is not said (ISO 639-3 `und`, undetermined)."""


NO_TEXTS: Final[Mapping[str, str]] = FrozenDict()
"""No text in any language."""


def read_text(value: object, path: KeyPath, problems: SpecProblems) -> Mapping[str, str]:
    """Read a text, or one text a language such as {it: …, en: …}, as language -> text."""
    if isinstance(value, str) and value.strip():
        return FrozenDict({ANY: value})
    if isinstance(value, dict) and value:
        texts = {key: text for key, text in value.items() if _is_pair(key, text)}
        if len(texts) == len(value):
            return FrozenDict(texts)
    problems.add(path, f"{shown(value)} is not a text", "write a text, or {it: …, en: …}", S003)
    return NO_TEXTS


def _is_pair(key: object, text: object) -> bool:
    return isinstance(key, str) and isinstance(text, str) and bool(text.strip())


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, else in none said, else in English, else any; "" if empty."""
    for tag in (language, ANY, "en", *texts):
        if tag in texts:
            return texts[tag]
    return ""
