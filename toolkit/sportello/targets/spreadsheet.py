"""Tables for spreadsheets and programs: CSV as RFC 4180 has it, with no cell that computes."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE_NUMBER = re.compile("[+][0-9][0-9 ]*")


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table in UTF-8.

    A cell that a spreadsheet would compute gets an apostrophe before it, which marks text there.
    A phone number (`+` with digits and blanks alone) gets none, for programs would dial it: it
    names no cell and calls no function, so the worst that a spreadsheet does is to drop the `+`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([f"'{cell}" if _computes(cell) else cell for cell in row] for row in rows)
    return text.getvalue().encode()


def _computes(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not _PHONE_NUMBER.fullmatch(cell)
