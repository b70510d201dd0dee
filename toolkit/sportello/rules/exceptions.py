"""Exceptions in place: `# sportello: ignore M011 because …` silences a warning or a note."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

from sportello.catalog.yaml.directives import Directive
from sportello.catalog.yaml.reader import Document
from sportello.findings import OWN, Finding, Rule, Severity
from sportello.findings.registry import all_rules, unknown_code

I001: Final = Rule("I001", Severity.WARNING)
"""An exception that does not say what it ignores, or why.

*Un'eccezione che non dice che cosa ignora, o perché.*

Where a warning or a note is not to be mended, a comment in its line silences it:
`# sportello: ignore M011 because its users write from a form`; alone, it is for the next line that
says something. It names the code, or several with commas or "and", and the reason, so that whoever
comes later can judge whether it still holds. An error cannot be ignored.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: “ACME”} # sportello: ignore Y015
```

Good:

```yaml
providers:
  acme: {name: “ACME”} # sportello: ignore Y015 because it is so called
```
"""
I002: Final = Rule("I002", Severity.WARNING)
"""An exception that is not needed.

*Un'eccezione che non serve.*

What the comment silences is not found in its line, or no longer. Remove the comment, so that it
does not hide a mistake to come.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ACME} # sportello: ignore Y015 because it is so called
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

_IGNORE: Final = re.compile(
    r"ignore(?P<codes>(?:[ ,]+(?:(?:and|e) +)?[A-Z]\d{3})+)(?P<why>.*)", re.IGNORECASE
)
_WHY: Final = re.compile(r" +because +\S.*", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]\d{3}")
_FORM: Final = 'write it like "# sportello: ignore M011 because …"'


_Place = tuple[str, int, str]
"""A file, a line and a code."""


@dataclass(frozen=True)
class _Ignored:
    """What a comment ignores, and whether it may be idle: there is nothing else to say of it."""

    place: _Place
    comment: Directive
    may_be_idle: bool


def with_exceptions(
    findings: Iterable[Finding],
    documents: Iterable[Document],
    incomplete: Set[str],
    not_asked: Set[str] = frozenset(),
) -> list[Finding]:
    """Return findings without those that are ignored in their place, and what is wrong with that.

    The comments are those of `documents`. `incomplete` are the sections of the catalog of which
    something is missing, `not_asked` codes that were not looked for: that they are not there means
    nothing.
    """
    wrong: list[Finding] = []
    ignored: dict[_Place, _Ignored] = {}
    for each in _read(documents):
        if isinstance(each, Finding):
            wrong.append(each)
        else:
            ignored[each.place] = each
    if not ignored:
        return [*findings, *wrong]
    kept: list[Finding] = []
    there: dict[_Place, Severity] = {}
    for finding in findings:
        places = [where for where in (finding.where, *finding.others) if where is not None]
        known = [(where.file, where.line, finding.code) for where in places]
        there |= dict.fromkeys(known, finding.severity)
        if finding.severity is Severity.ERROR or ignored.keys().isdisjoint(known):
            kept.append(finding)
            continue
        left = [where for where, place in zip(places, known, strict=True) if place not in ignored]
        if left:
            kept.append(replace(finding, where=left[0], others=tuple(left[1:])))
    return [*kept, *wrong, *_idle(ignored.values(), there, incomplete, not_asked)]


def _read(documents: Iterable[Document]) -> Iterator[_Ignored | Finding]:
    for document in documents:
        for comment in document.directives():
            found = _IGNORE.fullmatch(comment.text)
            if found is None:
                message = "this comment speaks to Sportello, which does not understand it"
                yield I001.finding(message, comment.where, _FORM)
                continue
            says_why = _WHY.fullmatch(found["why"]) is not None
            if not says_why:
                message = "this exception does not say why"
                if found["why"].strip().lower() not in ("", "because"):
                    message = 'the word "because" is missing before the reason'
                yield I001.finding(message, comment.where, _FORM)
            for code in _CODE.findall(found["codes"].upper()):
                if code in all_rules():
                    place = (comment.where.file, comment.line, code)
                    yield _Ignored(place, comment, says_why and not document.broken)
                else:
                    wrong = unknown_code(code)
                    yield I001.finding(wrong.message, comment.where, wrong.hint)


def _idle(
    ignored: Iterable[_Ignored],
    there: Mapping[_Place, Severity],
    incomplete: Set[str],
    not_asked: Set[str],
) -> Iterator[Finding]:
    """Yield the exceptions that silence nothing."""
    for each in ignored:
        code = each.place[2]
        severity = there.get(each.place)
        needed = all_rules()[code].rule.complete
        own = OWN in needed and bool(incomplete)
        may_be_idle = each.may_be_idle and not own and needed.isdisjoint(incomplete)
        if severity is Severity.ERROR:
            message = f"{code} is an error here, and an error cannot be ignored"
            yield I001.finding(message, each.comment.where, "mend it, and remove this comment")
        elif severity is None and code not in not_asked and may_be_idle:
            message = f"this exception is not needed: {code} is not found here"
            yield I002.finding(message, each.comment.where, "remove it")
