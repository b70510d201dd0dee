"""The catalog: YAML text in, one immutable value out, and every problem with its place."""

from sportello.catalog.load import Loaded, load

__all__ = ["Loaded", "load"]
