"""Programs of mail servers that some tests need."""

import os
import shutil

import pytest


def need(program: str) -> str:
    """Return the path of a program; without it skip the test, or fail it in CI.

    In CI (`CI=true`) every program is installed, so a missing one is a mistake there.
    """
    path = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        missing = f"{program} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return path
