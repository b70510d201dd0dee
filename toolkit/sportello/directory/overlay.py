"""The file with what is known of people, which is never shared: names, numbers and addresses.

Its entries have the identifiers of `people.yaml`. To forget somebody is to delete the entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from sportello.catalog.convert import scalar
from sportello.catalog.model import Address, Catalog, Part, Phone
from sportello.catalog.model.values import Id
from sportello.catalog.schema import schema_of
from sportello.catalog.validate import validate
from sportello.catalog.yaml.reader import Document, read
from sportello.catalog.yaml.text import LARGEST
from sportello.files import read_at_most
from sportello.findings import FindingsError, Location, placed


class PersonalData(Part, frozen=True, kw_only=True):
    """What is known of a person; a field left out is not known."""

    name: str = ""
    """The name, the first one first. Example: `Anna Rossi`"""
    phone: Phone | None = None
    """The person's own number."""
    mail: Address | None = None
    """The person's own address."""


class PeopleFile(Part, frozen=True, kw_only=True):
    """A file with the data of people."""

    people: Mapping[Id, PersonalData] = {}
    """The people, by the identifiers of the catalog. Example: `{p-07: {name: Anna Rossi}}`"""


@dataclass(frozen=True)
class Overlay:
    """What such a file says, and where."""

    people: Mapping[str, PersonalData]
    document: Document

    def locate(self, person: str) -> Location:
        """Return the place of a person's entry."""
        return self.document.locate(("people", person), on_key=True)


def read_people(file: Path, catalog: Catalog) -> Overlay:
    """Return what a file says of people; numbers are read by the country of the desk.

    Raises FindingsError with everything that is wrong with it, OSError if it cannot be read.
    """
    document = read(read_at_most(file, LARGEST), str(file))
    country = catalog.helpdesk.country
    wrong = [*document.findings]
    if not document.broken:
        problems = validate(document.data, schema_of(PeopleFile), {}, country)
        wrong += [placed(each, document.locate(each.path, each.on_key)) for each in problems]
    if wrong:
        raise FindingsError(wrong)
    hook = partial(scalar, country=country)
    found = msgspec.convert(document.data or {}, PeopleFile, dec_hook=hook)
    return Overlay(found.people, document)
