"""`sportello rota`: who sits at the phone, one module a question; `show` need not be written."""

import click

from sportello.cli._group import ModuleGroup


class _Rota(ModuleGroup):
    """The commands of a rota, of which the first is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments of a command, or of `show`."""
        is_named = args and (args[0] in self.list_commands(ctx) or args[0] in ("-h", "--help"))
        return super().parse_args(ctx, args if is_named else ["show", *args])


@click.group("rota", cls=_Rota, package=__name__)
def command() -> None:
    """Say who sits at the phone: `sportello rota`, or `sportello rota show`.

    It is internal: what is printed here names people, and is not to be published.
    """
