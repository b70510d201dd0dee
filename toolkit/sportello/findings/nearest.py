"""Suggestions for a misspelt word."""

import re
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher, get_close_matches
from heapq import nsmallest
from itertools import takewhile
from operator import eq

from sportello.findings.first_few import more
from sportello.findings.opposites import opposed

_SHOWN = 8
_SMALL = 200
_SHORT = 3
_LONGEST = 200
"""Letters that are looked at: a key may be a file that lacks its line breaks."""
_CLOSE = 10
"""Options looked at in full, the most alike first."""
_ALIKE = 0.65
_BETWEEN = re.compile(r"(?<=\w)[-_./@ ](?=\w)")


def nearest(word: str, options: Collection[str], alike: float = 0.6) -> str | None:
    """Return the option most like the word, else one that contains it, ignoring case, or None.

    `alike` says how like it has to be, up to 1. The contrary of the word is never it.
    What both have in common in whole parts, as `desk-` in `desk-rome`, makes them no more alike:
    names of one family are not taken for each other.

    >>> nearest("mialbox", ["calendar", "mailbox"])
    'mailbox'
    >>> nearest("desk-milan", ["desk-main", "desk-rome"])
    'desk-main'
    >>> nearest("desk-turin", ["desk-main", "desk-rome"])
    """
    target = word[:_LONGEST].lower()
    candidates = {option.lower(): option for option in _candidates(target, options)}
    close = get_close_matches(target, candidates, n=_CLOSE, cutoff=alike)
    found = [option for option in close if _alike_apart(target, option)]
    if not found and len(target) > _SHORT:
        found = sorted(option for option in candidates if target in option)
    return next((candidates[each] for each in found if not opposed(target, each)), None)


def did_you_mean(word: str, options: Collection[str], otherwise: str | None = None) -> str:
    """Return a sentence for a hint: the nearest option, else `otherwise`.

    Where that is not given, it is the first options in order; without any option there is nothing
    to propose, and the sentence is empty.

    >>> did_you_mean("mialbox", ["calendar", "mailbox"])
    'did you mean "mailbox"?'
    >>> did_you_mean("x", ["sms", "mail"])
    'allowed: mail, sms'
    """
    found = nearest(word, options)
    if found is not None:
        return f'did you mean "{found}"?'
    if otherwise is not None or not options:
        return otherwise or ""
    rest = len(options) - _SHOWN
    shown = ", ".join(nsmallest(_SHOWN, options))
    return f"allowed: {shown}" + (f" and {more(rest)}" if rest > 0 else "")


def meant_keys(
    written: Collection[str], allowed: Collection[str], missing: Collection[str]
) -> Mapping[str, str]:
    """Return the keys that unknown ones seem to be, by these: the nearest in spelling.

    Of one unknown key that is like none, it is the one key that is missing.

    >>> meant_keys(["nmae", "until"], ["name", "from", "to"], ["name", "to"])
    {'nmae': 'name', 'until': 'to'}
    """
    unknown = [key for key in written if key not in allowed]
    meant = {key: near for key in unknown if (near := nearest(key, allowed))}
    strange = [key for key in unknown if key not in meant]
    unwritten = {*missing} - {*written, *meant.values()}
    if len(strange) == len(unwritten) == 1:
        meant[strange[0]] = unwritten.pop()
    return meant


def _alike_apart(word: str, option: str) -> bool:
    """Return whether two words are alike without the parts in which both begin and end."""
    one, other = _BETWEEN.split(word), _BETWEEN.split(option)
    head = len([*takewhile(bool, map(eq, one, other))])
    one, other = one[head:], other[head:]
    tail = len([*takewhile(bool, map(eq, reversed(one), reversed(other)))])
    rest, rival = (each[: len(each) - tail] for each in (one, other))
    if not (head or tail) or rest == rival:
        return True
    return SequenceMatcher(None, "-".join(rest), "-".join(rival)).ratio() >= _ALIKE


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
