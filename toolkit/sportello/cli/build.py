"""`sportello build`: the site, the routing rules and the calculator, from the catalog."""

import subprocess
import sys
from collections import defaultdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from sportello.cli._common import catalog_option, sound_catalog

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog

OURS = frozenset({"docs", "feeds", "manifest.json", "routing", "site", "sla"})
"""What a build directory holds; another directory is never touched."""


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
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast

    from sportello.targets.site import SiteError, build_site  # noqa: PLC0415

    foreign = sorted(path.name for path in output.glob("*") if path.name not in OURS)
    if foreign:
        raise click.UsageError(
            f"{output} holds something else ({', '.join(foreign[:3])}): "
            "name an empty directory with --output"
        )
    catalog = sound_catalog(directory)
    write_targets(catalog, output)
    try:
        with Console(stderr=True).status("Building the site"):
            build_site(output / "docs", output / "site")
    except SiteError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    _write_manifest(output, directory)
    click.echo(f"Built {output}/site, {output}/routing and {output}/sla.")


def write_targets(catalog: "Catalog", output: Path) -> None:
    """Write the files of every target below `output`, and remove what they no longer have.

    What the catalog retires on a later day is still built as in use.
    """
    from sportello.files import write_tree  # noqa: PLC0415
    from sportello.routing import as_of  # noqa: PLC0415
    from sportello.targets import all_targets, render  # noqa: PLC0415

    today = datetime.now(ZoneInfo(catalog.helpdesk.timezone)).date()
    current = as_of(catalog, today)
    trees: dict[str, dict[str, bytes]] = defaultdict(dict)
    for target in all_targets():
        for path, content in render(target, current).items():
            tree, _, rest = path.partition("/")
            trees[tree][rest] = content
    for tree, files in trees.items():
        write_tree(output / tree, files)


def _write_manifest(output: Path, directory: Path) -> None:
    from sportello.files import manifest, write_file  # noqa: PLC0415

    about = {"sportello": version("sportello"), "catalog": _revision(directory)}
    published = tuple(tree for tree in sorted(OURS) if tree not in ("docs", "manifest.json"))
    write_file(output / "manifest.json", manifest(output, published, about))


def _revision(directory: Path) -> str:
    """Return the commit of the catalog, marked if files differ from it; "" outside of git."""
    command = ("git", "-C", str(directory), "describe", "--always", "--dirty", "--abbrev=40")
    described = subprocess.run(  # noqa: S603 - no shell, and nothing of it is typed by others
        (*command, "--exclude=*"), capture_output=True, text=True, check=False
    )
    return described.stdout.strip()
