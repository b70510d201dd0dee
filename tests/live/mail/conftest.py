"""Counts of what was compared on real mail servers, printed at the end of a run."""

import time
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from live.mail.comparison import Result, compare
from live.mail.fates import LOST, totals
from live.mail.lab import SERVERS, Lab
from live.mail.mails import Mail

_COUNTS = pytest.StashKey[dict[str, list[float]]]()
_FATES = pytest.StashKey[dict[str, Counter[str]]]()

Check = Callable[[Lab, Iterable[Mail]], Result]


@pytest.fixture(params=list(SERVERS))
def server(request: pytest.FixtureRequest) -> str:
    """Each of the mail servers in turn."""
    return str(request.param)


@pytest.fixture
def check(pytestconfig: pytest.Config) -> Check:
    """Send mails, hold what happens against `decide`, and count."""
    counts = pytestconfig.stash.setdefault(_COUNTS, {})
    fates = pytestconfig.stash.setdefault(_FATES, {})

    def compared(lab: Lab, mails: Iterable[Mail]) -> Result:
        begun = time.monotonic()
        result = compare(lab, mails)
        row = counts.setdefault(lab.server, [0, 0, 0, 0])
        taken = time.monotonic() - begun
        added = (result.mails, result.comparisons, len(result.differences), taken)
        counts[lab.server] = [old + new for old, new in zip(row, added, strict=True)]
        fates[lab.server] = fates.get(lab.server, Counter()) + result.fates
        assert result.fates[LOST] == 0, result.differences
        return result

    return compared


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the counts."""
    counts = config.stash.get(_COUNTS, {})
    if counts:
        terminalreporter.section("mail servers beside decide")
    for server, (mails, comparisons, differences, seconds) in counts.items():
        terminalreporter.write_line(
            f"{server}: {mails:,.0f} mails, {comparisons:,.0f} comparisons, "
            f"{differences:,.0f} differences, {seconds:.0f} s"
        )
        for line in totals(server, config.stash[_FATES][server]):
            terminalreporter.write_line(line)
