"""`sportello sla`: questions about deadlines, one module a question."""

import click

from sportello.cli.sla import bulk, clock, due, elapsed, lead_time, matrix, policy


@click.group("sla")
def command() -> None:
    """Answer questions about deadlines."""


command.add_command(bulk.command)
command.add_command(clock.command)
command.add_command(due.command)
command.add_command(lead_time.command)
command.add_command(elapsed.command)
command.add_command(matrix.command)
command.add_command(policy.command)
