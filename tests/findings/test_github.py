"""Findings as annotations of GitHub."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Finding, Location, Severity, annotations

HERE = Location("catalog/a,b:c.yaml", 3, 7, 5, "  key: wrong")


def test_an_annotation_marks_the_value() -> None:
    finding = Finding("R001", Severity.ERROR, 'unknown mailbox "x"', HERE, "did you mean 100 %?")
    assert annotations([finding]) == (
        "::error title=R001,file=catalog/a%2Cb%3Ac.yaml,line=3,col=7,endColumn=11::"
        'unknown mailbox "x"%0Adid you mean 100 %25?\n'
    )


def test_what_has_no_place_is_told_of_the_whole() -> None:
    finding = Finding("D008", Severity.NOTE, "dates are estimates")
    assert annotations([finding]) == "::notice title=D008::dates are estimates\n"


def test_each_further_place_has_its_own_line() -> None:
    other = Location("b.yaml", 1, 1, 1, "x")
    lines = annotations([Finding("R001", Severity.WARNING, "m", HERE, "", (other,))]).splitlines()
    assert [line.split("file=")[1].split(",line")[0] for line in lines] == [
        "catalog/a%2Cb%3Ac.yaml",
        "b.yaml",
    ]


@given(message=st.text(), file=st.text(min_size=1))
def test_no_text_ends_the_command_or_begins_another(message: str, file: str) -> None:
    where = Location(file, 1, 1, 1, "")
    text = annotations([Finding("Y001", Severity.ERROR, message, where)])
    found = re.fullmatch(
        r"::error title=Y001,file=([^:,\r\n]*),line=1,col=1,endColumn=1::([^\r\n]*)\n", text
    )
    assert found is not None

    def read(value: str) -> str:
        return re.sub(r"%(25|0D|0A|3A|2C)", lambda code: chr(int(code[1], 16)), value)

    assert (read(found[1]), read(found[2])) == (file, message)
