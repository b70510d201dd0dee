"""Files of tables -> rows by column: one module a kind of file, which its first bytes tell."""

import gzip
import shutil
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from sportello.exports.files.csv import read_csv
from sportello.exports.files.json import read_json
from sportello.exports.files.parquet import read_parquet
from sportello.exports.files.table import Table
from sportello.exports.files.xlsx import read_xlsx
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q001

_CHUNK: Final = 1 << 20
_OTHERS: Final = (
    ((b"\xff\xfe", b"\xfe\xff"), "is UTF-16", "save it as CSV UTF-8"),
    ((b"%PDF-",), "is a PDF", "export the tickets as CSV or XLSX"),
    ((b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ"), "is compressed", "unpack it, or take gzip"),
    ((b"\xd0\xcf\x11\xe0",), "is an old Excel workbook", "save it as XLSX or CSV UTF-8"),
)
"""How files begin that are something else."""


def unpacked(file: Path, folder: Path) -> Path:
    """Return the file itself, or what is in it if it is compressed by gzip, put into a folder.

    Raises ExportError if it is not whole, OSError if it cannot be read.
    """
    with file.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            return file
    content = folder / file.name.removesuffix(".gz")
    try:
        with gzip.open(file) as packed, content.open("wb") as stream:
            shutil.copyfileobj(packed, stream, _CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        hint = "export it again, or copy it again"
        raise ExportError(
            [about_file(Q001, file, "the file is not whole as gzip packs it", hint)]
        ) from None
    return content


def open_table(file: Path, known: Collection[str]) -> Table:
    """Return the headings of a file, and its rows, which are read when they are asked for.

    `known` are headings of ticket systems: the delimiter and the header are those with which most
    of them are found. Raises ExportError if it is no table, OSError if it cannot be read.
    """
    with file.open("rb") as stream:
        head = stream.read(1 << 16)
    for starts, message, hint in _OTHERS:
        if head.startswith(starts):
            raise ExportError([about_file(Q001, file, f"the file {message}", hint)])
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        hint = "export the tickets again"
        raise ExportError([about_file(Q001, file, "the file is empty", hint)])
    if head.startswith(b"PAR1"):
        return read_parquet(file)
    if head.startswith(b"PK\x03\x04"):
        return read_xlsx(file, known)
    if text.startswith((b"{", b"[")):
        return read_json(file, is_array=text.startswith(b"["))
    return read_csv(file, known)
