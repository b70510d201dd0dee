import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import did_you_mean, meant_keys, nearest

KEYS = ["calendar", "mailbox", "name", "provider", "visibility"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("mialbox", "mailbox"), ("Mailbox", "mailbox"), ("providr", "provider"), ("nmae", "name")],
)
def test_a_typing_error_finds_the_word_meant(word: str, meant: str) -> None:
    assert nearest(word, KEYS) == meant


def test_nothing_is_near_a_word_of_another_kind() -> None:
    assert nearest("zzz", KEYS) is None


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("external", ["internal", "public"]),
        ("extrenal", ["internal", "public"]),
        ("non-working", ["working"]),
        ("nonworking", ["working"]),
        ("not working", ["working"]),
        ("working", ["non-working"]),
        ("unresolved", ["resolved", "new"]),
        ("unresolvd", ["resolved", "new"]),
        ("resolved", ["unresolved"]),
        ("Inactive", ["active"]),
        ("first-unresolved", ["first-resolved"]),
        ("no_reply", ["reply"]),
        ("rete esterna", ["rete interna"]),
        ("outbound", ["inbound"]),
        ("disabled", ["enabled"]),
        ("maximum", ["minimum"]),
    ],
)
def test_the_contrary_is_never_proposed(word: str, options: list[str]) -> None:
    assert nearest(word, options) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("external", "externals"),
        ("extrenal", "external"),
        ("unresolvd", "unresolved"),
        ("niternal", "internal"),
        ("util", "until"),
        ("inciednt", "incident"),
        ("nonworking", "non-working"),
    ],
)
def test_a_contrary_hides_no_word_that_is_meant(word: str, meant: str) -> None:
    options = ["internal", "resolved", "working", meant]
    assert nearest(word, options) == meant


DESKS = [
    "desk-caa",
    "desk-catasto",
    "desk-rom-1",
    "sisemplice-caa",
    "sisemplice-vaso",
    "help@acme.example",
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sisemplice-catasto", None),
        ("sisemplice-fatture", None),
        ("sales@acme.example", None),
        ("sisemplice-nuovo", None),
        ("desk-catato", "desk-catasto"),
        ("sisempilce-caa", "sisemplice-caa"),
        ("sisemplice_vaso", "sisemplice-vaso"),
        ("sisemplice-vsao", "sisemplice-vaso"),
        ("desk-rome-1", "desk-rom-1"),
        ("help@amce.example", "help@acme.example"),
    ],
)
def test_a_common_beginning_or_end_makes_no_words_alike(word: str, meant: str | None) -> None:
    assert nearest(word, DESKS) == meant


@pytest.mark.parametrize(
    ("written", "missing", "meant"),
    [
        (["nmae"], ["name"], {"nmae": "name"}),
        (["until", "name"], ["to"], {"until": "to"}),
        (["until"], ["to", "name"], {}),
        (["until", "hours"], ["to"], {}),
        (["name"], ["to"], {}),
    ],
)
def test_an_unknown_key_is_the_near_one_or_the_one_that_is_missing(
    written: list[str], missing: list[str], meant: dict[str, str]
) -> None:
    assert meant_keys(written, ["name", "to", "open"], missing) == meant


def test_case_of_the_option_is_kept() -> None:
    assert nearest("rossi", ["Rossi", "Bianchi"]) == "Rossi"


def test_hint_proposes_the_near_word() -> None:
    assert did_you_mean("mialbox", KEYS) == 'did you mean "mailbox"?'


def test_hint_lists_the_options_in_order_when_none_is_near() -> None:
    assert did_you_mean("zzz", ["b", "a", "c"]) == "allowed: a, b, c"


def test_hint_counts_the_options_it_does_not_list() -> None:
    options = [f"option-{number:02}" for number in range(20)]
    listed = ", ".join(options[:8])
    assert did_you_mean("zzz", options) == f"allowed: {listed} and 12 more"


def test_hint_is_empty_without_options() -> None:
    assert did_you_mean("zzz", []) == ""


@pytest.mark.parametrize("word", ["service-04711x", "sevrice-04711", "servcie-04711"])
def test_a_long_list_is_searched_too(word: str) -> None:
    options = [f"service-{number:05}" for number in range(6000)]
    assert nearest(word, options) == "service-04711"


def test_a_long_list_does_not_cost_a_full_comparison() -> None:
    options = [f"{number:05}-mailbox-{number:05}" for number in range(50_000)]
    began = time.process_time()
    nearest("helpdesk", options)
    assert time.process_time() - began < 0.5


@given(st.text(), st.lists(st.text(), max_size=5))
def test_what_is_found_is_one_of_the_options(word: str, options: list[str]) -> None:
    found = nearest(word, options)
    assert found is None or found in options
    assert nearest(word, [*options, word]) is not None or word == ""


def test_which_of_several_names_contain_a_word_does_not_depend_on_their_order() -> None:
    names = ["desk-turin", "desk-01s", "desk-ditech"]
    assert {nearest("desk", order) for order in (names, names[::-1])} == {"desk-01s"}


def test_instead_of_all_options_something_else_can_be_said() -> None:
    assert did_you_mean("mialbox", KEYS, "see above") == 'did you mean "mailbox"?'
    assert did_you_mean("zzz", KEYS, "see above") == "see above"
    assert did_you_mean("zzz", KEYS, "") == ""
