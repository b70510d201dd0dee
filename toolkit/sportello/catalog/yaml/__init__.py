"""The YAML reader: text in, plain data out, with the place of everything and every fault."""

from sportello.catalog.yaml.reader import Document, read

__all__ = ["Document", "read"]
