"""The data files of Exim: what the routers find in them is what `decide` says."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from live.mail.programs import need_root, program
from routing.desk import ADDRESSES, SMALL, box, catalogs, desk, is_sound, retired
from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.routing import decide, flatten
from sportello.routing.address import without_detail
from sportello.targets import exim

GOLDEN = Path(__file__).parent / "golden" / "exim"
DATA = ("domains", "retired", "virtual")
STATIC = ("README.txt", "main.conf", "routers.conf")

Table = dict[str, str]


def tables(catalog: Catalog) -> dict[str, Table]:
    """Read the data files as lsearch does: what begins with # counts for nothing."""
    files = exim.render(flatten(catalog))
    return {
        name: {
            key: value.strip()
            for line in files[name].decode().splitlines()
            if not line.startswith("#")
            for key, _, value in [line.partition(":")]
        }
        for name in DATA
    }


def served(found: dict[str, Table], address: str) -> tuple[list[str], str]:
    """Return where Exim delivers a mail, or how it refuses it: the routers, one after another."""
    address = address.lower()
    keys = [address, without_detail(address)]
    retirement = next((found["retired"][key] for key in keys if key in found["retired"]), "")
    if retirement:
        return [], retirement
    domain = address.rpartition("@")[2]
    keys.append(f"@{domain}")
    value = next((found["virtual"][key] for key in keys if key in found["virtual"]), "")
    if value == address:
        return [address], ""
    if value:
        ends = [end for each in value.split(", ") for end in served(found, each)[0] or [each]]
        return list(dict.fromkeys(ends)), ""
    return [], "550 5.1.1 User unknown" if domain in found["domains"] else ""


@given(
    catalogs(),
    st.sampled_from(ADDRESSES),
    st.sampled_from(["", "+", "+x", "+m0", "+x+y"]),
    st.booleans(),
)
def test_exim_does_what_was_decided(
    catalog: Catalog, address: str, detail: str, upper: bool
) -> None:
    assume(is_sound(catalog))
    found = tables(catalog)
    local, _, domain = address.rpartition("@")
    written = f"{local}{detail}@{domain}"
    decision = decide(catalog, written.upper() if upper else written)
    deliveries, refusal = served(found, written)
    assert deliveries == [each.address for each in decision.deliveries]
    if domain in found["domains"]:
        assert refusal == str(decision.refusal or "")


@given(catalogs())
def test_the_same_catalog_gives_the_same_bytes_sorted(catalog: Catalog) -> None:
    files = exim.render(flatten(catalog))
    assert files == exim.render(flatten(catalog))
    for name in DATA:
        lines = [each.split(":")[0] for each in files[name].decode().splitlines() if each[0] != "#"]
        assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", DATA)
def test_a_data_file_reads_like_its_golden_file(name: str) -> None:
    assert exim.render(flatten(SMALL))[name].decode() == (GOLDEN / name).read_text()


def test_every_file_says_not_to_edit_it_and_how_to_check_it() -> None:
    for name, content in exim.render(flatten(SMALL)).items():
        head = content.decode()[:400] if name != "README.txt" else content.decode()
        assert "do not edit" in head, name
        assert "check" in head.lower(), name


def test_static_files_hold_no_text_of_the_catalog() -> None:
    for name in STATIC:
        assert exim.render(flatten(SMALL))[name] == exim.render(flatten(desk({}, {})))[name]


def test_an_address_in_use_is_not_refused_with_the_retired_one_that_it_extends() -> None:
    catalog = desk(
        {"old": box("a@01s.it", retired=retired(text="Shut")), "new": box("a+b@01s.it", "desk")},
        {"desk": "desk@mbox.example"},
    )
    assert tables(catalog)["retired"] == {"a@01s.it": "550 5.1.6 Shut", "a+b@01s.it": ""}
    assert served(tables(catalog), "a+b@01s.it") == (["desk+new@mbox.example"], "")
    assert served(tables(catalog), "a+c@01s.it") == ([], "550 5.1.6 Shut")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("a@01s.it", "|/bin/sh"),
        ("a@01s.it", '"|/bin/sh"@01s.it'),
        ("a@01s.it", "/tmp/file"),  # noqa: S108 - nobody writes there
        ("a@01s.it", ":include:/etc/passwd"),
        ("a@01s.it", ":blackhole:"),
        ("a@01s.it", ":fail: no"),
        ("a@01s.it", "#Exim filter"),
        ("a@01s.it", "b@01s.it; c@01s.it"),
        ("a@01s.it", "b@01s.it,"),
        ("a@01s.it", "b@01s.it\nc@01s.it: d@01s.it"),
        ("a@01s.it", "b@01s.it\n"),
        ("a@01s.it", "550 5.1.6 two\nlines"),
        ("a@01s.it", "550 5.1.6 è"),
        ("a@01s.it", "250 2.0.0 fine"),
        ("a@01s.it ", "b@01s.it"),
        (" a@01s.it", "b@01s.it"),
        ("A@01s.it", "b@01s.it"),
        ("a: b@01s.it", "b@01s.it"),
        ('"a"@01s.it', "b@01s.it"),
        ("#a@01s.it", "b@01s.it"),
        ("a\0@01s.it", "b@01s.it"),
        ("", "b@01s.it"),
    ],
)
def test_what_is_not_of_the_grammar_enters_no_data_file(key: str, value: str) -> None:
    with pytest.raises(ValueError, match="not fit for a data file of Exim"):
        exim.FORMAT.entry(key, value)


def test_an_international_domain_stands_there_in_both_forms() -> None:
    catalog = desk(
        {
            "a": box("a@xn--societ-nta.example", "desk"),
            "old": box("old@xn--societ-nta.example", retired=retired(text="Shut")),
        },
        {"desk": "desk@mbox.example"},
        domains=("xn--societ-nta.example",),
        catch_all={"xn--societ-nta.example": ("desk",)},
    )
    files = exim.render(flatten(catalog))
    for name, keys in {"domains": [""], "virtual": ["a@", "@"], "retired": ["old@"]}.items():
        lines = [each.partition(":")[0] for each in files[name].decode().splitlines()]
        for key in keys:
            assert f"{key}xn--societ-nta.example" in lines
            assert f"{key}società.example" in lines


@pytest.mark.parametrize("key", ["a@a\u2028b.example", "à@01s.it", "a@À.example"])
def test_other_letters_are_no_key(key: str) -> None:
    with pytest.raises(ValueError, match="not fit for a data file of Exim"):
        exim.FORMAT.entry(key, "b@01s.it")


# --- with Exim itself ----------------------------------------------------------------------------


class Routed:
    """Exim with the files of a catalog, and a router that takes what is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, catalog: Catalog, *arguments: str) -> "subprocess.CompletedProcess[str]":
        for name, content in exim.render(flatten(catalog)).items():
            (self._folder / name).write_bytes(content)
        (self._folder / "exim.conf").write_text(
            f"SPORTELLO_DIR = {self._folder}\n.include {self._folder}/main.conf\n"
            "keep_environment =\nprimary_hostname = mx.example\n"
            f"spool_directory = {self._folder}\nlog_file_path = {self._folder}/%slog\n"
            f"begin routers\n.include {self._folder}/routers.conf\n"
            "rest:\n  driver = accept\n  transport = nowhere\n"
            "begin transports\nnowhere:\n  driver = appendfile\n  file = /dev/null\n"
        )
        return subprocess.run(
            [program("exim4"), "-C", str(self._folder / "exim.conf"), *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def routed() -> Iterator[Routed]:
    """Exim gives up root's rights, and root's own directories are closed to others."""
    need_root()
    with tempfile.TemporaryDirectory(prefix="sportello-exim-") as name:
        Path(name).chmod(0o755)
        yield Routed(Path(name))


def test_exim_takes_the_files(routed: Routed) -> None:
    done = routed.run(SMALL, "-bV")
    assert (done.returncode, done.stderr) == (0, "")


def test_exim_finds_every_address_of_the_frozen_catalog(frozen: Loaded, routed: Routed) -> None:
    addresses = [each.address for each in frozen.catalog.mailboxes.values()]
    done = routed.run(frozen.catalog, "-bt", *addresses)
    for address in addresses:
        for delivery in decide(frozen.catalog, address).deliveries:
            assert f"{delivery.address}\n    <-- {address}" in done.stdout


def test_exim_says_what_was_decided(routed: Routed) -> None:
    for address in ("old@01s.it", "CLOSED+x@01s.it", "nobody@01s.it"):
        refusal = decide(SMALL, address).refusal
        done = routed.run(SMALL, "-bt", address)
        assert done.returncode == 2
        assert f"{address} is undeliverable: {refusal}" in done.stdout
