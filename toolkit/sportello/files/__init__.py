"""Files on the disk: trees that are read with care, and written atomically with a manifest."""

from sportello.files.lock import HeldError, hold
from sportello.files.reading import Unread, What, read_at_most, read_inside, survey
from sportello.files.tree import Files, TreeChanges, list_tree, manifest, write_file, write_tree

__all__ = [
    "Files",
    "HeldError",
    "TreeChanges",
    "Unread",
    "What",
    "hold",
    "list_tree",
    "manifest",
    "read_at_most",
    "read_inside",
    "survey",
    "write_file",
    "write_tree",
]
