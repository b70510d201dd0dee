"""Suggestions for a misspelt word."""

from collections.abc import Collection
from difflib import get_close_matches
from heapq import nsmallest

from sportello.findings.opposites import opposed

_SHOWN = 8
_SMALL = 200
_SHORT = 3
_CLOSE = 10


def nearest(word: str, options: Collection[str], alike: float = 0.6) -> str | None:
    """Return the option most like the word, else one that contains it, ignoring case, or None.

    `alike` says how like it has to be, up to 1. The contrary of the word is never it.

    >>> nearest("mialbox", ["calendar", "mailbox"])
    'mailbox'
    """
    target = word.lower()
    candidates = {option.lower(): option for option in _candidates(target, options)}
    found = get_close_matches(target, candidates, n=_CLOSE, cutoff=alike)
    if not found and len(target) > _SHORT:
        found = [option for option in candidates if target in option]
    return next((candidates[each] for each in found if not opposed(target, each)), None)


def did_you_mean(word: str, options: Collection[str]) -> str:
    """Return a sentence for a hint: the nearest option, else the first options in order.

    Without any option there is nothing to propose, and the sentence is empty.

    >>> did_you_mean("mialbox", ["calendar", "mailbox"])
    'did you mean "mailbox"?'
    >>> did_you_mean("x", ["sms", "mail"])
    'allowed: mail, sms'
    """
    found = nearest(word, options)
    if found is not None:
        return f'did you mean "{found}"?'
    if not options:
        return ""
    shown = ", ".join(nsmallest(_SHOWN, options))
    more = len(options) - _SHOWN
    return f"allowed: {shown} and {more} more" if more > 0 else f"allowed: {shown}"


def _candidates(target: str, options: Collection[str]) -> Collection[str]:
    if len(options) <= _SMALL:
        return options
    # difflib takes seconds for 100,000 words. A typing error rarely touches both ends of a word, so
    # in a long list only the options that share one end with it are worth the comparison.
    head, tail = target[:2], target[-2:]
    slack = max(2, len(target) // 3)
    return [
        option
        for option in options
        if abs(len(option) - len(target)) <= slack
        and (option[:2].lower() == head or option[-2:].lower() == tail)
    ]
