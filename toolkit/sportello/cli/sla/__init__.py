"""`sportello sla`: questions about deadlines, one module a question."""

import click

from sportello.cli._group import ModuleGroup


@click.group("sla", cls=ModuleGroup, package=__name__)
def command() -> None:
    """Answer questions about deadlines."""
