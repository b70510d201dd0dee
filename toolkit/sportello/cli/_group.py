"""A group of commands that are found by their modules: `lead_time.py` is `lead-time`."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click


class ModuleGroup(click.Group):
    """The modules of a package that have a `command`; those that begin with `_` are none.

    Only the one that is asked for is imported.
    """

    def __init__(self, *arguments: Any, package: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._package = package

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        modules = iter_modules(import_module(self._package).__path__)
        return sorted(m.name.replace("_", "-") for m in modules if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, None if there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{self._package}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command
