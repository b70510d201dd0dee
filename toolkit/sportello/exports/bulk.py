"""The tickets of an export with their deadlines, as `sportello sla bulk` answers a plain table."""

from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog
from sportello.exports.read import read_exports
from sportello.sla.bulk.problems import BadRows
from sportello.sla.bulk.run import Done, answer, bulk_database
from sportello.sla.bulk.source import ROW, TICKET_COLUMNS, quoted_column, source_of

_KEPT: Final = ("reference", *(name for name in TICKET_COLUMNS if name != "severity_by"), "state")
_TICKETS: Final = f"""
CREATE TEMP TABLE ticket AS
SELECT row AS {quoted_column(ROW)}, {", ".join(_KEPT)}, make_timestamptz(opened) AS opened
FROM exported ORDER BY row
"""  # noqa: S608 - our own words
_NOT_COUNTED: Final = """
SELECT row, string_agg(told, '; ' ORDER BY told), any_value(reference)
FROM (SELECT DISTINCT row, reference, message || ': ' || hint AS told FROM doubt WHERE NOT counted)
GROUP BY row ORDER BY row
"""


def due_of_export(
    catalog: Catalog, file: Path, output: Path, rejects: Path | None = None, *, export: str
) -> Done:
    """Write the tickets of an export with their severities, policies and deadlines to a file.

    `export` names the entry of `exports:` by which it is read. The columns have our own names, and
    openings are in UTC. A row that reports would not count is one that cannot be answered. Else it
    is as in `due_in_bulk`; raises ExportError too, for a file that cannot be read so.
    """
    with bulk_database(str(file)) as (duck, _):
        read_exports(duck, catalog, [file], export=export)
        bad = BadRows(str(file), keep=rejects is not None)
        for row, problem, reference in duck.execute(_NOT_COUNTED).fetchall():
            bad.add(row, problem, [reference or ""])
        duck.execute(_TICKETS)
        return answer(duck, catalog, source_of(duck, str(file)), bad, output, rejects)
