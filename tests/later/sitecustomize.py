"""Lets Python sleep under faketime (`make test-later`).

libfaketime 0.9.10 refuses the absolute sleeps of `time.sleep`; with a faked monotonic clock instead,
waiting for a thread never ends. So that clock is left alone, and sleeping is done by `select`.
"""

import select
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex) -> None:
    select.select((), (), (), float(seconds))


time.sleep = _sleep
