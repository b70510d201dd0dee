"""Files on the disk: trees that are read with care, and written atomically with a manifest."""

from sportello.files.lock import HeldError, hold
from sportello.files.reading import EntryKind, Unread, list_entries, read_at_most, read_inside
from sportello.files.tree import (
    Files,
    TreeChanges,
    list_tree,
    manifest,
    write_file,
    write_private_file,
    write_tree,
)

__all__ = [
    "EntryKind",
    "Files",
    "HeldError",
    "TreeChanges",
    "Unread",
    "hold",
    "list_entries",
    "list_tree",
    "manifest",
    "read_at_most",
    "read_inside",
    "write_file",
    "write_private_file",
    "write_tree",
]
