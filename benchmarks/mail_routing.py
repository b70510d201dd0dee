"""How long the routing takes, and how much memory, for ever more mailboxes.

Flattens catalogs of 1,000, 10,000 and 100,000 mailboxes, a tenth of them with message rules, an
alias, an acknowledgement and an archive, a third in each ticket system, then renders every target from the table. Times are of
the processor, each the best of three; memory is what Python had allocated at most besides the
catalog and the table. That it is linear shows in the last column: the time for one mailbox among
100,000, beside one among 1,000.
"""

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from platform import machine, python_version

from msgspec.structs import replace

from sportello.catalog.model import (
    Acknowledgement,
    Address,
    Catalog,
    Destination,
    Helpdesk,
    Mailbox,
    MessageRule,
    MessageTest,
    Service,
    Text,
    TextTest,
    Url,
    Years,
    ZoneName,
)
from sportello.catalog.model.scalars import Domain
from sportello.routing import RoutingTable, flatten
from sportello.targets import BuildContext, RoutingContextTarget, RoutingTarget, all_targets, render
from sportello.worktime import Duration

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
DESKS = ("zammad", "znuny", "jira")
BUDGET = 5.0
"""Seconds for everything, for 100,000 mailboxes."""
PAGE = Path(__file__).parents[1] / "docs" / "routing-measured.md"

ABOUT = """\
# Routing, measured

`make bench` writes this page. Seconds of processor time and megabytes at most for catalogs of so
many mailboxes, a tenth of them with two message rules, an alias, an acknowledgement and an
archive. The table is made once and every target is rendered from it; what the mail server's own
map builder takes comes on top. The last column shows whether the time grows faster than the
catalog: it is the time for one mailbox among {last:,} beside one among {first:,}.
"""


@dataclass(frozen=True)
class Figure:
    """What one step took: seconds, and bytes."""

    seconds: float
    peak: int


def catalog(size: int) -> Catalog:
    """Return a catalog of so many mailboxes."""
    return Catalog(
        helpdesk=Helpdesk(
            name=Text("Desk"),
            languages=("it", "en"),
            timezone=ZoneName("Europe/Rome"),
            site=Url("https://desk.example/"),
            years=Years(first=2026, last=2027),
        ),
        domains=(Domain("help.example"),),
        destinations={
            "zammad": replace(_destination("zammad"), system="zammad"),
            "znuny": replace(_destination("znuny"), system="znuny"),
            "jira": replace(_destination("jira"), system="jira"),
            "team": _destination("team"),
            "archive": replace(_destination("archive"), kind="archive"),
        },
        acknowledgements={
            "received": Acknowledgement(
                subject=Text({"it": "Richiesta ricevuta", "en": "Request received"}),
                text=Text({"it": "Grazie, è arrivata.", "en": "Thank you, it came."}),
                once_per=Duration.parse("1 calendar day"),
            )
        },
        mailboxes={f"m{n}": _rich(n) if n % 10 == 0 else _plain(n) for n in range(size)},
        services={
            f"s{n}": Service(name=Text("Service"), provider="acme", mailbox=f"m{n}")
            for n in range(size)
        },
    )


def _destination(name: str) -> Destination:
    address = Address(f"{name}@mbox.example")
    return Destination(name=Text(name), kind="team", address=address)


def _plain(number: int) -> Mailbox:
    return Mailbox(
        address=Address(f"mailbox-{number}@help.example"), deliver_to=(DESKS[number % 3],)
    )


def _rich(number: int) -> Mailbox:
    urgent = MessageTest(subject=TextTest(contains=("urgente", "urgent")))
    robot = MessageTest(from_=TextTest(ends=("@monitor.example",)))
    return Mailbox(
        address=Address(f"mailbox-{number}@help.example"),
        aliases=(Address(f"alias-{number}@help.example"),),
        deliver_to=(DESKS[number % 3], "archive"),
        acknowledge="received",
        rules={
            "robot": MessageRule(when=robot, why=Text("Alarms are tickets")),
            "urgent": MessageRule(when=urgent, deliver_to=("team",), why=Text("It burns")),
        },
    )


def measured(size: int) -> dict[str, Figure]:
    """Return what each step took for a catalog of so many mailboxes."""
    given = catalog(size)
    table = flatten(given)
    targets = [
        each for each in all_targets() if isinstance(each, RoutingTarget | RoutingContextTarget)
    ]
    steps: dict[str, Callable[[], object]] = {
        "flatten": lambda: flatten(given),
        **{each.directory.partition("/")[2]: _rendering(each, table) for each in targets},
        "all in one": lambda: render(targets, given),
    }
    return {name: Figure(_seconds(step), _peak(step)) for name, step in steps.items()}


def _rendering(
    target: RoutingTarget | RoutingContextTarget, table: RoutingTable
) -> Callable[[], object]:
    if isinstance(target, RoutingContextTarget):
        return lambda: target.files(table, BuildContext())
    return lambda: target.files(table)


def _seconds(step: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()  # as `render` does
        begin = time.process_time()
        step()
        taken.append(time.process_time() - begin)
        gc.enable()
    return min(taken)


def _peak(step: Callable[[], object]) -> int:
    gc.collect()
    tracemalloc.start()
    step()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def page(found: Mapping[int, Mapping[str, Figure]]) -> str:
    """Return the figures as a page."""
    first, last = min(found), max(found)
    lines = [
        ABOUT.format(first=first, last=last),
        f"| step | {' | '.join(f'{size:,}' for size in found)} | ratio |",
        f"|---|{'---:|' * (len(found) + 1)}",
    ]
    for name in found[last]:
        row = {size: figures[name] for size, figures in found.items()}
        cells = [f"{each.seconds:.3f} s, {each.peak / 1e6:,.1f} MB" for each in row.values()]
        ratio = row[last].seconds / last / (row[first].seconds / first)
        lines.append(f"| {name} | {' | '.join(cells)} | {ratio:.2f} |")
    spent = found[last]["all in one"].seconds
    verdict = "kept" if spent <= BUDGET else "exceeded"
    lines += [
        "",
        f"Budget for {last:,} mailboxes: {BUDGET:.0f} s; {verdict} with {spent:.1f} s. "
        f"Python {python_version()}, {machine()}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write the page; exit with 1 if the budget is exceeded."""
    found = {size: measured(size) for size in SIZES}
    text = page(found)
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    sys.exit("exceeded with" in text)


if __name__ == "__main__":
    main()
