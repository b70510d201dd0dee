"""What an editor of YAML is given: the JSON Schema of each file of a catalog, on the disk."""

import json
from pathlib import Path, PurePath

from sportello.catalog.published import file_schemas, published
from sportello.catalog.references import Identifiers
from sportello.catalog.schema import Schema
from sportello.expectations.model import ExpectationFile
from sportello.files import write_tree


def schemas(known: Identifiers) -> dict[str, Schema]:
    """Return the schema of each kind of file by its name, such as "mailboxes" or "tests".

    A folder that has the name of a file shares the schema of that. References can only be what is
    `known`; to sections that it leaves out, anything.
    """
    named: dict[str, Schema] = {}
    for file, schema in file_schemas(known).items():
        name = PurePath(PurePath(file).parts[0]).stem
        first = named.setdefault(name, schema)
        if first is not schema:
            named[name] = {**first, "title": f"{first['title']}, {file}"}
    return {**named, "tests": {**published(ExpectationFile, known), "title": "tests/*.yaml"}}


def all_in_one() -> Schema:
    """Return one schema that every file of a catalog fits, and nothing else."""
    kinds = schemas({})
    shared = {name: each for kind in kinds.values() for name, each in kind["$defs"].items()}
    roots = {
        name: {key: each for key, each in kind.items() if key not in ("$schema", "$defs")}
        for name, kind in kinds.items()
    }
    return {
        "$schema": kinds["tests"]["$schema"],
        "title": "a file of a catalog",
        "anyOf": [{"$ref": f"#/$defs/{name}.yaml"} for name in roots],
        "$defs": {**{f"{name}.yaml": root for name, root in roots.items()}, **shared},
    }


def write_schemas(folder: Path, known: Identifiers) -> None:
    """Make a folder hold the schemas of a catalog, with its names. Raises OSError.

    Git leaves the folder alone, and a file that would be the same is not touched.
    """
    files = {f"{name}.json": _bytes(schema) for name, schema in schemas(known).items()}
    write_tree(folder, {**files, ".gitignore": b"*\n"})


def _bytes(schema: Schema) -> bytes:
    return json.dumps(schema, indent=1, ensure_ascii=False).encode() + b"\n"
