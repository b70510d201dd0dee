"""`sportello sla`: questions about deadlines, one module a question."""

import click

from sportello.cli.sla import bulk, due


@click.group("sla")
def command() -> None:
    """Answer questions about deadlines."""


command.add_command(bulk.command)
command.add_command(due.command)
