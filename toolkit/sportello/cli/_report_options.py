"""What makes no sense to ask of `sportello report`, told before anything is read."""

import os
from collections.abc import Sequence
from pathlib import Path

import click


def check_files(inputs: Sequence[Path], outputs: Sequence[Path], rows: Path | None) -> None:
    """Refuse files that cannot be what they are named for, or that would replace each other."""
    seen: set[Path] = set()
    for each in inputs:
        # A pipe cannot be read twice: its checksum stands in the report.
        if not each.is_file():
            raise click.UsageError(f"{each} is no file: name one")
        if each.resolve() in seen:
            raise click.UsageError(f"{each} is named twice: its tickets would count twice")
        seen.add(each.resolve())
    read = frozenset(seen)
    for each in outputs:
        _check_output(each, read)
        if each.resolve() in seen:
            raise click.UsageError(f"{each} is named twice: leave one --output out")
        seen.add(each.resolve())
    if rows is not None:
        _check_rows(rows, seen)


def _check_output(output: Path, inputs: frozenset[Path]) -> None:
    from sportello.api.reporting import ENDINGS

    if output.suffix.lower() not in ENDINGS:
        listed = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise click.UsageError(f"{output} does not end in {listed}: name it so")
    if output.resolve() in inputs:
        raise click.UsageError(f"{output} is a file that is read: name another one for --output")
    if output.exists() and not output.is_file():
        raise click.UsageError(f"{output} is no file: name one with --output")
    _check_folder(output)


def _check_rows(rows: Path, files: set[Path]) -> None:
    if rows.exists() and not rows.is_dir():
        raise click.UsageError(f"{rows} is a file: name a directory with --rows")
    _check_folder(rows)
    for name in ("ticket", "turn", "cycle", "doubt"):
        file = rows.resolve() / f"{name}.parquet"
        if file in files:
            raise click.UsageError(f"--rows would write over {file}: name another directory")


def _check_folder(path: Path) -> None:
    """Refuse what could not be written in the end, which may be an hour away."""
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent}: make it, or name another")
    if not os.access(path.parent, os.W_OK):
        raise click.UsageError(f"nothing may be written into {path.parent}: name another folder")


def check_options(
    outputs: Sequence[Path],
    style: str,
    language: str | None,
    export: str | None,
    system: str | None,
) -> None:
    """Refuse options of which one says what another does, or that change nothing."""
    from sportello.api.reporting import WORDED

    if export is not None and system is not None:
        raise click.UsageError(
            f"--export {export} says already which ticket system it is: leave --system out"
        )
    if outputs and style == "json":
        raise click.UsageError(
            f"{outputs[0]} says by its ending what is written: leave --format json out"
        )
    is_worded = any(each.suffix.lower() in WORDED for each in outputs) or (
        style == "text" and not outputs
    )
    if language is not None and not is_worded:
        form = outputs[0] if outputs else "--format json"
        raise click.UsageError(f"{form} has no language: leave --language out")


def check_publishing(  # noqa: PLR0913, PLR0917 - one for each option that it decides
    output: Path | None,
    by: Sequence[tuple[str, ...]],
    figures: Sequence[str],
    only: Sequence[tuple[str, str]],
    style: str,
    language: str | None,
    month_of: str,
) -> None:
    """Refuse what --publish decides by itself."""
    if output is not None:
        raise click.UsageError(f"--publish writes nothing else: make {output} in a run of its own")
    asked = {"--by": by, "--language": language, "--format json": style != "text"}
    for name in (name for name, given in (("--figures", figures), ("--only", only)) if given):
        raise click.UsageError(f"what --publish writes is of all tickets: leave {name} out")
    for name in (each for each, is_given in asked.items() if is_given):
        raise click.UsageError(f"what --publish writes has its own form: leave {name} out")
    if month_of != "decided":
        raise click.UsageError("a month that is published does not change: leave --months out")
