"""Deadlines for a whole file of tickets: a million in seconds."""

from sportello.sla.bulk.problems import BulkError
from sportello.sla.bulk.run import FORMATS, due_in_bulk

__all__ = ["FORMATS", "BulkError", "due_in_bulk"]
