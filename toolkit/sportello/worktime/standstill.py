"""Times in which nothing counts that counts day and night."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple


class Standstill(NamedTuple):
    """From (included) and to (not included), both aware, and why, language -> text."""

    start: dt.datetime
    end: dt.datetime
    why: Mapping[str, str]
