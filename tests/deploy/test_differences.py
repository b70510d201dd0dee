"""What a dry run shows of the texts that differ."""

from pathlib import Path

from sportello.deploy import text_differences


def test_the_lines_that_differ_are_shown_with_what_is_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1\n2\n3\n4\n")
    assert list(text_differences(tmp_path, {"a": b"1\n2\n3\nfour\n", "b": b"new"}, ["a"])) == [
        "--- a in force",
        "+++ a",
        "@@ -3,2 +3,2 @@",
        " 3",
        "-4",
        "+four",
    ]


def test_a_part_of_a_script_is_named_by_its_condition(tmp_path: Path) -> None:
    script = """\
if envelope :is "to" "desk+a@01s.it" {
  vacation "Thanks";
} elsif envelope :is "to" "desk+b@01s.it" {
  vacation :subject "Received"
    "Thanks

OLD
";
}
"""
    (tmp_path / "s").write_text(script)
    new = script.replace("OLD", "NEW").encode()
    assert list(text_differences(tmp_path, {"s": new}, ["s"]))[2:] == [
        '@@ -6,3 +6,3 @@ envelope :is "to" "desk+b@01s.it"',
        " ",
        "-OLD",
        "+NEW",
        ' ";',
    ]


def test_a_long_difference_is_cut_and_counted(tmp_path: Path) -> None:
    new = {"a": b"x\n" * 50, "b": b"\xff\n"}
    lines = list(text_differences(tmp_path, new, ["b", "a"]))
    assert lines[:4] == ["--- b in force", "+++ b", "@@ -0,0 +1 @@", "+\ufffd"]
    assert len(lines) == 41
    assert lines[-1] == "… and 17 more lines"
