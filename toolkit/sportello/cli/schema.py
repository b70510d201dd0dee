"""`sportello schema`: what may stand in the files of a catalog, as JSON Schema."""

from pathlib import Path

import click

from sportello.cli._common import catalog_option, load, print_json, schema_folder


@click.command("schema")
@click.argument("file", default="all")
@click.option("--write", is_flag=True, help="Write all of them into the catalog, with its names.")
@catalog_option
def command(file: str, directory: Path, *, write: bool) -> None:
    """Print the JSON Schema of a FILE of a catalog, such as `mailboxes` or `services`; or of all.

    With --write, the folder .sportello/schema of the catalog gets one for each, which knows the
    names of its mailboxes, services and all else. Editors of YAML complete and check by it. Where
    it is, `check` and `serve` keep it up to date.
    """
    from sportello.expectations.editor import all_in_one, schemas, write_schemas
    from sportello.findings import did_you_mean

    if write:
        if file != "all":
            raise click.UsageError("--write writes the schemas of all files: leave FILE out")
        loaded = load(directory)
        folder = schema_folder(directory)
        if folder.parent.is_symlink():
            raise click.UsageError(f"{folder.parent} is a link, and may lead anywhere: remove it")
        write_schemas(folder, loaded.identifiers)
        click.echo(f"{folder} has what an editor of YAML needs to know.")
        return
    known = {"all": all_in_one(), **schemas({})}
    file = file.removesuffix(".yaml")
    if file not in known:
        hint = did_you_mean(file, known)
        raise click.UsageError(f'there is no schema of "{file}": {hint}')
    print_json(known[file])
