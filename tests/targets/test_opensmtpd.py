"""The tables of OpenSMTPD: what it finds in them is what `decide` says."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from live.mail.programs import need_root, program
from routing.desk import ADDRESSES, SMALL, box, catalogs, desk, is_sound, retired
from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.routing import decide, flatten
from sportello.routing.address import domain_of, without_detail
from sportello.targets import opensmtpd

GOLDEN = Path(__file__).parent / "golden" / "opensmtpd"
TABLES = ("addresses", "catch_all", "destinations", "domains", "virtual")
STATIC = ("README.txt", "smtpd.conf")

Table = dict[str, str]


def tables(catalog: Catalog) -> dict[str, Table]:
    """Read the tables as OpenSMTPD does: what begins with # counts for nothing."""
    files = opensmtpd.render(flatten(catalog))
    return {
        name: dict(
            [*line.split(maxsplit=1), ""][:2]
            for line in files[name].decode("ascii").splitlines()
            if not line.startswith("#")
        )
        for name in TABLES
    }


def listed(table: Table, address: str) -> bool:
    """Tell whether a list of addresses has this one: an entry without detail fits any detail."""
    return address in table or (
        "+" not in without_detail(address) and without_detail(address) in table
    )


def served(found: dict[str, Table], address: str) -> tuple[list[str], str]:
    """Return where OpenSMTPD delivers a mail, or how it refuses it."""
    address, domain = address.lower(), domain_of(address.lower())
    ours = (
        domain in found["domains"]
        or listed(found["addresses"], address)
        or (domain in found["catch_all"] and not listed(found["destinations"], address))
    )
    if not ours:
        return ([address] if listed(found["destinations"], address) else []), ""
    keys = (address, without_detail(address), f"@{domain}")
    value = next((found["virtual"][key] for key in keys if key in found["virtual"]), "")
    if value.startswith("error:"):
        return [], re.sub(r"\\(.)", r"\1", value.removeprefix("error:"))
    ends = [end for each in value.split(", ") for end in served(found, each)[0] or [each]]
    return list(dict.fromkeys(ends)), ""


@given(
    catalogs(),
    st.sampled_from(ADDRESSES),
    st.sampled_from(["", "+", "+x", "+m0", "+x+y"]),
    st.booleans(),
)
def test_opensmtpd_does_what_was_decided(
    catalog: Catalog, address: str, detail: str, upper: bool
) -> None:
    assume(is_sound(catalog))
    found = tables(catalog)
    local, _, domain = address.rpartition("@")
    written = f"{local}{detail}@{domain}"
    decision = decide(catalog, written.upper() if upper else written)
    deliveries, refusal = served(found, written)
    expected = [each.address for each in decision.deliveries]
    if decision.mailbox is None and expected and expected[0] in found["destinations"]:
        # The server whose mailbox it is gets the detail too.
        assert without_detail(deliveries[0]) == without_detail(expected[0])
    else:
        assert deliveries == expected
    if domain in found["domains"]:
        assert refusal == str(decision.refusal or "")


@given(catalogs())
def test_the_same_catalog_gives_the_same_bytes_sorted(catalog: Catalog) -> None:
    files = opensmtpd.render(flatten(catalog))
    assert files == opensmtpd.render(flatten(catalog))
    for name in TABLES:
        lines = [each.split()[0] for each in files[name].decode().splitlines() if each[0] != "#"]
        assert lines == sorted(set(lines))
        assert lines, "OpenSMTPD takes no empty table"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_reads_like_its_golden_file(name: str) -> None:
    assert opensmtpd.render(flatten(SMALL))[name].decode() == (GOLDEN / name).read_text()


def test_every_file_says_not_to_edit_it_and_how_to_check_it() -> None:
    for name, content in opensmtpd.render(flatten(SMALL)).items():
        head = content.decode()[:400] if name != "README.txt" else content.decode()
        assert "do not edit" in head, name
        assert "check" in head.lower(), name


def test_static_files_hold_no_text_of_the_catalog() -> None:
    for name in STATIC:
        assert (
            opensmtpd.render(flatten(SMALL))[name] == opensmtpd.render(flatten(desk({}, {})))[name]
        )


def test_a_text_with_commas_and_quotes_reads_as_it_was_written() -> None:
    text = 'Write, "or" don\'t: \\ 100 %\\'
    catalog = desk({"a": box("a@01s.it", retired=retired(text=text))}, {})
    value = tables(catalog)["virtual"]["a@01s.it"]
    assert value == r"""error:550 5.1.6 Write\, \"or\" don\'t: \\ 100 %\\"""
    assert served(tables(catalog), "a@01s.it") == ([], f"550 5.1.6 {text}")


def test_a_catch_all_leaves_the_destinations_of_its_domain_alone() -> None:
    catalog = desk(
        {"a": box("team+a@01s.it", "team"), "b": box("b@01s.it", "team")},
        {"team": "team@01s.it", "rest": "rest@mbox.example"},
        catch_all={"01s.it": ("rest",)},
    )
    found = tables(catalog)
    assert "01s.it" not in found["domains"]
    assert served(found, "nobody@01s.it") == (["rest@mbox.example"], "")
    assert served(found, "team@01s.it") == (["team@01s.it"], "")
    assert served(found, "b+x@01s.it") == (["team+b@01s.it"], "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("a@01s.it", "|/bin/sh"),
        ("a@01s.it", "b@01s.it, |/bin/sh"),
        ("a@01s.it", '"|/bin/sh"@01s.it'),
        ("a@01s.it", "/tmp/file"),  # noqa: S108 - nobody writes there
        ("a@01s.it", ":include:/etc/passwd"),
        ("a@01s.it", "maildir:/x"),
        ("a@01s.it", "root"),
        ("a@01s.it", "b@01s.it,"),
        ("a@01s.it", "b@01s.it\nc@01s.it d@01s.it"),
        ("a@01s.it", "b@01s.it\n"),
        ("a@01s.it", "error:550 5.1.6 one, two"),
        ("a@01s.it", "error:550 5.1.6 don't"),
        ("a@01s.it", "error:550 5.1.6 end\\"),
        ("a@01s.it", "error:550 5.1.6 two\nlines"),
        ("a@01s.it", "error:550 5.1.6 è"),
        ("a@01s.it", "error:421 4.0.0 later"),
        ("a@01s.it ", "b@01s.it"),
        ("A@01s.it", "b@01s.it"),
        ("|a@01s.it", "b@01s.it"),
        ("a\0@01s.it", "b@01s.it"),
        ("@", "b@01s.it"),
        ("", "b@01s.it"),
    ],
)
def test_what_is_not_of_the_grammar_enters_no_table(key: str, value: str) -> None:
    with pytest.raises(ValueError, match="not fit for a table of OpenSMTPD"):
        opensmtpd.FORMAT.entry(key, value)


# --- with OpenSMTPD itself -----------------------------------------------------------------------


@pytest.mark.parametrize("catalog", [SMALL, desk({}, {}), None], ids=["small", "empty", "frozen"])
def test_opensmtpd_takes_the_files(catalog: Catalog | None, frozen: Loaded, tmp_path: Path) -> None:
    need_root()
    for name, content in opensmtpd.render(flatten(catalog or frozen.catalog)).items():
        text = content.replace(b"/etc/smtpd/sportello/current", str(tmp_path).encode())
        (tmp_path / name).write_bytes(text)
    done = subprocess.run(
        [program("smtpd"), "-n", "-f", str(tmp_path / "smtpd.conf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "configuration OK\n")
