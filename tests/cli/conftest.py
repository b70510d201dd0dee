"""Run the command as a user does."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from sportello.cli import main


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run `sportello` with arguments; an exception is a bug and fails the test."""

    def command(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)

    return command
