"""What a form makes of the sample, as files that a person reads.

`UPDATE_GOLDEN=1` writes what comes out; read it before it is committed.
"""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, made: bytes) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(made)
    assert made == file.read_bytes()
