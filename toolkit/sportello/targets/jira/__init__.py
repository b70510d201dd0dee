"""Jira: a checklist, since its mail handlers are set by hand and have no import.

Files: `checklist.csv`, and, without any text of the catalog, `README.txt`. They hold the mail of
destinations whose `system` is jira.
"""

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.intake import intakes
from sportello.targets.spreadsheet import csv_table
from sportello.targets.target import RoutingTarget, static_files


def render(table: RoutingTable) -> Files:
    """Return the checklist, and the file that says how to use it."""
    rows = (
        (each.address, each.delivery, each.mailbox, " ".join(each.services), "")
        for each in intakes(table, "jira")
    )
    return {
        **static_files(__name__, "README.txt"),
        "checklist.csv": csv_table(
            ("public address", "catch address", "mailbox", "services", "done"), rows
        ),
    }


TARGET = RoutingTarget("routing/jira", render)
