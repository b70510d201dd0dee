"""docs/figures.md: what each figure of a report counts, as it stands beside the figure."""

from collections.abc import Iterator, Sequence

from sportello.report.figure import Figure, Measure
from sportello.report.figures import all_figures
from sportello.report.query import PERIODS
from sportello.report.tables import GROUPS

_HEAD = """\
# What the figures of a report mean

<!-- Made by `make docs` of the figures of the program. -->

`sportello report` shows each figure with its definition, in Italian or in English. Here are all of
them, and what holds of every one.

- **As of.** A report stands at one instant, and nothing later counts. A month is that of the
  desk's zone, from local midnight to local midnight.
- **Promises.** When a clock begins, rests and ends, and what a reopening does, is as
  [`sportello sla clock`](sla.md) has it, by the terms of the ticket's opening. A time is business
  time of the promise's own calendar, unless the promise counts day and night.
- **Which month.** `--months decided`, the default: the month in which a promise was kept, or first
  late. Nine business hours from Thursday 29 January at 18:00 are due on Friday the 30th at 18:00;
  if nobody answers, they are broken on Monday 2 February at 08:00:01, which is February. So a month
  that is over changes by a reopening alone, and such changes are listed. `opened` and `resolved`
  take the month in which the ticket was opened, or the thing was done.
- **Late and still open is broken.** To leave such tickets out makes any desk look better than it
  is.
- **Percentiles** are by nearest rank: each is the time of a real ticket. Of answers after 1, 2, … 8
  hours, with two requests unanswered for 3 and 20 hours, the median lies between 4 and 5 hours, and
  90 of 100 are answered within no less than 8.
- **Estimated.** Without the events of a ticket, its pauses are known at most as a total. Where that
  could decide otherwise, the promise is *undecidable*, and counted as such, not guessed.
- **Totals** are of all tickets, never means of means: 1 of 1 and 50 of 100 are 51 of 101.
- **Parts.** Every figure can be parted (`--by`) by {parts}; some by more, as is said there.
- **Nothing is lost.** On every run it is held that the rows of each file are counted or listed,
  that parts add up to their total, that each month's backlog follows from the one before, and that
  no mean lies outside of what it is of. A report that fails is not shown.
"""


def documents() -> dict[str, str]:
    """Return the page of the figures."""
    head = _HEAD.format(parts=_listed((*GROUPS, *PERIODS)))
    return {
        "figures.md": "\n".join([head, *(line for each in all_figures() for line in _figure(each))])
    }


def _figure(figure: Figure) -> Iterator[str]:
    yield f"## {figure.title['en']}\n"
    yield f"{figure.explanation['en']}\n"
    yield f"*{figure.title['it']}. {figure.explanation['it']}*\n"
    yield f"For `--figures` it is called `{figure.name}`.\n"
    yield "| column | colonna | |"
    yield "|---|---|---|"
    for each in figure.measures:
        yield f"| {each.title['en']} | {each.title['it']} | {_unit(each)} |"
    yield ""
    more = [each for each in ("target", "policy", "calendar") if each in figure.parts]
    if more:
        yield f"It is parted by {_listed(more)}, too.\n"


def _listed(parts: Sequence[str]) -> str:
    *others, last = (f"`{each}`" for each in parts)
    return f"{', '.join(others)} and {last}"


def _unit(measure: Measure) -> str:
    match measure.unit:
        case "share":
            return "a part of a whole, in percent, cut"
        case "seconds":
            return "a time"
        case "bounds":
            return "two times between which it lies"
    return "a count"
