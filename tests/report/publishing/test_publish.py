"""What is published of a report, month by month, and what stays hidden through all of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as changed
from itertools import pairwise, product
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from report.publishing.attacker import Equation, solved
from report.publishing.desk import report_of_a_desk
from small import SMALL
from sportello.catalog import Loaded, load
from sportello.findings import Invalid
from sportello.report.publishing import publish as publishing
from sportello.report.publishing.cells import Cell, Shown
from sportello.report.publishing.publish import publish
from sportello.report.publishing.suppression import Standing
from sportello.report.report import Report
from sportello.targets.site.checks.figures import figure_findings
from sportello.targets.site.figures.published import PublishedFigures, figures_of, figures_text

SCHEMA = Path(__file__).parents[3] / "docs/figures.schema.json"
ALL = [f"2025-{month:02}" for month in range(1, 13)]


@pytest.fixture(scope="module")
def report(frozen: Loaded) -> Report:
    return report_of_a_desk(frozen, 6000)


@pytest.fixture(scope="module")
def published(report: Report, frozen: Loaded) -> tuple[PublishedFigures, ...]:
    return publish(report, frozen.catalog.public(), (), since="2025-11").new


def numbers(
    figures: PublishedFigures, name: str, *by: str
) -> dict[tuple[str, ...], Mapping[str, object]]:
    (figure,) = (each for each in figures.figures if each.name == name)
    return {
        row.group: row.numbers for table in figure.tables if table.by == by for row in table.rows
    }


def careless(standing: Standing, settled: Mapping[Cell, Shown]) -> Mapping[Cell, Shown]:
    """Hide what is few, and nothing else."""
    return {**standing.primary(), **settled}


def names(published: Sequence[PublishedFigures]) -> list[str]:
    return [each.period for each in published]


def test_only_months_that_are_over_are_published(
    published: Sequence[PublishedFigures], report: Report, frozen: Loaded
) -> None:
    assert f"{report.as_of:%Y-%m}" == "2026-02"
    assert names(published) == ["2025-11", "2025-12", "2026-01"]
    assert names(publish(report, frozen.catalog.public(), ()).new) == ["2026-01"]
    midnight = report.as_of.replace(day=1, hour=0, minute=0)
    just_over = changed(report, as_of=midnight)
    assert names(publish(just_over, frozen.catalog.public(), ()).new) == ["2026-01"]


def test_what_is_published_goes_on_from_the_last_month_and_stays(
    published: Sequence[PublishedFigures], report: Report, frozen: Loaded
) -> None:
    public = frozen.catalog.public()
    later = publish(report, public, published[:2])
    assert names(later.new) == ["2026-01"]
    assert later.differing == ()
    assert publish(report, public, published).new == ()


def test_a_published_month_is_not_changed_and_it_is_said_that_it_differs(
    published: Sequence[PublishedFigures], report: Report, frozen: Loaded
) -> None:
    text = figures_text(published[1]).decode()
    opened = numbers(published[1], "opened")[()]["opened"]
    other = figures_of(json.loads(text.replace(f'"opened": {opened}', f'"opened": {opened}0')))
    found = publish(report, frozen.catalog.public(), [published[0], other])
    assert names(found.new) == ["2026-01"]
    assert found.differing == ("2025-12",)


def test_a_year_is_published_when_all_of_its_months_are(
    report: Report, frozen: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is hidden is another test's business.
    monkeypatch.setattr(publishing, "suppressed", careless)
    public = frozen.catalog.public()
    found = publish(report, public, (), since="2025-01").new
    assert names(found) == [*ALL, "2026-01", "2025"]
    assert names(publish(report, public, (), since="2025-02").new) == [*ALL[1:], "2026-01"]
    opened = [numbers(each, "opened")[()]["opened"] for each in found]
    assert sum(opened[:12]) == opened[-1]  # type: ignore[arg-type]


def test_the_same_report_gives_the_same_bytes_as_the_schema_says(
    published: Sequence[PublishedFigures], report: Report, frozen: Loaded
) -> None:
    again = publish(report, frozen.catalog.public(), (), since="2025-11").new
    assert [*map(figures_text, again)] == [*map(figures_text, published)]
    for each in published:
        text = figures_text(each)
        assert figures_of(json.loads(text)) == each
        assert figure_findings(text, f"site/figures/{each.period}.json") == []
        jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text()))


def test_numbers_are_those_of_the_report(
    published: Sequence[PublishedFigures], report: Report
) -> None:
    month = published[-1]
    (table,) = (t for t in report.tables if (t.figure.name, t.by) == ("opened", ("month",)))
    assert numbers(month, "opened")[()] == {
        "opened": {r.group[0]: r.values[0] for r in table.rows}["2026-01"]
    }
    kept = numbers(month, "promises")[()]
    assert kept["met"] + kept["met_not"] == kept["met_of"]  # type: ignore[operator]
    times = numbers(month, "first_contact")[()]
    assert all(times[each] % 60 == 0 for each in ("mean", "median", "p90", "p95"))  # type: ignore[operator]


def test_who_has_no_name_for_the_public_has_none_here(report: Report, frozen: Loaded) -> None:
    public = frozen.catalog.public()
    first, *others = public.services
    internal = replace(public, services={name: public.services[name] for name in others})
    (month,) = publish(report, internal, ()).new
    rows = numbers(month, "opened", "service")
    assert (first,) not in rows
    assert isinstance(rows[("other",)]["opened"], int)
    assert first not in figures_text(month).decode()


def test_nothing_is_parted_by_whom_it_is_about(published: Sequence[PublishedFigures]) -> None:
    for figures in published:
        for figure in figures.figures:
            parts = [table.by for table in figure.tables]
            assert all(len(by) <= 1 for by in parts)
            assert {*sum(parts, ())} <= {"channel", "service", "target"}
            assert {each.name for each in figure.measures}.isdisjoint({"oldest", "worst", "margin"})
            if figure.name == "satisfaction":
                assert parts == [()]


def test_little_is_said_of_little(published: Sequence[PublishedFigures]) -> None:
    for figures, figure in ((each, f) for each in published for f in each.figures):
        for row in (row for table in figure.tables for row in table.rows):
            for name, value in row.numbers.items():
                unit = next(m.unit for m in figure.measures if name in m.numbers)
                if isinstance(value, int) and unit in {"count", "share"}:
                    assert value == 0 or value >= figures.k
                if isinstance(value, int) and unit == "share" and not name.endswith("_of"):
                    of = name.removesuffix("_not") + "_of"
                    assert value == row.numbers[of] == 0 or row.numbers[of] >= 10  # type: ignore[operator]
                if isinstance(value, int) and unit == "seconds":
                    least = {"mean": 10, "median": 10, "p90": 50, "p95": 100}[name]
                    assert row.numbers["stopped"] >= least  # type: ignore[operator]


def equations_of(
    published: Sequence[PublishedFigures], report: Report
) -> tuple[dict[str, int], list[Equation], set[str]]:
    """Return what a reader is told, what he knows of how it adds up, and what is hidden.

    Written anew from the files, and from the names of all groups, which a reader knows.
    """
    told: dict[str, int] = {}
    hidden: set[str] = set()
    equations: list[Equation] = []
    for figures, figure in ((each, f) for each in published for f in each.figures):
        if figure.name == "availability":
            continue
        at = f"{figures.period} {figure.name}"
        measures = [name for m in figure.measures if m.unit != "seconds" for name in m.numbers]
        present = {table.by for table in figure.tables}
        for table, row in ((t, r) for t in figure.tables for r in t.rows):
            for name in measures:
                key = f"{at} {name} {table.by} {row.group}"
                value = row.numbers.get(name, 0)
                told |= {key: value} if isinstance(value, int) else {}
                hidden |= set() if isinstance(value, int) else {key}
            for measure in (m for m in figure.measures if m.unit == "share"):
                part, rest, of = (f"{at} {n} {table.by} {row.group}" for n in measure.numbers)
                equations.append({part: 1, rest: 1, of: -1})
        for by, name in product(present - {()}, measures):
            groups = [r.group for t in figure.tables if t.by == by for r in t.rows]
            own = {f"{at} {name} {by} {group}": 1 for group in groups}
            dropped = _dropped(report, figures.period, figure.name, by, groups)
            unseen = {f"{at} {name} {by} {group}": 1 for group in dropped}
            hidden |= {*unseen}
            equations.append({f"{at} {name} () ()": -1, **own, **unseen})
    for before, now in pairwise(published):
        terms = {"opened": -1, "resolved": 1, "reopened": -1, "removed": 1, "open": 1}
        if now.period > before.period:
            balance = {f"{now.period} backlog {name} () ()": n for name, n in terms.items()}
            equations.append({**balance, f"{before.period} backlog open () ()": -1})
    return told, [*equations, *sums_of_years(published, {*told, *hidden})], hidden


def sums_of_years(published: Sequence[PublishedFigures], keys: set[str]) -> Iterator[Equation]:
    for year in (each.period for each in published if "-" not in each.period):
        for key in (each for each in keys if each.startswith(f"{year} ")):
            months = [key.replace(year, f"{year}-{month:02}", 1) for month in range(1, 13)]
            own = months[-1:] if " open " in key else [each for each in months if each in keys]
            yield {key: -1, **dict.fromkeys(own, 1)}


def _dropped(
    report: Report, period: str, name: str, by: tuple[str, ...], groups: Sequence[tuple[str, ...]]
) -> list[tuple[str | None, ...]]:
    """Return the rows that are not published at all."""
    kind = "month" if "-" in period else "year"
    found = next(t for t in report.tables if (t.figure.name, t.by) == (name, (*by, kind)))
    own = [row.group[:-1] for row in found.rows if row.group[-1] == period]
    return [each for each in own if each not in groups]


def test_no_hidden_number_follows_from_all_that_is_published(
    published: Sequence[PublishedFigures], report: Report
) -> None:
    told, equations, hidden = equations_of(published, report)
    assert len(hidden) > 100
    assert solved(told, equations) & hidden == set()


def test_a_year_tells_nothing_that_its_months_hide(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    loaded = load(tmp_path)
    report = report_of_a_desk(loaded, 900)
    published = publish(report, loaded.catalog.public(), (), since="2025-01").new
    assert names(published) == [*ALL, "2026-01", "2025"]
    told, equations, hidden = equations_of(published, report)
    assert any(each.startswith("2025 ") for each in told)
    assert len(hidden) > 50
    assert solved(told, equations) & hidden == set()


def test_one_who_hides_only_what_is_few_is_found_out(
    report: Report, frozen: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "suppressed", careless)
    published = publish(report, frozen.catalog.public(), (), since="2025-11").new
    told, equations, hidden = equations_of(published, report)
    assert solved(told, equations) & hidden != set()


def test_k_is_at_least_three_and_one_for_all(
    published: Sequence[PublishedFigures], report: Report, frozen: Loaded
) -> None:
    public = frozen.catalog.public()
    with pytest.raises(Invalid, match="k is 2"):
        publish(report, public, (), k=2)
    with pytest.raises(Invalid, match="2025-11 is published with k = 5, and not with 7"):
        publish(report, public, published, k=7)
