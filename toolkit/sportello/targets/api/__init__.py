"""The public catalog for programs: `/api/v1/SECTION.json` on the site, each with its JSON Schema.

Within version 1 keys and sections may be added, and what is there keeps its name and its meaning.
"""

from datetime import date
from typing import Any, Final

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.api.plain import plain
from sportello.targets.api.schemas import section_schema
from sportello.targets.json_text import json_text

VERSION: Final = 1
ROOT: Final = f"api/v{VERSION}/"
"""Where the files stand below the address of the site."""


def api(catalog: PublicCatalog, updated: date | None) -> Files:
    """Return the files of the API by their path; `updated` is the day of the last change, if known.

    A section without entries has its file too. The same catalog and day give the same bytes.
    """
    sections = PublicCatalog.__struct_fields__
    site = catalog.helpdesk.site.rstrip("/")
    about = {"version": VERSION} | ({"updated": str(updated)} if updated else {})
    files: dict[str, Any] = {
        "index": {
            **about,
            "sections": {name: f"{site}/{ROOT}{name}.json" for name in sections},
            "schemas": {name: f"{site}/{ROOT}schemas/{name}.json" for name in sections},
        }
    }
    for name in sections:
        told = getattr(catalog, name)
        files[name] = {
            "$schema": f"{site}/{ROOT}schemas/{name}.json",
            **about,
            **({} if told is None else {name: plain(told, catalog)}),
        }
        files[f"schemas/{name}"] = section_schema(name, f"{site}/{ROOT}schemas/{name}.json")
    return {f"{ROOT}{name}.json": json_text(value) for name, value in files.items()}
