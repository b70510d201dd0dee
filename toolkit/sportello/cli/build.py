"""`sportello build`: the site, the routing rules and the calculator, from the catalog."""

import json
import os
import sys
from collections import defaultdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sportello.cli._common import (
    catalog_option,
    load,
    people_option,
    print_findings,
    read_overlay,
)
from sportello.cli._moments import DATE

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.targets import BuildContext

SOURCES: Final = "docs"
"""The tree that the site is built of; the others are put to use, and listed in the manifest."""


@click.command("build")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Where to write; what an earlier build left there is replaced.",
)
@click.option("--on", "day", type=DATE, help="The day of which it is built.  [default: today]")
@people_option
@catalog_option
def command(output: Path, day: date | None, people: Path | None, directory: Path) -> None:
    """Build everything from the catalog: site, routing, calculator, manifest.

    The same commit and the same day give the same bytes; the manifest names both. With --people,
    what the catalog says is public of a person stands beside the contact that the person has.
    """
    from importlib.metadata import version

    from sportello.api.checking import check_built
    from sportello.catalog.git import last_changes, revision
    from sportello.cli._context import build_context, with_people
    from sportello.files import manifest, write_file
    from sportello.files.replace import replaced
    from sportello.findings import Invalid, Severity
    from sportello.targets import ClashError
    from sportello.targets.site import SiteError, build_site

    _refuse_foreign(output)
    loaded = load(directory)
    findings = check_built(directory, loaded)
    print_findings(findings, err=True)
    if any(each.severity is Severity.ERROR for each in findings):
        sys.exit(1)
    catalog = loaded.catalog
    overlay = read_overlay(people, catalog)
    context = build_context(directory, loaded, last_changes(directory), day, with_history=True)
    context = with_people(context, catalog, overlay)
    # What else the deadlines depend on.
    versions = {name: version(name) for name in ("sportello", "tzdata", "holidays")}
    about = {**versions, "catalog": revision(directory), "day": str(context.day)}
    try:
        with replaced(output.resolve(), on_wait=partial(_wait, output)) as fresh:
            trees = sorted({"site", *write_targets(catalog, fresh, context)} - {SOURCES})
            build_site(fresh / SOURCES, fresh / "site")
            write_file(fresh / "manifest.json", manifest(fresh, trees, about))
    except (ClashError, Invalid) as error:
        raise click.ClickException(str(error)) from None
    except SiteError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    built = [f"{output}/{tree}" for tree in sorted(trees, key=lambda tree: (tree != "site", tree))]
    click.echo(f"Built {', '.join(built[:-1])} and {built[-1]}.")


def _wait(output: Path, process: str) -> None:
    click.echo(f"Another build writes into {output} (process {process}): waiting for it.", err=True)


def write_targets(
    catalog: "Catalog", output: Path, context: "BuildContext", only: str = ""
) -> list[str]:
    """Write the files of every target below `output`; return the names of their trees.

    With `only`, the targets are those of one tree. Files that a target no longer has are removed.
    What the catalog retires later than on the day of the build is still built as in use.
    """
    from sportello.files import write_tree
    from sportello.routing import as_of
    from sportello.targets import all_targets, render

    trees: dict[str, dict[str, bytes]] = defaultdict(dict)
    targets = [each for each in all_targets() if only in ("", each.directory)]
    current = as_of(catalog, context.day) if context.day else catalog
    for path, content in render(targets, current, context).items():
        tree, _, rest = path.partition("/")
        trees[tree][rest] = content
    for tree, files in trees.items():
        write_tree(output / tree, files)
    return list(trees)


def _refuse_foreign(output: Path) -> None:
    """Raise UsageError for a directory that holds something and is no earlier build."""
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file: name a directory with --output")
    if Path.cwd().is_relative_to(output.resolve()):
        raise click.UsageError(
            f"{output} would be replaced as a whole, and you are in it: "
            "go elsewhere, or name another directory with --output"
        )
    held = sorted(path.name for path in output.glob("*"))
    if held and not _is_build(output / "manifest.json"):
        raise click.UsageError(
            f"{output} holds something that Sportello did not build ({', '.join(held[:3])}): "
            "name an empty directory with --output"
        )


def _is_build(manifest: Path) -> bool:
    """Return whether a manifest is one of ours. Raises UsageError for one that is damaged."""
    if not os.path.lexists(manifest):
        return False
    try:
        data = json.loads(manifest.read_bytes()) if manifest.is_file() else None
    except (OSError, ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise click.UsageError(
            f"{manifest} is damaged, so nothing says what built the things beside it: "
            f"remove {manifest.parent} if nothing else is in it, or name an empty directory "
            "with --output"
        )
    return "sportello" in data
