"""`sportello codeowners`: who reviews which file, from the teams of the catalog."""

from pathlib import Path

import click

from sportello.cli._common import catalog_option, load_sound


@click.command("codeowners")
@catalog_option
def command(directory: Path) -> None:
    """Print the file CODEOWNERS, made of the `handles:` of teams.

    Write it to .github/CODEOWNERS, or for GitLab to .gitlab/CODEOWNERS. Which forge it is for says
    `repository:` in helpdesk.yaml.
    """
    from sportello.catalog.git import place_in_repository
    from sportello.catalog.owners import codeowners

    loaded = load_sound(directory)
    folder = place_in_repository(directory)
    click.echo(codeowners(loaded.catalog, loaded.documents.holders, folder), nl=False)
