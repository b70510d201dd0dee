"""Deadlines for a whole file of tickets: a million in seconds."""

from sportello.sla.bulk.problems import BulkError
from sportello.sla.bulk.run import FORMATS, Done, due_in_bulk

__all__ = ["FORMATS", "BulkError", "Done", "due_in_bulk"]
