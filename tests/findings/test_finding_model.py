from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Finding, Location, Severity, deduplicated, in_order

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
    message=st.sampled_from(["m", 'the "n"']),
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


def named(line: int, message: str = 'unknown mailbox "help"') -> Finding:
    return Finding("R001", Severity.ERROR, message, Location("a.yaml", line, 1, 1, ""))


def test_what_is_wrong_with_one_thing_in_many_places_is_told_once() -> None:
    places = [named(line) for line in (7, 3, 5)]
    (found,) = deduplicated(places)
    assert found.where == named(3).where
    assert found.others == (named(5).where, named(7).where)
    assert deduplicated([found, named(9)])[0].others == (*found.others, named(9).where)


def test_what_names_nothing_is_told_in_each_place() -> None:
    found = [named(1, "this text is empty"), named(2, "this text is empty")]
    assert deduplicated(found) == found


@given(st.lists(findings))
def test_no_place_is_lost_by_telling_once(given_findings: list[Finding]) -> None:
    def places(found: list[Finding]) -> set[object]:
        return {
            (each.code, each.severity, each.message, place)
            for each in found
            for place in (each.where, *each.others)
        }

    assert places(deduplicated(given_findings)) == places(given_findings)
