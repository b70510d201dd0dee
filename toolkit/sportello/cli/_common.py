"""What the commands share: options, loading a catalog, printing."""

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sportello.catalog import Loaded
    from sportello.catalog.model import Catalog
    from sportello.directory.overlay import Overlay
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


def format_option(command: _Command, more: tuple[str, ...] = (), and_for: str = "") -> _Command:
    """Add `--format text|json`, and `more` formats, of which `and_for` says for whom they are."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json", *more]),
        default="text",
        show_default=True,
        help=f"Text for people, JSON for programs{and_for}.",
    )(command)


def people_option(command: _Command) -> _Command:
    """Add `--people FILE`."""
    return click.option(
        "--people",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="The file with the names, numbers and addresses of people, which is never shared.",
    )(command)


def read_overlay(file: Path | None, catalog: "Catalog") -> "Overlay | None":
    """Return the data of people, if a file with them is named, or print what is wrong with it."""
    if file is None:
        return None
    from sportello.directory.overlay import read_people

    with answered():
        return read_people(file, catalog)


@contextmanager
def answered() -> Iterator[None]:
    """End the command where a question has no answer: misuse is status 2, all else is 1."""
    from sportello.findings import FindingsError, Invalid
    from sportello.worktime.errors import BeyondKnownHolidays, StillPaused

    try:
        yield
    except FindingsError as error:
        print_findings(error.findings, err=True)
        if error.message:
            click.echo(f"Error: {error.message}", err=True)
        sys.exit(1)
    except (BeyondKnownHolidays, StillPaused) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except Invalid as error:
        raise click.UsageError(str(error)) from None


def load(directory: Path) -> "Loaded":
    """Load a catalog, with whatever is wrong with it; misuse if there is no such directory."""
    from sportello.catalog import load

    try:
        return load(directory)
    except NotADirectoryError:
        raise click.UsageError(
            f"there is no catalog directory {directory}: name one with --catalog"
        ) from None


def load_sound(directory: Path) -> "Loaded":
    """Load a catalog that has no error, or print what is wrong with it and exit with status 1."""
    from sportello.api.loading import sound

    with answered():
        return sound(load(directory))


def sound_catalog(directory: Path) -> "Catalog":
    """Return the catalog, or print what is wrong with it and exit with status 1."""
    return load_sound(directory).catalog


def schema_folder(directory: Path) -> Path:
    """Return where the schemas of a catalog stand, which its files name in their first lines."""
    return directory / ".sportello" / "schema"


def renew_schemas(directory: Path, loaded: "Loaded") -> None:
    """Write the schemas for editors of YAML anew where a catalog has them, as far as we may.

    A folder that is a link, or in one, may be anything, and is left alone.
    """
    folder = schema_folder(directory)
    if not folder.is_dir() or folder.is_symlink() or folder.parent.is_symlink():
        return
    from sportello.expectations.editor import write_schemas

    with suppress(OSError):
        write_schemas(folder, loaded.identifiers)


def print_findings(findings: "Sequence[Finding]", *, err: bool) -> None:
    """Print findings for people, coloured on a terminal."""
    from sportello.findings import render

    stream = sys.stderr if err else sys.stdout
    click.echo(render(findings, color=stream.isatty()), err=err, nl=False)


def print_json(value: Any) -> None:
    """Print plain data as JSON, with every letter where the output can have it."""
    unicode = codecs.lookup(sys.stdout.encoding or "utf-8").name.startswith("utf")
    click.echo(json.dumps(value, indent=2, ensure_ascii=not unicode, default=str))


def aligned(rows: "Sequence[Sequence[str]]", numbers: int = 0, *, gap: str = "  ") -> Iterator[str]:
    """Yield rows as lines of columns; in the last `numbers` of them, cells stand on the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    texts = len(widths) - numbers
    for row in rows:
        cells = (
            cell.ljust(width) if place < texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield gap.join(cells).rstrip()
