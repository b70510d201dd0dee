"""Message rules that refuse: they do nothing else, and mail can carry what they say."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, MessageRule
from sportello.catalog.model.values import NOTHING
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing.answer import in_lines
from sportello.routing.words import unfit
from sportello.rules.mail.acknowledgements import MAX_ANSWER
from sportello.rules.mail.limits import MAX_LINE

M066: Final = Rule("M066", Severity.ERROR)
"""A message rule that refuses a mail and takes it too.

*Una regola che rifiuta un messaggio e insieme lo accetta.*

A mail that a rule refuses goes back to its sender with the text of the rule, and nowhere else: it
cannot be delivered too, nor be acknowledged. Decide which of the two it shall be.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [offer]}}
        refuse: {it: Non accettiamo offerte., en: We take no offers.}
        deliver_to: [desk]
        why: Nobody reads offers here
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [offer]}}
        refuse: {it: Non accettiamo offerte., en: We take no offers.}
        why: Nobody reads offers here
```
"""
M068: Final = Rule("M068", Severity.ERROR)
"""A refusal that mail cannot carry.

*Un rifiuto che la posta non può trasportare.*

The text of a refusal comes to the sender in a mail, which can hold no control character, no word of
more than 998 bytes, and here at most 65,536 characters in all languages. Remove what is wrong, or
shorten it; a few words that say where to write instead are best.
"""


def _refusals(catalog: Catalog) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        for key, rule in mailbox.rules.items():
            if rule.refuse:
                path = ("mailboxes", name, "rules", key)
                yield from _both(path, name, rule)
                yield from _unsayable(catalog, (*path, "refuse"), rule)


def _both(path: tuple[str, ...], name: str, rule: MessageRule) -> Iterator[Problem]:
    answers = rule.acknowledge not in {None, NOTHING}
    besides = [*["deliver_to"] * bool(rule.deliver_to), *["acknowledge"] * answers]
    if besides:
        yield M066.problem(
            (*path, besides[0]),
            f'the rule "{path[-1]}" of mailbox "{name}" refuses mails, and so cannot '
            f"{'deliver them' if rule.deliver_to else 'acknowledge them'} too",
            f"remove refuse, or {' and '.join(besides)}",
            on_key=True,
        )


def _unsayable(catalog: Catalog, path: KeyPath, rule: MessageRule) -> Iterator[Problem]:
    said = rule.refuse
    if sum(map(len, said.values())) > MAX_ANSWER:
        message = f"the text of a refusal is longer than {MAX_ANSWER} characters"
        yield M068.problem(path, message, "shorten it")
        return
    for language, wrong in ((key, unfit(text)) for key, text in said.items()):
        if wrong is not None:
            place = (*path, language) if language else path
            message = f"the text of a refusal holds the character {wrong}, which no mail can carry"
            yield M068.problem(place, message, "remove it")
    lines = in_lines(said, catalog.helpdesk.languages).split("\n")
    longest = max(len(line.encode(errors="replace")) for line in lines)
    if longest > MAX_LINE:
        yield M068.problem(
            path,
            f"a word in the text of a refusal has {longest} bytes, and a line of a mail has "
            f"{MAX_LINE} at most",
            "put a blank or a line break into it, or shorten it",
        )


CHECKS = (_refusals,)
