"""Made-up exports are the same for a seed, and have what they are said to have."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from sportello.catalog.model import Catalog

from .generator.histories import make
from .generator.writers import all_writers
from .generator.writers.sheet import Writer, Written

WRITERS = tuple(all_writers())
UNTIL = datetime(2026, 11, 20, 12, tzinfo=UTC)


def written(catalog: Catalog, writer: Writer, folder: Path) -> Written:
    folder.mkdir()
    made = make(catalog, 60, 5, UNTIL, grain=writer.grain, system=writer.system, name=writer.name)
    return writer.write(catalog, made, folder)


def content(file: Path) -> bytes:
    if file.suffix != ".xlsx":
        return file.read_bytes()
    with ZipFile(file) as parts:
        return b"".join(parts.read(name) for name in sorted(parts.namelist()))


@pytest.mark.parametrize("writer", WRITERS, ids=[each.export for each in WRITERS])
def test_an_export_is_the_same_for_a_seed(
    test_desk: Catalog, writer: Writer, tmp_path: Path
) -> None:
    first = written(test_desk, writer, tmp_path / "a")
    again = written(test_desk, writer, tmp_path / "b")
    assert first.made == again.made
    assert first.planted == again.planted
    assert {*map(content, first.files + first.events)} == {
        *map(content, again.files + again.events)
    }
    assert {each.name for each in (tmp_path / "a").iterdir()} == {
        each.name for each in first.files + first.events
    }
