"""The quick reading says what the thorough one says, or nothing."""

from hypothesis import example, given
from hypothesis import strategies as st

from sportello.catalog.yaml.builder import Builder
from sportello.catalog.yaml.parser import DEEPEST
from sportello.catalog.yaml.plain import plain_mapping
from sportello.catalog.yaml.source_text import SourceText

TEXTS = st.text(st.sampled_from("ab01:-?[]{},&*!|>'\"%@` \n#~.<\\é"), max_size=60)
WORDS = st.sampled_from(
    [
        "a",
        "b:",
        "c:",
        "<<:",
        "-",
        "--",
        "---",
        "...",
        "1",
        "017",
        "0x1f",
        ".nan",
        "~",
        "null",
        "yes",
        "'d'",
        '"e"',
        "{f:",
        "[g]}",
        "[{h:",
        "i}]",
        "&j",
        "*j",
        "!!str",
        "#",
        "|",
        ">",
    ]
)
LINES = st.lists(
    st.tuples(st.integers(0, 3), st.lists(WORDS, max_size=4)).map(
        lambda line: "  " * line[0] + " ".join(line[1])
    ),
    max_size=8,
).map("\n".join)


@given(TEXTS | LINES)
@example("")
@example("a: [b, {c: d}]")
@example("a: 1\na: 2")
@example("a:\n  <<: {b: 1}")
@example("a: 1\n---\nb: 2")
@example("a: !!str 1")
@example("a: [&b c]")
@example("a: [*b]")
@example("&a\nb: c")
@example("!!map\nb: c")
@example("[a]: b")
@example("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))
@example("a: " + "[" * DEEPEST + "]" * DEEPEST)
def test_the_quick_way_is_taken_where_nothing_is_to_be_told(text: str) -> None:
    builder = Builder(SourceText("f.yaml", text))
    stopped = builder.run()
    data = plain_mapping(text)
    if stopped is not None or builder.findings:
        assert data is None
    elif builder.data and isinstance(builder.data, dict):
        assert repr(data) == repr(builder.data)  # .nan does not equal itself
    else:
        assert not data
