"""The parser whose events everything here is made of."""

from typing import Final

try:
    from yaml import CSafeLoader as EventParser
except ImportError:  # PyYAML was built without libyaml: ten times slower, the same events
    from yaml import SafeLoader as EventParser  # type: ignore[assignment] # the same methods, in Python

__all__ = ["DEEPEST", "EventParser"]

DEEPEST: Final = 32
"""Levels of nesting that are read. libyaml's time is quadratic in the depth of flow collections."""
