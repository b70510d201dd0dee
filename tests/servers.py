"""Programs of mail servers that some tests need."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def need(program: str, beside: str = "") -> str:
    """Return the path of a program; without it leave the test out (see `leave_out`).

    Where it is a program of Python, it is looked for `beside` the interpreter alone.
    """
    places = str(Path(beside).parent) if beside else f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    path = shutil.which(program, path=places)
    if path is None:
        leave_out(f"{program} is not installed")
    return path


def leave_out(missing: str) -> NoReturn:
    """Skip the test for what is missing, or fail it in CI (`CI=true`), where nothing may be."""
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
