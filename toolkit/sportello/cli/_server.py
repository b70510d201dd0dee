"""What `deploy` and `verify` share: their arguments, and what a target should have."""

from collections.abc import Callable
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sportello.cli._common import sound_catalog

if TYPE_CHECKING:
    from sportello.deploy import Desired

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SERVERS = Path(__file__).parents[1] / "deploy" / "servers"
"""Looked into rather than imported, for `--help` imports nothing of what commands do."""
_TARGETS = sorted(module.name for module in iter_modules([str(_SERVERS)]))
EPILOG = f"TARGET is one of: {', '.join(_TARGETS)}."
"""The last line of a command's help."""


def target_arguments(command: _Command) -> _Command:
    """Add the arguments TARGET and DIR."""
    root = click.argument("root", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
    return click.argument("target", metavar="TARGET", type=click.Choice(_TARGETS))(root(command))


def config_option(command: _Command) -> _Command:
    """Add the option that names the server's configuration."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, exists=True),
        help="The server's configuration (for Postfix its directory), if it is not the usual one.",
    )(command)


def desired_of(target: str, directory: Path) -> "Desired":
    """Return what a target should have today; errors of the catalog are printed, status 1."""
    from sportello.catalog.desk_time import desk_time
    from sportello.catalog.git import revision
    from sportello.deploy import desired
    from sportello.routing import as_of
    from sportello.targets import ClashError

    catalog = sound_catalog(directory)
    try:
        return desired(target, as_of(catalog, desk_time(catalog).date()), revision(directory))
    except ClashError as error:
        raise click.ClickException(str(error)) from None
