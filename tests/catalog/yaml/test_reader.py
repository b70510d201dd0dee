import gc
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.yaml.reader import Document, read

SEED = """\
services:
  isee:   # the most used one
    name: {it: Attestazione ISEE, en: ISEE statement}
    hours: ["08:00-12:30", 13:30-18:00]
    phone: +39051123456
    text: |
      Prima riga
      seconda riga
    tags:
    - a
    -  b
    empty:
    last: "x\\n y"
"""


def found(document: Document) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    places = []
    for finding in document.findings:
        assert finding.where is not None
        places.append((finding.code, finding.where.line, finding.where.column))
    return places


def problems(text: str) -> list[tuple[str, int, int]]:
    return found(read(text.encode(), "f.yaml"))


def marked(document: Document, *path: str | int, on_key: bool = False) -> str:
    """Return the text that is marked for a path."""
    place = document.locate(path, on_key)
    return place.source[place.column - 1 :][: place.width]


# --- data


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "\ufeff", "--- # c\n...\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    document = read(text.encode(), "f.yaml")
    assert document.data == {}
    assert document.findings == ()
    assert not document.broken
    assert document.locate(("services",)).width == 1


def test_plain_scalars_follow_the_core_schema_and_quoted_ones_are_text() -> None:
    text = "{a: NO, b: 17:00, c: 030123, d: 40, e: '40', f: , g: ~, h: \"true\", i: true}"
    assert read(text.encode(), "f").data == {
        "a": "NO",
        "b": "17:00",
        "c": "030123",
        "d": 40,
        "e": "40",
        "f": None,
        "g": None,
        "h": "true",
        "i": True,
    }


def test_keys_are_text_as_it_is_written() -> None:
    document = read(b"5: a\ntrue: b\n0x10: c\n~: d\n'': e\n", "f")
    assert list(document.data) == ["5", "true", "0x10", "~", ""]
    assert document.findings == ()


def test_block_scalars_are_read() -> None:
    assert read(SEED.encode(), "f").data["services"]["isee"]["text"] == "Prima riga\nseconda riga\n"


def plain(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    numbers = st.integers() | st.floats(allow_nan=False)
    return st.recursive(
        st.none() | st.booleans() | numbers | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=15,
    )


visible = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=20)
to_escape_or_not = st.tuples(plain(st.text(max_size=20)), st.just(False)) | st.tuples(
    plain(visible), st.just(True)
)


class QuotingDumper(yaml.SafeDumper):
    """Quotes every text, since YAML 1.1 leaves some unquoted that mean something else here."""


QuotingDumper.add_representer(
    str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
)


@given(to_escape_or_not, st.sampled_from([None, True, False]))
def test_what_is_dumped_is_read_back(dumped: tuple[Any, bool], flow: bool | None) -> None:
    data, unicode = dumped
    text = yaml.dump(
        data, Dumper=QuotingDumper, default_flow_style=flow, allow_unicode=unicode, sort_keys=False
    )
    document = read(text.encode(), "f.yaml")
    assert {finding.code for finding in document.findings} <= {"Y012"}
    assert document.data == data


words = st.from_regex(r"[a-z][a-z ]{0,8}[a-z]", fullmatch=True).filter(
    lambda word: word not in ("no", "on", "off", "yes", "null", "true", "false")
)
simple = st.recursive(
    words | st.integers(-99, 99) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=15,
)


@given(simple, st.sampled_from([None, True, False]), st.integers(2, 6))
def test_apart_from_the_dialect_the_data_is_that_of_pyyaml(
    data: Any, flow: bool | None, indent: int
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, indent=indent)
    assert read(text.encode(), "f").data == yaml.load(text, yaml.CSafeLoader)


# --- positions


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("services", "isee", "name"), "{it: Attestazione ISEE, en: ISEE statement}"),
        (("services", "isee", "name", "it"), "Attestazione ISEE"),
        (("services", "isee", "hours"), '["08:00-12:30", 13:30-18:00]'),
        (("services", "isee", "hours", 0), '"08:00-12:30"'),
        (("services", "isee", "hours", 1), "13:30-18:00"),
        (("services", "isee", "text"), "|"),
        (("services", "isee", "tags"), "- a"),
        (("services", "isee", "tags", 1), "b"),
        (("services", "isee", "last"), '"x\\n y"'),
        ((), "services:"),
    ],
)
def test_a_value_is_marked(path: tuple[str | int, ...], expected: str) -> None:
    assert marked(read(SEED.encode(), "f"), *path) == expected


def test_a_key_is_marked() -> None:
    document = read(SEED.encode(), "f")
    assert marked(document, "services", "isee", "name", "en", on_key=True) == "en"
    assert marked(document, "services", "isee", on_key=True) == "isee"


def test_a_list_item_has_no_key_so_the_item_is_marked() -> None:
    assert marked(read(b"- [a]\n- b", "f"), 1, on_key=True) == "b"


def test_an_empty_value_is_marked_at_its_key() -> None:
    document = read(b"a:\nb: [x, ]\n- c", "f")
    assert marked(document, "a") == "a"
    document = read(b"-\n- b\n", "f")
    assert document.locate((0,)).line == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("services", "isee", "mailbox"), "isee"),
        (("services", "iseu", "name", "it"), "services"),
        (("services", "isee", "phone", "number"), "phone"),
        (("services", "isee", "tags", 7), "tags"),
        (("services", "isee", "tags", "x"), "tags"),
        (("services", "isee", "empty", 0), "empty"),
        (("mailboxes",), "services:"),
    ],
)
def test_a_missing_value_is_marked_at_its_deepest_ancestor(
    path: tuple[str | int, ...], expected: str
) -> None:
    assert marked(read(SEED.encode(), "f"), *path) == expected


def every_path(data: Any) -> list[tuple[str | int, ...]]:
    steps: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        steps = list(data.items())
    elif isinstance(data, list):
        steps = list(enumerate(data))
    return [(), *((step, *rest) for step, inner in steps for rest in every_path(inner))]


@given(simple, st.sampled_from([None, True, False]))
def test_every_position_points_at_the_start_of_the_value(data: Any, flow: bool | None) -> None:
    document = read(yaml.safe_dump(data, default_flow_style=flow).encode(), "f")
    for path in every_path(document.data):
        value = document.data
        for step in path:
            value = value[step]
        text = marked(document, *path)
        if isinstance(value, int) or (value is None and path):
            assert text == yaml.safe_dump(value).split("\n")[0]
        elif isinstance(value, str):
            assert value.startswith(text.strip("'\""))
        if path and isinstance(path[-1], str):
            assert path[-1].startswith(marked(document, *path, on_key=True).strip("'\"? "))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_count_characters_behind_any_line_break(line_break: str, mark: str) -> None:
    text = f"{mark}имя: Привет{line_break}a: {{😀: x, è: y}}{line_break}"
    document = read(text.encode(), "f")
    assert document.data == {"имя": "Привет", "a": {"😀": "x", "è": "y"}}
    place = document.locate(("a", "è"))
    assert (place.line, place.column, place.width) == (2, 14, 1)
    assert place.source == "a: {😀: x, è: y}"
    assert marked(document, "имя") == "Привет"


# --- findings


def test_y001_names_the_byte_and_goes_on() -> None:
    document = read(b"a: caf\xe8\nb: 1\nb: 2\n", "f.yaml")
    assert found(document) == [("Y001", 1, 7), ("Y003", 3, 1)]
    assert "0xE8" in document.findings[0].message
    assert '"è" in Windows-1252' in document.findings[0].message
    assert document.data["b"] == 1
    assert document.broken


def test_y001_of_a_byte_that_means_nothing_anywhere() -> None:
    (finding,) = read("é: ".encode() + b"\x81", "f").findings
    assert finding.message == "byte 0x81 is not UTF-8 text"
    assert finding.where is not None
    assert finding.where.column == 4


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_y001_names_another_encoding(encoding: str) -> None:
    document = read("a: 1\n".encode(encoding), "f.yaml")
    assert found(document) == [("Y001", 1, 1)]
    assert encoding.upper() in document.findings[0].message
    assert document.broken
    assert document.data is None
    assert document.locate(("a",)).line == 1


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b: c\n", 1, 5, '": "'),
        ("a: 1\nb\nc: 2\n", 2, 1, "key: value"),
        ("a: 'x\nb: 2\n", 1, 4, "never closed"),
        ("a: 'x\n---\n", 1, 4, "not closed"),
        ("a: @x\n", 1, 4, '"@"'),
        ("a: [1, 2}\n", 1, 9, '"]"'),
        ("a: {b: 1\nc: 2\n", 2, 2, '"}"'),
        ("a: *\n", 1, 4, '"*"'),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("a:\n    b: 1\n  c: 2\n", 3, 3, "does not fit"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "incompatible"),
    ],
)
def test_y002_says_in_plain_words_where_syntax_breaks(
    text: str, line: int, column: int, words: str
) -> None:
    document = read(text.encode(), "f.yaml")
    assert found(document) == [("Y002", line, column)]
    assert words in document.findings[0].message
    assert document.findings[0].hint
    assert document.broken


def test_y002_keeps_what_came_before() -> None:
    document = read(b"a: {b: 1}\nc: {d: 2, e: [3, {f: @", "f.yaml")
    assert document.data == {"a": {"b": 1}, "c": {"d": 2, "e": [3]}}
    assert marked(document, "a", "b") == "1"
    assert marked(document, "c", "e", 0) == "3"
    assert marked(document, "c") == "{d: 2, e: [3"


def test_y003_the_first_value_wins_and_reading_goes_on() -> None:
    document = read(b"a: {x: 1}\nb: 2\n'a': {x: [3], y: 4}\nc: 5\nb: 6\n", "f.yaml")
    assert found(document) == [("Y003", 3, 1)]
    (finding,) = document.findings
    assert finding.message == 'the keys "a", "b" are already above, from line 1 on'
    assert [place.line for place in finding.others] == [5]
    assert document.data == {"a": {"x": 1}, "b": 2, "c": 5}
    assert marked(document, "c") == "5"
    assert not document.broken


def test_y003_inside_a_value_that_is_dropped_is_told_too() -> None:
    assert problems("a: 1\na: {b: 1, b: 2}\n") == [("Y003", 2, 11), ("Y003", 2, 1)]


def test_y003_is_told_when_syntax_breaks_later() -> None:
    assert set(problems("a: 1\na: 2\nb: @")) == {("Y003", 2, 1), ("Y002", 3, 4)}


def test_y004_anchors_and_aliases_are_refused_and_aliases_are_empty() -> None:
    document = read(b"a: &x {b: 1}\nc: *x\nd: [*x, 2]\n&k e: 3\n*k : 4\nf: &n 5\n", "f.yaml")
    assert found(document) == [
        ("Y004", 1, 4),
        ("Y004", 2, 4),
        ("Y004", 3, 5),
        ("Y004", 4, 1),
        ("Y004", 5, 1),
        ("Y004", 6, 4),
    ]
    assert document.data == {"a": {"b": 1}, "c": None, "d": [None, 2], "e": 3, "f": 5}
    assert not document.broken


def test_y004_a_merge_key_is_one_finding() -> None:
    document = read(b"a: {x: 1}\nb:\n  <<: *a\n  y: 2\n", "f.yaml")
    assert found(document) == [("Y004", 3, 3)]
    assert document.data == {"a": {"x": 1}, "b": {"y": 2}}
    assert marked(document, "b", "y") == "2"


def test_y004_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read("\n".join(lines).encode(), "f.yaml")
    assert document.data["a29"] == [None] * 9


def test_y005_each_line_with_a_tab_is_told_and_reading_goes_on() -> None:
    text = "services:\n\tisee:\n\t\tmailbox: x\n\tiseu:\n\t\tmailbox:\ty\nb: 1\nb: 2\n"
    document = read(text.encode(), "f.yaml")
    assert found(document) == [
        ("Y005", 2, 1),
        ("Y005", 3, 1),
        ("Y005", 4, 1),
        ("Y005", 5, 1),
        ("Y003", 7, 1),
    ]
    assert document.data == {
        "services": {"isee": {"mailbox": "x"}, "iseu": {"mailbox": "y"}},
        "b": 1,
    }
    place = document.locate(("services", "iseu", "mailbox"))
    assert (place.line, place.column, place.source) == (5, 12, "\t\tmailbox:\ty")
    assert not document.broken


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a:\n    b: 1\n\tc: 2\n", {"a": {"b": 1, "c": 2}}),
        ("a:\n  - x\n\t- y\n", {"a": ["x", "y"]}),
        ("a:\n\n\t# note\n    b: 1\n", {"a": {"b": 1}}),
        ("a: |\n\ttext\n", {"a": "text\n"}),
        ("-\tx\n- y\n", ["x", "y"]),
        ("\ta: 1\n", {"a": 1}),
    ],
)
def test_y005_a_tab_is_read_as_the_spaces_that_were_meant(text: str, data: object) -> None:
    document = read(text.encode(), "f.yaml")
    assert {code for code, _, _ in found(document)} == {"Y005"}
    assert document.data == data


def test_y005_many_lines_are_told_together() -> None:
    text = "a:\n" + "".join(f"\tk{n}: {n}\n" for n in range(100)) + "b: @"
    document = read(text.encode(), "f.yaml")
    codes = [code for code, _, _ in found(document)]
    assert codes == ["Y005"] * 20 + ["Y002"]
    assert "and below" in document.findings[19].hint
    assert "tabs" in document.findings[20].hint
    assert len(document.data["a"]) == 100


def test_a_tab_inside_a_text_or_before_a_comment_is_fine() -> None:
    document = read(b"a: x\ty\t# c\nb: |\n  x\n  \tcode\nc:\t1\n", "f.yaml")
    assert document.findings == ()
    assert document.data == {"a": "x\ty", "b": "x\n\tcode\n", "c": 1}


def test_y006_nesting_has_an_end() -> None:
    assert read(("[" * 32 + "]" * 32).encode(), "f.yaml").findings == ()
    document = read(("[" * 33 + "]" * 33).encode(), "f.yaml")
    assert found(document) == [("Y006", 1, 33)]
    assert document.broken


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? ", "a:\n"])
def test_y006_depth_costs_nothing(opening: str) -> None:
    document = read((opening * 100_000).encode(), "f.yaml")
    assert document.findings


def test_y007_a_large_file_is_not_read() -> None:
    document = read(b"a: 1\n" + b"#" * (16 * 2**20), "f.yaml")
    assert found(document) == [("Y007", 1, 1)]
    assert document.data is None
    assert document.broken


def test_y008_one_document_a_file() -> None:
    document = read(b"---\na: 1\n---\nb: 2\n", "f.yaml")
    assert found(document) == [("Y008", 3, 1)]
    assert document.data == {"a": 1}
    assert document.broken


def test_y009_tags_are_refused_and_read_as_if_they_were_not_there() -> None:
    text = "a: !!python/object/apply:os.system [id]\nb: !include x.yaml\n!!str c: !!int '5'\n"
    document = read(text.encode(), "f.yaml")
    assert found(document) == [("Y009", 1, 4), ("Y009", 2, 4), ("Y009", 3, 1), ("Y009", 3, 10)]
    assert "!!python/object/apply:os.system" in document.findings[0].message
    assert document.data == {"a": ["id"], "b": "x.yaml", "c": "5"}


@pytest.mark.parametrize("char", ["\0", "\x07", "\x7f", "\x85", "\u2028", "\u202e", "\u2066"])
def test_y010_invisible_characters_are_refused_and_read_as_spaces(char: str) -> None:
    document = read(f"a: x{char}y\nb: {char}{char}\nb: 1\n".encode(), "f.yaml")
    assert found(document) == [("Y010", 1, 5), ("Y010", 2, 4), ("Y003", 3, 1)]
    assert f"U+{ord(char):04X}" in document.findings[0].message
    assert document.data == {"a": "x y", "b": None}
    assert document.locate(("a",)).source == f"a: x{char}y"


def test_y010_names_what_has_a_name() -> None:
    (finding,) = read("a: x\u202ey".encode(), "f.yaml").findings
    assert "right-to-left override" in finding.message


def test_y001_a_binary_file_is_one_finding() -> None:
    document = read(b"\x00\n" * 5000, "f.yaml")
    assert found(document) == [("Y001", 1, 1)]
    assert document.data is None
    assert document.broken


def test_y010_is_told_for_each_line_of_a_text() -> None:
    document = read(b"#\x00\n" * 100, "f.yaml")
    assert found(document) == [("Y010", line, 2) for line in range(1, 101)]
    assert document.data == {}


def test_y011_a_collection_cannot_be_a_key() -> None:
    document = read(b"a: 1\n{b: c}: 2\n? [d]\n: {e: 3}\nf: 4\n", "f.yaml")
    assert found(document) == [("Y011", 2, 1), ("Y011", 3, 3)]
    assert document.data == {"a": 1, "f": 4}
    assert marked(document, "f") == "4"


def test_a_file_made_of_mistakes_is_not_read_to_its_end() -> None:
    document = read(b"a: 1\n" * 50_000, "f.yaml")
    assert [finding.code for finding in document.findings] == ["Y002", "Y003"]
    assert len(document.findings[1].others) == 999
    assert document.broken
    assert document.data == {"a": 1}
    document = read(b"- *a\n" * 50_000, "f.yaml")
    assert len(document.findings) == 1001


def test_findings_on_one_long_line_share_it() -> None:
    document = read(b"[" + b"*a, " * 100_000 + b"]", "f.yaml")
    lines = {id(finding.where.source) for finding in document.findings if finding.where}
    assert len(lines) == 1


# --- robustness


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    read(raw, "f.yaml").locate(("a", 0))


yaml_like = st.text(st.sampled_from("ab01:-?[]{},&*!|>'\"%@` \n\t#~.<\\\r\u202e\0é"), max_size=60)


@given(st.text() | yaml_like)
def test_no_text_raises_and_every_path_has_a_place(text: str) -> None:
    raw = text.encode(errors="surrogatepass")
    document = read(raw, "f.yaml")
    for path in every_path(document.data):
        for on_key in (False, True):
            place = document.locate(path, on_key)
            assert 1 <= place.column <= len(place.source) + 1
            assert place.width >= 1
    for finding in document.findings:
        assert finding.where is not None
        assert finding.hint


@given(yaml_like)
def test_text_without_findings_means_what_its_positions_say(text: str) -> None:
    document = read(text.encode(), "f.yaml")
    if not document.findings:
        for path in every_path(document.data):
            if path and isinstance(path[-1], str) and path[-1].isalnum():
                assert marked(document, *path, on_key=True).strip("'\"") == path[-1]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:
    was_enabled = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        read(b"a: @", "f.yaml")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_without_libyaml_the_same_is_read() -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from sportello.catalog.yaml.reader import read\n"
        "import yaml; assert not yaml.__with_libyaml__\n"
        "document = read(sys.stdin.buffer.read(), 'f')\n"
        "print(document.data, document.locate(('services', 'isee', 'hours', 1)))\n"
        "print(read(b'a: @', 'f').findings[0].where.column)\n"
        "print(read(b'a:\\n\\tb: 1', 'f').findings[0].code)\n"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, input=SEED.encode(), capture_output=True, check=True)
    document = read(SEED.encode(), "f")
    place = document.locate(("services", "isee", "hours", 1))
    assert result.stdout.decode().splitlines() == [f"{document.data} {place}", "4", "Y005"]
