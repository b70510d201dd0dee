"""A place that the users of mail servers can read."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.mail.programs import PREFIX


@pytest.fixture(autouse=True)
def servers_beside_postfix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find Exim and OpenSMTPD, which cannot be installed as packages beside Postfix."""
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}:{PREFIX}/usr/sbin")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Like pytest's, which only its owner can enter; Dovecot reads as another user."""
    with tempfile.TemporaryDirectory(prefix="deploy-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
