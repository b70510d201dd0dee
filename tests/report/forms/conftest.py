"""The names of the frozen catalog, in both languages."""

from collections.abc import Callable

import pytest

from sportello.catalog import Loaded
from sportello.report.forms.names import Names
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

NamesIn = Callable[..., Names]


@pytest.fixture(scope="module")
def names_in(frozen: Loaded) -> NamesIn:
    def names(language: str, *, short: bool = False) -> Names:
        return Names(frozen.catalog, read_messages(own_sources(), language), short)

    return names
