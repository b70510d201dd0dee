"""What is wrong with the routing of a catalog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routing.desk import SMALL, acknowledgement, box, catalogs, desk, problems, retired, rule
from sportello.catalog.model import Catalog, Text, TextTest
from sportello.findings import Severity
from sportello.routing import flatten
from sportello.rules.mail.addresses import M005
from sportello.targets.sieve.script import sieve_script

DESK = {"desk": "desk@mbox.example"}


def found(catalog: Catalog) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(each.code, each.path, each.message) for each in problems(catalog)]


def hints(catalog: Catalog) -> list[str]:
    return [each.hint for each in problems(catalog)]


def codes(catalog: Catalog) -> list[str]:
    return [each.code for each in problems(catalog)]


def test_a_sound_catalog_has_no_problems() -> None:
    assert found(SMALL) == []


def test_an_address_of_two_mailboxes_names_both() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", "desk", aliases=("b@01s.it",)),
            "b": box("b@01s.it", "desk", aliases=("c@01s.it", "a@01s.it")),
        },
        DESK,
    )
    assert found(catalog) == [
        (
            "M001",
            ("mailboxes", "b", "address"),
            'b@01s.it is an address of both mailbox "a" and mailbox "b"',
        ),
        (
            "M001",
            ("mailboxes", "b", "aliases", 1),
            'a@01s.it is an address of both mailbox "a" and mailbox "b"',
        ),
    ]


@pytest.mark.parametrize(
    ("aliases", "marked"),
    [(("a@01s.it",), [0]), (("x@01s.it", "x@01s.it"), [1])],
)
def test_an_alias_written_twice_is_marked_where_it_comes_again(
    aliases: tuple[str, ...], marked: list[int]
) -> None:
    catalog = desk({"a": box("a@01s.it", "desk", aliases=aliases)}, DESK)
    assert found(catalog) == [
        (
            "M001",
            ("mailboxes", "a", "aliases", index),
            f'{aliases[index]} is written twice in mailbox "a"',
        )
        for index in marked
    ]


def test_a_mailbox_cannot_have_the_address_where_a_destination_gets_mail() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "team"), "b": box("b@01s.it", "desk", aliases=("team+a@01s.it",))},
        {"team": "team@01s.it", **DESK},
    )
    assert [(code, path) for code, path, _ in found(catalog)] == [
        ("M001", ("mailboxes", "b", "aliases", 0))
    ]


def test_an_address_with_a_detail_belongs_to_the_mailbox_without() -> None:
    catalog = desk(
        {
            "sic": box("sic@01s.it", "desk", aliases=("sic+own@01s.it", "help.finance+x@01s.it")),
            "finance": box("help.finance@01s.it", "desk"),
            "other": box("alone+x@01s.it", "desk", aliases=("alone+y@01s.it",)),
        },
        DESK,
    )
    assert problems(catalog) == [
        M005.problem(
            ("mailboxes", "sic", "aliases", 1),
            'help.finance+x@01s.it of mailbox "sic" is help.finance@01s.it of mailbox "finance" '
            "with a detail, and one address is one mailbox",
            'write it without "+", or let mailbox "finance" have it',
        )
    ]


def test_a_domain_is_listed_once_in_whatever_case() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk")},
        DESK,
        domains=("01s.it", "b.example", "01S.it"),
        catch_all={"01s.it": ("desk",), "01S.IT": ("desk",), "B.example": ("desk",)},
    )
    assert [(*each, hint) for each, hint in zip(found(catalog), hints(catalog), strict=True)] == [
        ("M014", ("domains", 2), '"01s.it" is listed twice in domains', "remove one of them"),
        (
            "M014",
            ("catch_all", "01S.IT"),
            '"01s.it" is listed twice in catch_all',
            "remove one of them",
        ),
    ]


@pytest.mark.parametrize(
    ("once_per", "code"),
    [
        ("immediate", "M012"),
        ("0 hours", "M012"),
        ("0 working days", "M012"),
        ("2 business hours", "M013"),
        ("1 working day", "M013"),
        ("1 minute", None),
        ("1 calendar day", None),
    ],
)
def test_an_acknowledgement_needs_a_period_that_sieve_can_count(
    once_per: str, code: str | None
) -> None:
    catalog = desk({}, {}, acknowledgements={"received": acknowledgement(once_per)})
    told = problems(catalog)
    assert [each.code for each in told] == ([code] if code else [])
    for each in told:
        assert each.path == ("acknowledgements", "received", "once_per")
        assert 'acknowledgement "received"' in each.message
        assert once_per in each.message
        assert "calendar day" in each.hint


def test_a_destination_that_leads_back_is_a_circle() -> None:
    catalog = desk({"a": box("a@01s.it", "desk", "self")}, {"self": "a+x@01s.it", **DESK})
    assert found(catalog) == [
        (
            "M002",
            ("mailboxes", "a", "deliver_to", 1),
            "mail would go round in a loop: a → a",
        )
    ]


def test_a_circle_is_told_once_with_its_way() -> None:
    catalog = desk(
        {
            "in": box("in@01s.it", "to-a"),
            "a": box("a@01s.it", "to-b"),
            "b": box("b@01s.it", "desk", "to-c"),
            "c": box("c@01s.it", "to-a"),
        },
        {"to-a": "a@01s.it", "to-b": "b@01s.it", "to-c": "c@01s.it", **DESK},
    )
    assert found(catalog) == [
        (
            "M002",
            ("mailboxes", "a", "deliver_to", 0),
            "mail would go round in a loop: a → b → c → a",
        )
    ]


def test_successors_in_a_circle_are_a_problem() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", retired=retired(successor="b")),
            "b": box("b@01s.it", retired=retired(successor="a")),
        },
        {},
    )
    assert found(catalog) == [
        (
            "M002",
            ("mailboxes", "a", "retired", "successor"),
            "the successors go round in a loop: a → b → a",
        )
    ]


def test_a_mailbox_in_use_needs_a_destination() -> None:
    catalog = desk({"a": box("a@01s.it"), "b": box("b@01s.it", retired=retired(text="Shut"))}, {})
    assert [(code, path) for code, path, _ in found(catalog)] == [("M003", ("mailboxes", "a"))]


@pytest.mark.parametrize(
    ("since", "deliver_to", "told"),
    [("2026-12-31", (), True), ("2026-12-31", ("desk",), False), ("2026-01-01", (), False)],
)
def test_a_mailbox_keeps_its_destination_until_it_is_retired(
    since: str, deliver_to: tuple[str, ...], told: bool
) -> None:
    old = box(
        "old@01s.it", *deliver_to, retired=retired(since, successor="new", until="2027-01-31")
    )
    catalog = desk({"new": box("new@01s.it", "desk"), "old": old}, DESK)
    assert [(*each, hint) for each, hint in zip(found(catalog), hints(catalog), strict=True)] == [
        (
            "M003",
            ("mailboxes", "old"),
            'mailbox "old" has no destination until it is retired on 2026-12-31, '
            "so its mail would be refused before",
            "add deliver_to: it holds until that day",
        )
    ] * told


def test_a_domain_that_is_not_ours_is_suggested_a_near_one() -> None:
    catalog = desk(
        {"a": box("a@01s.itt", "desk", aliases=("a@zzz.example",))},
        DESK,
        catch_all={"o1s.it": ("desk",)},
    )
    assert [(each.code, each.path, each.hint) for each in problems(catalog)] == [
        (
            "M004",
            ("mailboxes", "a", "address"),
            'did you mean "01s.it"?; or add it to domains',
        ),
        ("M004", ("mailboxes", "a", "aliases", 0), "allowed: 01s.it; or add it to domains"),
        ("M004", ("catch_all", "o1s.it"), 'did you mean "01s.it"?; or add it to domains'),
    ]
    assert problems(desk({"a": box("a@01s.it", "desk")}, DESK, domains=()))[0].hint == (
        "add it to domains"
    )


@pytest.mark.parametrize("name", ["x" * 60, "a-"])
def test_an_identifier_that_makes_no_delivery_address_is_a_problem(name: str) -> None:
    catalog = desk({name: box("a@01s.it", "desk")}, DESK)
    assert [(code, path) for code, path, _ in found(catalog)] == [("M006", ("mailboxes", name))]


def test_mail_cannot_be_sent_on_to_a_retired_mailbox() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", "to-b"), "b": box("b@01s.it", retired=retired(text="Shut"))},
        {"to-b": "b@01s.it", **DESK},
        catch_all={"01s.it": ("gone", "to-b")},
    )
    assert [(code, path) for code, path, _ in found(catalog)] == [
        ("M007", ("mailboxes", "a", "deliver_to", 1)),
        ("M007", ("catch_all", "01s.it", 1)),
    ]


def test_a_retired_mailbox_is_judged_too_since_its_day_may_be_yet_to_come() -> None:
    catalog = desk(
        {
            "a-": box("a@01s.it", "desk", retired=retired("2030-01-01", text="Shut")),
            "b": box("b@01s.it", "to-b", retired=retired("2030-01-01", text="Shut")),
        },
        {"to-b": "b@01s.it", **DESK},
    )
    assert [(code, path) for code, path, _ in found(catalog)] == [
        ("M002", ("mailboxes", "b", "deliver_to", 0)),
        ("M006", ("mailboxes", "a-")),
    ]


def test_a_retirement_tells_the_sender_something() -> None:
    catalog = desk({"a": box("a@01s.it", retired=retired())}, {})
    assert [(code, path) for code, path, _ in found(catalog)] == [
        ("M008", ("mailboxes", "a", "retired"))
    ]


def test_an_internal_successor_tells_the_sender_nothing() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", retired=retired(successor="inside")),
            "b": box("b@01s.it", retired=retired(successor="inside", text="Call us")),
            "c": box("c@01s.it", retired=retired(successor="gone")),
            "inside": box("inside@01s.it", "desk", visibility="internal"),
        },
        DESK,
    )
    assert [(each.code, each.path, each.severity, each.hint) for each in problems(catalog)] == [
        (
            "M008",
            ("mailboxes", "a", "retired", "successor"),
            Severity.WARNING,
            "add text, or name a public mailbox",
        )
    ]


def test_a_text_that_a_mail_server_cannot_say_is_a_problem() -> None:
    greek = desk({"a": box("a@01s.it", retired=retired(text="Città? κλειστό"))}, {})
    assert found(greek) == [
        (
            "M009",
            ("mailboxes", "a", "retired", "text"),
            'mail servers refuse mail in ASCII only, where "κλειστό" cannot be said',
        )
    ]
    long = desk({"a": box("a@01s.it", retired=retired(text="x" * 401))}, {})
    assert codes(long) == ["M009"]


@pytest.mark.parametrize("char", ["\0", "\a", "\r", "\x0b", "\x1b", "\x7f", "\x85", "\ud800"])
def test_a_control_character_is_a_problem_before_it_is_an_exception(char: str) -> None:
    test = TextTest(ends=("b", f"a{char}"))
    said = Text({"it": "Grazie", "en": f"Thanks{char}"})
    catalog = desk(
        {"a": box("a@01s.it", "desk", acknowledge="r", rules={"r": rule("team", from_=test)})},
        {**DESK, "team": "team@mbox.example"},
        acknowledgements={"r": replace(acknowledgement("1 hour"), subject=said, text=said)},
    )
    code = f"U+{ord(char):04X}"
    assert found(catalog) == [
        (
            "M028",
            ("mailboxes", "a", "rules", "r", "when", "from", "ends", 1),
            f'the rule "r" looks for the character {code}, which no header has',
        ),
        *(
            (
                "M029",
                ("acknowledgements", "r", key, "en"),
                f'acknowledgement "r" holds the character {code}, which no mail can carry',
            )
            for key in ("subject", "text")
        ),
    ]


@given(st.text(max_size=20))
def test_whatever_is_no_problem_becomes_a_script(text: str) -> None:
    test = TextTest(contains=(text or "x",))
    said = Text(text or "x")
    catalog = desk(
        {"a": box("a@01s.it", "desk", acknowledge="r", rules={"r": rule("team", subject=test)})},
        {**DESK, "team": "team@mbox.example"},
        acknowledgements={"r": replace(acknowledgement("1 hour"), subject=said, text=said)},
    )
    if not codes(catalog):
        assert sieve_script(flatten(catalog)).encode()
    else:
        assert set(codes(catalog)) <= {"M028", "M029", "M069"}


@given(catalogs())
def test_problems_end_and_never_come_twice(catalog: Catalog) -> None:
    told = problems(catalog)
    assert len(told) == len(set(told))


def test_a_script_that_dovecot_would_not_take_is_a_problem() -> None:
    long = acknowledgement("1 hour", text="x" * 65_000)
    names = [f"m{number}" for number in range(1100)]
    catalog = desk(
        {name: box(f"{name}@01s.it", "desk", acknowledge="long") for name in names},
        DESK,
        acknowledgements={"long": long},
    )
    (problem,) = problems(catalog)
    assert (problem.code, problem.path) == ("M029", ("mailboxes",))
    assert "68 MiB" in problem.message
