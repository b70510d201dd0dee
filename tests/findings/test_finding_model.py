from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Finding, Location, Severity, in_order

locations = st.builds(
    Location,
    file=st.sampled_from(["a.yaml", "b.yaml"]),
    line=st.integers(1, 3),
    column=st.integers(1, 3),
    width=st.just(1),
    source=st.just("x"),
)
findings = st.builds(
    Finding,
    code=st.sampled_from(["M001", "M002"]),
    severity=st.sampled_from(Severity),
    message=st.sampled_from(["m", "n"]),
    where=st.none() | locations,
)


def finding(code: str, file: str, line: int, column: int) -> Finding:
    return Finding(code, Severity.ERROR, "m", Location(file, line, column, 1, ""))


def test_order_is_file_then_line_then_column_then_code() -> None:
    expected = [
        Finding("Z999", Severity.ERROR, "of no place"),
        finding("M009", "a.yaml", 2, 1),
        finding("M001", "a.yaml", 10, 1),
        finding("M001", "a.yaml", 10, 2),
        finding("M002", "a.yaml", 10, 2),
        finding("M001", "b.yaml", 1, 1),
    ]
    assert in_order(reversed(expected)) == expected


@given(st.lists(findings))
def test_order_drops_exact_duplicates_and_nothing_else(given_findings: list[Finding]) -> None:
    ordered = in_order(given_findings)
    assert len(ordered) == len(set(ordered))
    assert set(ordered) == set(given_findings)


@given(st.lists(findings), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_discovery(
    given_findings: list[Finding], random: Random
) -> None:
    shuffled = list(given_findings)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(given_findings)
