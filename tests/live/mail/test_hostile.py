"""Nothing that an editor can write does harm to a mail server."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live.mail.conftest import Check
from live.mail.hostile import CANARY, HOSTILE
from live.mail.lab import Lab, lab
from live.mail.mails import mail_to
from routing.desk import box, desk, has, is_sound, problems, retired, rule
from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Acknowledgement, Catalog, Mailbox, Text
from sportello.findings import Finding, Severity
from sportello.routing import flatten
from sportello.rules import check as findings
from sportello.targets import exim, opensmtpd, postfix, sieve

Data = dict[str, Any]
Field = Callable[[Data, str], None]


def _parent(data: Data, path: tuple[str, ...]) -> Data:
    for key in path[:-1]:
        data = data[key]
    return data


def at(*path: str) -> Field:
    """Return what writes a text to a place of mailboxes.yaml."""

    def write(data: Data, text: str) -> None:
        _parent(data, path)[path[-1]] = text

    return write


def key_of(*path: str) -> Field:
    """Return what renames a key of mailboxes.yaml."""

    def write(data: Data, text: str) -> None:
        parent = _parent(data, path)
        parent[text] = parent.pop(path[-1])

    return write


def in_list(*path: str) -> Field:
    """Return what adds a text to a list of mailboxes.yaml."""

    def write(data: Data, text: str) -> None:
        parent = _parent(data, path)
        parent[path[-1]] = [*parent.get(path[-1], []), text]

    return write


MAILBOXES = """\
domains: [help.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
acknowledgements:
  standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
  help:
    address: help@help.example
    deliver_to: [desk]
    acknowledge: standard
    rules:
      first:
        when: {subject: {contains: [a]}, header: {X-Form: {is: [b]}}, from: {ends: [c]}}
        deliver_to: [desk]
        acknowledge: standard
        why: Because
      second:
        when: {not: {subject: {contains: [q]}}, from: {contains: [y]}}
        refuse: Refused
        why: Because
  old: {address: old@help.example, retired: {since: 2026-01-01, text: Shut}}
catch_all:
  help.example: [desk]
"""

RULE = ("mailboxes", "help", "rules", "first")
SECOND = ("mailboxes", "help", "rules", "second")
GRAMMAR: dict[str, tuple[Field, ...]] = {
    "addresses and domains": (
        in_list("domains"),
        in_list("shared_domains"),
        at("destinations", "desk", "address"),
        at("mailboxes", "help", "address"),
        in_list("mailboxes", "help", "aliases"),
    ),
    "names that something has": (
        key_of("destinations", "desk"),
        key_of("acknowledgements", "standard"),
        key_of("mailboxes", "help"),
        key_of("catch_all", "help.example"),
    ),
    "names that something refers to": (
        in_list("mailboxes", "help", "deliver_to"),
        at("mailboxes", "help", "acknowledge"),
        at("mailboxes", "help", "owner"),
        at("mailboxes", "old", "retired", "successor"),
        in_list(*RULE, "deliver_to"),
        at(*RULE, "acknowledge"),
        at(*RULE, "when", "calendar"),
    ),
    "the name of a rule": (key_of(*RULE),),
    "the name of a header": (key_of(*RULE, "when", "header", "X-Form"),),
    "a period": (at("acknowledgements", "standard", "once_per"),),
}
"""Fields with a grammar: no hostile text is of it."""
RETIREMENT = (at("mailboxes", "old", "retired", "text"),)
ANSWER = (
    at("acknowledgements", "standard", "subject"),
    at("acknowledgements", "standard", "text"),
)
REFUSAL = (at(*SECOND, "refuse"),)
TEXTS = (
    at("destinations", "desk", "name"),
    at("mailboxes", "help", "note"),
    at(*RULE, "why"),
)
WORDS = (
    in_list(*RULE, "when", "subject", "contains"),
    in_list(*RULE, "when", "from", "ends"),
    in_list(*RULE, "when", "header", "X-Form", "is"),
    in_list(*SECOND, "when", "not", "subject", "contains"),
)
FREE = {
    "retirement": RETIREMENT,
    "refusal": REFUSAL,
    "answer": ANSWER,
    "texts": TEXTS,
    "words": WORDS,
}
"""Fields for any text."""


def errors(root: Path, fields: Iterable[Field], text: str) -> list[Finding]:
    """Return the errors when a text is written to some fields of mailboxes.yaml.

    Without any error every target must take what was written.
    """
    data = yaml.safe_load(MAILBOXES)
    for write in fields:
        write(data, text)
    for name, content in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    # JSON is YAML, and can write every character.
    lines = json.dumps(data, indent=1, ensure_ascii=False, default=str)
    (root / "mailboxes.yaml").write_text(lines)
    loaded = load(root)
    wrong = [each for each in findings(loaded) if each.severity is Severity.ERROR]
    if not wrong:
        table = flatten(loaded.catalog)
        for target in (exim, opensmtpd, postfix, sieve):
            target.render(table)
    return wrong


@pytest.mark.parametrize("kind", GRAMMAR)
def test_a_hostile_text_is_no_address_and_no_name(tmp_path: Path, kind: str) -> None:
    for name, text in HOSTILE.items():
        found = errors(tmp_path, GRAMMAR[kind], text)
        lines = (tmp_path / "mailboxes.yaml").read_text().split("\n")
        said = json.dumps(text, ensure_ascii=False)
        holding = {number for number, line in enumerate(lines, 1) if said in line}
        told = [place for each in found for place in (each.where, *each.others)]
        refused = {place.line for place in told if place is not None}
        # Of a file that is no YAML, such as one with a key of 2,000 characters, nothing is taken.
        assert refused >= holding or any(each.code[0] == "Y" for each in found), name
        assert len(holding) == len(GRAMMAR[kind])


@pytest.mark.parametrize("kind", FREE)
def test_a_hostile_text_is_refused_or_every_target_takes_it(tmp_path: Path, kind: str) -> None:
    fields = FREE[kind]
    assert not errors(tmp_path, fields, "Harmless")
    taken = [name for name, text in HOSTILE.items() if not errors(tmp_path, fields, text)]
    assert len(taken) > len(HOSTILE) / 2


@given(text=st.text(max_size=80), begin=st.sampled_from(sorted(HOSTILE)))
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_refused_or_every_target_takes_it(
    tmp_path: Path, text: str, begin: str
) -> None:
    for fields in (*FREE.values(), GRAMMAR["addresses and domains"]):
        errors(tmp_path, fields, HOSTILE[begin] + text)


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return a sound catalog with every hostile text in every place that takes it."""
    root = tmp_path_factory.mktemp("catalog")
    mailboxes: dict[str, Mailbox] = {}
    answers: dict[str, Acknowledgement] = {}
    for number, text in enumerate(HOSTILE.values()):
        gone, asked, ruled, back = (
            f"{kind}{number}" for kind in ("gone", "asked", "ruled", "back")
        )
        if not errors(root, RETIREMENT, text):
            mailboxes[gone] = box(f"{gone}@01s.it", retired=retired(text=text))
        if not errors(root, WORDS, text):
            rules = {
                "not": rule("team", not_={"subject": has(text, "e")}),
                "r": rule("team", subject=has(text), why=text),
            }
            mailboxes[ruled] = box(f"{ruled}@01s.it", "desk", rules=rules)
        if not errors(root, REFUSAL, text):
            rules = {"r": rule(refuse=text, subject=has("e"))}
            mailboxes[back] = box(f"{back}@01s.it", "desk", rules=rules)
        if not errors(root, ANSWER, text):
            mailboxes[asked] = box(f"{asked}@01s.it", "desk", acknowledge=asked)
            subject = Text({"it": text, "en": f"{text} {{subject}}"} if number % 2 else text)
            answers[asked] = Acknowledgement(subject=subject, text=Text(text))
    destinations = {"desk": "desk@mbox.example", "team": "team@mbox.example"}
    catalog = desk(mailboxes, destinations, acknowledgements=answers)
    assert is_sound(catalog), [each.message for each in problems(catalog)]
    return catalog


@pytest.fixture
def canaries() -> Iterator[Callable[[Lab], list[Path]]]:
    """Return the canary files that exist: on the machine, and in OpenSMTPD's root directory."""
    Path(CANARY).unlink(missing_ok=True)

    def existing(site: Lab) -> list[Path]:
        places = (Path(CANARY), *site.site.folder.glob(f"*{CANARY}"))
        return [each for each in places if each.exists()]

    yield existing
    Path(CANARY).unlink(missing_ok=True)


def test_hostile_texts_are_harmless_on_the_server(
    server: str, check: Check, canaries: Callable[[Lab], list[Path]], hostile_desk: Catalog
) -> None:
    assert len(hostile_desk.mailboxes) > 1.5 * len(HOSTILE)
    with lab(server, hostile_desk) as site:
        mails = [mail_to(each.address) for each in hostile_desk.mailboxes.values()]
        mails += [mail_to("root@01s.it")]
        assert check(site, mails).differences == ()
        assert canaries(site) == []


def test_the_canary_shows_what_ran(canaries: Callable[[Lab], list[Path]]) -> None:
    """Without the grammar of the tables, OpenSMTPD would run this: so the tests above can fail."""
    catalog = desk({"a": box("a@01s.it", "desk")}, {"desk": "desk@mbox.example"})

    def tamper(folder: Path) -> None:
        table = folder / "opensmtpd" / "etc" / "smtpd" / "sportello" / "current" / "virtual"
        table.write_text(f"a@01s.it  {HOSTILE['quoted pipe']}\n")

    with lab("opensmtpd", catalog, tamper=tamper) as site:
        site.send([mail_to("a@01s.it")])
        site.wait_until_idle()
        assert len(canaries(site)) == 1
