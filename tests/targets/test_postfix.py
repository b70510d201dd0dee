"""The Postfix tables: what Postfix finds in them is what `decide` says."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from routing.desk import (
    ADDRESSES,
    SMALL,
    box,
    catalogs,
    desk,
    has,
    is_sound,
    problems,
    retired,
    rule,
)
from servers import need
from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.routing import as_of, decide, flatten
from sportello.targets import postfix

GOLDEN = Path(__file__).parent / "golden" / "postfix"

Table = dict[str, str]


def tables(catalog: Catalog) -> dict[str, Table]:
    """Read the tables as Postfix does: comments and blank lines count for nothing."""
    return {
        name: dict(
            [*line.split(maxsplit=1), ""][:2]
            for line in content.decode("ascii").splitlines()
            if line and not line.startswith("#")
        )
        for name, content in postfix.render(flatten(catalog)).items()
        if name in ("domains", "virtual", "recipient_access")
    }


def found_in(table: Table, address: str, *, catch_all: bool = True) -> str | None:
    """Look an address up in the order of virtual(5) and access(5)."""
    local, _, domain = address.lower().rpartition("@")
    keys = [f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"]
    keys += [f"@{domain}"] if catch_all else []
    return next((table[key] for key in keys if key in table), None)


def expanded(table: Table, address: str, depth: int = 0) -> list[str]:
    """Expand an address until nothing changes any more, as the cleanup server does."""
    assert depth < 10, "an endless expansion"
    found = found_in(table, address)
    if found is None or found == address:
        return [address]
    finals = [end for each in found.split(", ") for end in expanded(table, each, depth + 1)]
    return list(dict.fromkeys(finals))


def served(catalog: Catalog, address: str) -> tuple[list[str], str]:
    """Return where Postfix delivers a mail, and the beginning of what it says if it refuses."""
    table = tables(catalog)
    if address.lower().rpartition("@")[2] not in catalog.domains:
        return [], "554 5.7.1"
    refused = found_in(table["recipient_access"], address, catch_all=False)
    if refused not in (None, "DUNNO"):
        return [], str(refused)
    if found_in(table["virtual"], address) is None:
        return [], "550 5.1.1"
    return expanded(table["virtual"], address.lower()), ""


@given(
    catalogs(),
    st.sampled_from(ADDRESSES),
    st.sampled_from(["", "+", "+x", "+m0", "+x+y"]),
    st.booleans(),
)
def test_postfix_does_what_was_decided(
    catalog: Catalog, address: str, detail: str, upper: bool
) -> None:
    assume(is_sound(catalog))
    local, _, domain = address.rpartition("@")
    written = f"{local}{detail}@{domain}"
    written = written.upper() if upper else written
    decision = decide(catalog, written)
    deliveries, refusal = served(catalog, written)
    assert deliveries == [each.address for each in decision.deliveries]
    assert str(decision.refusal or "").startswith(refusal)
    assert bool(refusal) == (decision.refusal is not None)


@given(catalogs())
def test_a_delivery_is_not_expanded_again_nor_swallowed_by_a_catch_all(catalog: Catalog) -> None:
    assume(is_sound(catalog))
    virtual = tables(catalog)["virtual"]
    for deliveries in flatten(catalog).deliveries.values():
        for each in deliveries:
            assert expanded(virtual, each.address) == [each.address]


@given(catalogs())
def test_the_same_catalog_gives_the_same_bytes_sorted(catalog: Catalog) -> None:
    files = postfix.render(flatten(catalog))
    assert files == postfix.render(flatten(catalog))
    for name in ("domains", "virtual", "recipient_access"):
        lines = [line.split()[0] for line in files[name].decode().splitlines() if line[0] != "#"]
        assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", ["domains", "virtual", "recipient_access"])
def test_a_table_reads_like_its_golden_file(name: str) -> None:
    assert postfix.render(flatten(SMALL))[name].decode() == (GOLDEN / name).read_text()


def test_every_file_says_not_to_edit_it_and_how_to_check_it() -> None:
    for name, content in postfix.render(flatten(SMALL)).items():
        head = content.decode()[:400] if name != "README.txt" else content.decode()
        assert "do not edit" in head, name
        assert "check" in head.lower(), name


def test_static_files_hold_no_text_of_the_catalog() -> None:
    other = desk({}, {}, domains=())
    for name in ("main.cf.snippet", "README.txt"):
        assert postfix.render(flatten(SMALL))[name] == postfix.render(flatten(other))[name]


def test_a_domain_that_holds_a_destination_is_left_to_its_own_server() -> None:
    assert set(tables(SMALL)["domains"]) == {"01s.it", "legacy.example"}


def test_a_domain_written_twice_is_listed_once_and_its_catch_all_found_in_any_case() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk")},
        {"desk": "desk@mbox.example"},
        domains=("01s.it", "01S.it"),
        catch_all={"01S.IT": ("desk",)},
    )
    lines = postfix.render(flatten(catalog))["domains"].decode().splitlines()
    assert [line for line in lines if line[0] != "#"] == ["01s.it"]
    assert tables(catalog)["virtual"]["@01s.it"] == "desk@mbox.example"


def test_an_address_in_use_is_not_refused_with_the_retired_one_that_it_extends() -> None:
    catalog = desk(
        {
            "old": box("a@01s.it", retired=retired(text="Shut")),
            "new": box("a+b@01s.it", "desk"),
        },
        {"desk": "desk@mbox.example"},
    )
    assert tables(catalog)["recipient_access"] == {
        "a@01s.it": "550 5.1.6 Shut",
        "a+b@01s.it": "DUNNO",
    }


def test_a_shared_domain_is_left_to_its_own_server() -> None:
    catalog = desk(
        {
            "a": box("a@corp.example", "desk"),
            "old": box("old@corp.example", retired=retired(text="Shut")),
        },
        {"desk": "desk@mbox.example", "team": "team@corp.example"},
        shared=("corp.example",),
    )
    found = tables(catalog)
    assert found["domains"] == {"01s.it": ""}
    assert found["virtual"] == {
        "a@corp.example": "desk+a@mbox.example",
        "team@corp.example": "team@corp.example",
    }
    assert found["recipient_access"] == {"old@corp.example": "550 5.1.6 Shut"}
    assert decide(catalog, "anna@corp.example").external


def test_a_forwarded_address_leads_to_the_successor_and_is_not_refused() -> None:
    catalog = desk(
        {
            "old": box("old@01s.it", retired=retired(successor="new", until="2026-12-31")),
            "new": box("new@01s.it", "desk"),
        },
        {"desk": "desk@mbox.example"},
    )
    found = tables(as_of(catalog, date(2026, 12, 31)))
    assert found["virtual"]["old@01s.it"] == "desk+new@mbox.example"
    assert found["recipient_access"] == {}
    found = tables(as_of(catalog, date(2027, 1, 1)))
    assert "old@01s.it" not in found["virtual"]
    assert found["recipient_access"]["old@01s.it"].endswith("write to new@01s.it")


def test_mail_that_a_rule_sends_on_within_our_domains_is_kept_from_the_catch_all() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", rules={"r": rule("team", subject=has("x"))})},
        {"desk": "desk@mbox.example", "team": "team@01s.it"},
        catch_all={"01s.it": ("desk",)},
    )
    virtual = tables(catalog)["virtual"]
    assert virtual["a@01s.it"] == "desk+a@mbox.example"
    assert expanded(virtual, "team+a@01s.it") == ["team+a@01s.it"]


def test_what_leads_nowhere_stands_in_no_table() -> None:
    nowhere = desk({"a": box("a@01s.it")}, {}, catch_all={"01s.it": ("gone",)})
    assert tables(nowhere) == {"domains": {"01s.it": ""}, "virtual": {}, "recipient_access": {}}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("a@b.example", "x@y.example\nroot@b.example  evil@y.example"),
        ("a@b.example\n", "x@y.example"),
        (" a@b.example", "x@y.example"),
        ("A@b.example", "x@y.example"),
        ("a@b.example:", "x@y.example"),
        ("#a@b.example", "x@y.example"),
        ("a@b.example", "|/bin/sh"),
        ("a@b.example", "/var/mail/file"),
        ("a@b.example", "x@y.example # note"),
        ("a@b.example", "x@y.example,, z@y.example"),
        ("a@b.example", "o'brien@y.example"),
        ("a@b.example", "REDIRECT x@y.example"),
        ("a@b.example", "OK"),
        ("a@b.example", "250 2.0.0 ok"),
        ("a@b.example", "550 5.1.6 città"),
        ("a@b.example", "550 5.1.6 "),
        ("a@b.example", "550 5.1.6 a\tb"),
        ("", "x@y.example"),
    ],
)
def test_nothing_outside_the_safe_grammar_enters_a_table(key: str, value: str) -> None:
    with pytest.raises(ValueError, match="not fit for a Postfix table"):
        postfix.FORMAT.entry(key, value)


# --- with Postfix itself -------------------------------------------------------------------------


def installed(catalog: Catalog, folder: Path) -> Path:
    """Write the files, aged a minute: Postfix waits for files that may still be written to."""
    settings = {"main.cf": b"compatibility_level = 3.6\n", "master.cf": b""}
    for name, content in {**settings, **postfix.render(flatten(catalog))}.items():
        (folder / name).write_bytes(content)
        minute_ago = (folder / name).stat().st_mtime - 60
        os.utime(folder / name, (minute_ago, minute_ago))
    return folder


def postmap(folder: Path, *arguments: str, keys: list[str] | None = None) -> str:
    """Run postmap; anything on standard error is a failure, since it exits with 0 on bad lines."""
    done = subprocess.run(
        [need("postmap"), "-c", str(folder), *arguments],
        input="".join(f"{key}\n" for key in keys or []),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def looked_up(folder: Path, table: str, keys: list[str]) -> dict[str, str]:
    lines = postmap(folder, "-q", "-", table, keys=keys).splitlines()
    return dict([*line.split("\t", 1), ""][:2] for line in lines)


def agrees(catalog: Catalog, folder: Path) -> int:
    """Check every key of a catalog in the text table and the built one; return how many."""
    installed(catalog, folder)
    table = flatten(catalog)
    keys = [*table.owners, *table.direct]
    keys += [key.upper() for key in keys]
    postmap(folder, f"lmdb:{folder}/virtual", f"lmdb:{folder}/recipient_access")
    for kind in ("texthash", "lmdb"):
        virtual = looked_up(folder, f"{kind}:{folder}/virtual", keys)
        access = looked_up(folder, f"{kind}:{folder}/recipient_access", keys)
        for key in keys:
            decision = decide(catalog, key)
            addresses = ", ".join(each.address for each in decision.deliveries)
            assert virtual.get(key, "") == addresses
            assert access.get(key, "") == str(decision.refusal or "")
    return len(table.owners)


def test_postmap_finds_every_address_of_the_small_catalog(tmp_path: Path) -> None:
    assert agrees(SMALL, tmp_path) == 8


def test_postmap_finds_catch_all_and_keeps_destinations_out_of_it(tmp_path: Path) -> None:
    catalog = desk(
        {"a": box("a@01s.it", "team"), "b": box("b@01s.it", retired=retired(text="Shut"))},
        {"team": "team@01s.it", "rest": "rest@mbox.example"},
        catch_all={"01s.it": ("rest",)},
    )
    agrees(catalog, tmp_path)
    keys = ["@01s.it", "team@01s.it", "team+a@01s.it"]
    assert looked_up(tmp_path, f"texthash:{tmp_path}/virtual", keys) == {
        "@01s.it": "rest@mbox.example",
        "team@01s.it": "team@01s.it",
        "team+a@01s.it": "team+a@01s.it",
    }


def test_postmap_finds_shared_forwarded_and_ruled_addresses(tmp_path: Path) -> None:
    catalog = desk(
        {
            "a": box("a@corp.example", "desk", rules={"r": rule("team", subject=has("x"))}),
            "old": box("old@corp.example", retired=retired(successor="a", until="2026-12-31")),
            "bare": box("bare@01s.it", "plain"),
        },
        {"desk": "desk@mbox.example", "team": "team@corp.example", "plain": "plain@mbox.example"},
        shared=("corp.example",),
        no_detail=("plain",),
    )
    agrees(catalog, tmp_path)
    keys = ["anna@corp.example", "old@corp.example", "team+a@corp.example", "bare@01s.it"]
    assert looked_up(tmp_path, f"lmdb:{tmp_path}/virtual", keys) == {
        "old@corp.example": "desk+a@mbox.example",
        "team+a@corp.example": "team+a@corp.example",
        "bare@01s.it": "plain@mbox.example",
    }


def test_postfix_takes_the_snippet(tmp_path: Path) -> None:
    installed(SMALL, tmp_path)
    (tmp_path / "main.cf.snippet").replace(tmp_path / "main.cf")
    done = subprocess.run(
        [need("postconf"), "-c", str(tmp_path), "-n"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert "propagate_unmatched_extensions =" in done.stdout.splitlines()
    assert "virtual_alias_maps = lmdb:" in done.stdout


def test_postmap_finds_every_address_of_the_frozen_catalog(frozen: Loaded, tmp_path: Path) -> None:
    assert problems(frozen.catalog) == []
    assert agrees(frozen.catalog, tmp_path) >= 37


def test_postfix_reads_an_international_domain_in_its_own_letters(tmp_path: Path) -> None:
    names = ("xn--societ-nta.example", "01s.it", "xn--l1adbb7cs.example")
    catalog = desk({"a": box("a@01s.it", "desk")}, {"desk": "desk@mbox.example"}, domains=names)
    meant = {
        "RCPT TO:<a@società.example>": "RCPT TO:<a@xn--societ-nta.example>",
        "rcpt to:<a+x@помощь.example> X=Y": "rcpt to:<a+x@xn--l1adbb7cs.example> X=Y",
        "RCPT TO:a@società.example": "RCPT TO:a@xn--societ-nta.example",
    }
    left = [
        "RCPT TO:<a@01s.it>",
        "RCPT TO:<a@società.example.org>",
        "RCPT TO:<a@my.società.example>",
        "MAIL FROM:<a@società.example>",
    ]
    folder = installed(catalog, tmp_path)
    assert looked_up(folder, f"regexp:{folder}/idn", [*meant, *left]) == meant


def test_a_report_names_no_delivery_address(tmp_path: Path) -> None:
    catalog = desk(
        {"a": box("a@01s.it", "one", "two")},
        {
            "one": "desk@mbox.example",
            "two": "x+y@mbox.example",
            "three": "in@01s.it",
            "a": "a@01s.it",
        },
    )
    hidden = {
        "<desk+a@mbox.example> (expanded from": "<undisclosed@invalid> (expanded from",
        "Final-Recipient: rfc822; DESK@mbox.example": "Final-Recipient: rfc822; undisclosed@invalid",
        "<in+a@01s.it>, not in.b@01s.it": "<undisclosed@invalid>, not in.b@01s.it",
        "desk@mbox.example desk+b@mbox.example x+y+a@mbox.example": " ".join(
            3 * ["undisclosed@invalid"]
        ),
    }
    shown = ["Original-Recipient: rfc822;a@01s.it", "desk@mboxxexample", "x@other.example"]
    folder = installed(catalog, tmp_path)
    found = looked_up(folder, f"regexp:{folder}/hidden", [*hidden, *shown])
    assert found == {line: f"REPLACE {said}" for line, said in hidden.items()}


def test_a_report_leaves_the_addresses_of_others_as_they_are(tmp_path: Path) -> None:
    """It quotes the customer's mail, who may have an address in a destination's domain."""
    catalog = desk(
        {"a": box("a@01s.it", "desk", "away")},
        {"desk": "tickets@mbox.example", "away": "team.acme@gmail.example"},
    )
    shown = [
        "From: Anna <anna.rossi@gmail.example>",
        "X-Postfix-Sender: rfc822; anna.rossi@gmail.example",
        "Message-ID: <CAF8.x=y@gmail.example>",
        "For further assistance, please send mail to postmaster@mbox.example",
        "To: tickets@mbox.example.org",
        "To: tickets@mbox.example-online.org",
        "To: x-tickets@mbox.example, old.tickets@mbox.example",
        "To: teamxacme@gmail.example",
    ]
    hidden = {
        "Cc: Anna <anna@gmail.example>, Team.Acme+a@gmail.example, b@mbox.example": (
            "Cc: Anna <anna@gmail.example>, undisclosed@invalid, b@mbox.example"
        ),
        "It went to tickets@mbox.example.": "It went to undisclosed@invalid.",
        "tickets@mbox.example. team.acme@gmail.example: no": (
            "undisclosed@invalid. undisclosed@invalid: no"
        ),
    }
    folder = installed(catalog, tmp_path)
    found = looked_up(folder, f"regexp:{folder}/hidden", [*hidden, *shown])
    assert found == {line: f"REPLACE {said}" for line, said in hidden.items()}


@pytest.mark.parametrize(
    ("domain", "count", "anybody_hidden"),
    [
        ("desk.example", 1000, True),
        ("desk.example", 50, False),
        ("away.example", 1000, False),
        ("shared.example", 1000, False),
        ("01s.it", 1000, False),
        ("old.example", 1000, False),
    ],
)
def test_very_many_destinations_hide_a_domain_that_holds_nothing_else(
    tmp_path: Path, domain: str, count: int, anybody_hidden: bool
) -> None:
    catalog = desk(
        {"a": box("a@01s.it", "d0")},
        {f"d{number}": f"queue{number}@{domain}" for number in range(count)},
        domains=("01s.it", "desk.example", "old.example"),
        shared=("shared.example",),
        catch_all={"old.example": ("d0",)},
    )
    folder = installed(catalog, tmp_path)
    last, other = f"<queue{count - 1}+a@{domain}>: no", f"anna@{domain}"
    found = looked_up(folder, f"regexp:{folder}/hidden", [last, other])
    assert found.pop(last) == "REPLACE <undisclosed@invalid>: no"
    assert found == ({other: "REPLACE undisclosed@invalid"} if anybody_hidden else {})
