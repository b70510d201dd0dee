"""Reading and checking a catalog makes much data and no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Hold the cyclic garbage collector: its passes over all the data find no garbage.

    Only who has stopped it starts it again, so that threads that read at a time leave it running.
    """
    stopped = gc.isenabled()
    if stopped:
        gc.disable()
    try:
        yield
    finally:
        if stopped:
            gc.enable()
