"""`sportello build`: the site, the routing rules and the calculator, from the catalog."""

import json
import sys
from collections import defaultdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from sportello.cli._common import catalog_option, sound_catalog
from sportello.cli._revision import revision

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog

TREES = ("feeds", "routing", "site", "sla")
"""What of a build is put to use, and listed in its manifest."""


@click.command("build")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Where to write; what an earlier build left there is replaced.",
)
@catalog_option
def command(output: Path, directory: Path) -> None:
    """Build everything from the catalog: site, routing, calculator, manifest."""
    from rich.console import Console

    from sportello.files import manifest, write_file
    from sportello.targets.site import SiteError, build_site

    _refuse_foreign(output)
    catalog = sound_catalog(directory)
    about = {"sportello": version("sportello"), "catalog": revision(directory)}
    # First of all, so that the directory is known as ours even if the build does not end.
    write_file(output / "manifest.json", manifest(output, (), about))
    write_targets(catalog, output)
    try:
        with Console(stderr=True).status("Building the site"):
            build_site(output / "docs", output / "site")
    except SiteError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    write_file(output / "manifest.json", manifest(output, TREES, about))
    click.echo(f"Built {output}/site, {output}/routing and {output}/sla.")


def write_targets(catalog: "Catalog", output: Path) -> None:
    """Write the files of every target below `output`, and remove what they no longer have.

    What the catalog retires on a later day is still built as in use.
    """
    from sportello.files import write_tree
    from sportello.routing import as_of
    from sportello.targets import all_targets, render

    today = datetime.now(ZoneInfo(catalog.helpdesk.timezone)).date()
    current = as_of(catalog, today)
    trees: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, content in render(all_targets(), current).items():
        tree, _, rest = path.partition("/")
        trees[tree][rest] = content
    for tree, files in trees.items():
        write_tree(output / tree, files)


def _refuse_foreign(output: Path) -> None:
    """Raise UsageError for a directory that holds something and is no earlier build."""
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file: name a directory with --output")
    held = sorted(path.name for path in output.glob("*"))
    try:
        earlier = "sportello" in json.loads((output / "manifest.json").read_bytes())
    except (OSError, ValueError):
        earlier = False
    if held and not earlier:
        raise click.UsageError(
            f"{output} holds something that Sportello did not build ({', '.join(held[:3])}): "
            "name an empty directory with --output"
        )
