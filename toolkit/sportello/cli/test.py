"""`sportello test`: the catalog held against what its editors expect of it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    catalog_option,
    format_option,
    load_sound,
    print_findings,
    print_json,
)
from sportello.cli.sla._days import day_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sportello.expectations import Case, Outcome
    from sportello.findings import Finding


@click.command("test")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Name the expectations that hold, too.")
@catalog_option
@format_option
def command(files: tuple[Path, ...], directory: Path, style: str, *, verbose: bool) -> None:
    """Hold the catalog against what is expected of it, in tests/*.yaml or in FILES.

    Exit status: 0 when all is as expected, 1 when something is not, 2 for misuse.
    """
    from sportello.api.checking import expectations_of
    from sportello.catalog.reading import read_named
    from sportello.expectations import expectation_files, run

    loaded = load_sound(directory)
    entries = [read_named(file) for file in files] or expectation_files(directory)
    read = expectations_of(loaded, entries)
    outcomes = list(run(loaded.catalog, read.cases))
    failed = sum(not outcome.holds for outcome in outcomes)
    if style == "json":
        print_json(_plain(outcomes, read.findings))
    else:
        _print(outcomes, verbose=verbose)
        print_findings(read.findings, err=False)
        click.echo(_summary(len(outcomes), failed, len(read.findings), directory))
    sys.exit(bool(failed or read.findings))


def _summary(number: int, failed: int, unread: int, directory: Path) -> str:
    if not number and unread:
        return "No expectation could be read: correct what is wrong."
    if not number:
        return f"Nothing is expected yet: write it down in {directory}/tests/, in YAML."
    if failed:
        return f"{failed} of {number} expectations failed."
    read = " that could be read" if unread else ""
    if number == 1:
        return f"The one expectation{read} holds."
    return f"All {number} expectations{read} hold."


def _print(outcomes: "Sequence[Outcome]", *, verbose: bool) -> None:
    for outcome in outcomes:
        if not outcome.holds:
            click.echo("\n".join(_failure(outcome, color=sys.stdout.isatty())), nl=True)
            click.echo("")
        elif verbose:
            where = outcome.case.locate()
            click.echo(f"{where.file}:{where.line}: holds: {_about(outcome.case)}".rstrip(": "))


def _failure(outcome: "Outcome", *, color: bool) -> "Iterator[str]":
    from sportello.findings import render_one

    verdict = outcome.verdict
    yield "\n\n".join(render_one(finding, color) for finding in outcome.findings)
    if _about(outcome.case):
        yield f"  expected because: {_about(outcome.case)}"
    if verdict.steps:
        yield "  came because:"
    yield from (f"    - {step}" for step in verdict.steps)
    for counted in verdict.counted:
        yield f"    - {counted.what}"
        yield from (f"        {day_line(day)}" for day in counted.explanation.days)


def _about(case: "Case") -> str:
    parts = [each for each in (case.expectation.fact, case.expectation.why) if each]
    return ": ".join(parts)


def _plain(outcomes: "Sequence[Outcome]", findings: "Sequence[Finding]") -> dict[str, Any]:
    return {
        "expectations": len(outcomes),
        "failed": sum(not outcome.holds for outcome in outcomes),
        "findings": [asdict(finding) for finding in findings],
        "results": [_result(outcome) for outcome in outcomes],
    }


def _result(outcome: "Outcome") -> dict[str, Any]:
    case, verdict = outcome.case, outcome.verdict
    where = case.locate()
    return {
        "file": where.file,
        "line": where.line,
        "about": case.family,
        "fact": case.expectation.fact,
        "why": case.expectation.why,
        "holds": outcome.holds,
        "mismatches": [
            {
                "line": finding.where.line if finding.where else None,
                "key": ".".join(map(str, mismatch.path)),
                "expected": mismatch.expected,
                "came": mismatch.came,
                "hint": mismatch.hint,
            }
            for mismatch, finding in zip(verdict.mismatches, outcome.findings, strict=True)
        ],
        "steps": verdict.steps,
    }
