"""What the commands share: options, loading a catalog, printing."""

import codecs
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sportello.catalog import Loaded
    from sportello.catalog.model import Catalog
    from sportello.findings import Finding

_Command = TypeVar("_Command", bound=Callable[..., Any])


def catalog_option(command: _Command) -> _Command:
    """Add `--catalog DIR`."""
    return click.option(
        "--catalog",
        "directory",
        type=click.Path(path_type=Path),
        default=Path("catalog"),
        show_default=True,
        help="The directory of the catalog.",
    )(command)


def format_option(command: _Command) -> _Command:
    """Add `--format text|json`."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text for people, JSON for programs.",
    )(command)


def load_and_check(directory: Path, on: "date | None" = None) -> "tuple[Loaded, Sequence[Finding]]":
    """Load a catalog and return it with all findings; misuse if there is no such directory.

    With `on`, they include what that day brings.
    """
    from sportello.catalog import load
    from sportello.rules import check

    try:
        loaded = load(directory)
    except NotADirectoryError:
        raise click.UsageError(
            f"there is no catalog directory {directory}: name one with --catalog"
        ) from None
    return loaded, check(loaded, on)


def load_sound(directory: Path) -> "Loaded":
    """Load a catalog that has no error, or print what is wrong with it and exit with status 1."""
    from sportello.findings import Severity

    loaded, findings = load_and_check(directory)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        print_findings(errors, err=True)
        sys.exit(1)
    return loaded


def sound_catalog(directory: Path) -> "Catalog":
    """Return the catalog, or print what is wrong with it and exit with status 1."""
    return load_sound(directory).catalog


def check_calendar(catalog: "Catalog", name: str) -> None:
    """Refuse a calendar that the catalog does not have, as misuse; a service is told its own."""
    from sportello.findings import did_you_mean

    if name in catalog.calendars:
        return
    service = catalog.services.get(name)
    if service is not None and service.calendar is not None:
        raise click.UsageError(f"{name} is a service; its calendar is {service.calendar}")
    hint = did_you_mean(name, catalog.calendars) or "the catalog has no calendar"
    raise click.UsageError(f'unknown calendar "{name}": {hint}')


def print_findings(findings: "Sequence[Finding]", *, err: bool) -> None:
    """Print findings for people, coloured on a terminal."""
    from sportello.findings import render

    stream = sys.stderr if err else sys.stdout
    click.echo(render(findings, color=stream.isatty()), err=err, nl=False)


def print_json(value: Any) -> None:
    """Print plain data as JSON, with every letter where the output can have it."""
    unicode = codecs.lookup(sys.stdout.encoding or "utf-8").name.startswith("utf")
    click.echo(json.dumps(value, indent=2, ensure_ascii=not unicode, default=str))
