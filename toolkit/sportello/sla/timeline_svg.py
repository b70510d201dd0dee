"""A deadline as a timeline: one row a day, with the hours that counted, as SVG.

Colour is never alone: counted hours are filled, other open hours outlined, and the deadline has a
mark of its own shape; a title and a description say the same in words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from sportello.worktime import Calendar, ExplainedDay, Explanation
from sportello.worktime.zone import DAY

_LEFT, _WIDTH, _RIGHT = 112, 480, 168
_ROW, _HEAD, _FOOT = 24, 28, 34
_STYLE = """\
text{font:12px system-ui,sans-serif;fill:#1b1b1b}
.quiet{fill:#555}.line{stroke:#bbb;stroke-width:1}
.open{fill:#fff;stroke:#0b4f6c;stroke-width:1}.counted{fill:#0b4f6c}
.due{fill:#b3261e;stroke:#fff;stroke-width:1}
@media (prefers-color-scheme:dark){svg{background:#1b1b1b}text{fill:#eee}.quiet{fill:#bbb}
.open{fill:#1b1b1b;stroke:#7cc4e4}.counted{fill:#7cc4e4}.due{fill:#ff8a80}}
@media print{svg{background:#fff}text{fill:#000}.open{fill:#fff;stroke:#000}.counted{fill:#000}}"""


@dataclass(frozen=True, slots=True)
class TimelineText:
    """What a timeline says, in one language.

    `days` are, for each day of the explanation and in the same order, its date and what it adds,
    or why it adds nothing.
    """

    title: str
    due: str
    days: tuple[tuple[str, str], ...]


def timeline_svg(calendar: Calendar, explanation: Explanation, text: TimelineText) -> str:
    """Return the timeline of a deadline as an SVG document.

    Days that add nothing are drawn too: a timeline that left days out would have to be explained
    itself.
    """
    days = explanation.days
    height = _HEAD + _ROW * len(days) + _FOOT
    width = _LEFT + _WIDTH + _RIGHT
    rows = "".join(
        _row(calendar, day, index, *words)
        for index, (day, words) in enumerate(zip(days, text.days, strict=True))
    )
    spoken = f"{text.title}. " + "; ".join(f"{date}: {adds}" for date, adds in text.days)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="t d"><title id="t">{escape(text.title)}</title>'
        f'<desc id="d">{escape(spoken)}</desc><style>{_STYLE}</style>'
        f"{_axis(height)}{rows}{_due_marker(explanation, text.due, height)}</svg>\n"
    )


def _axis(height: int) -> str:
    lines = []
    for hour in range(0, 25, 3):
        x = _LEFT + hour * _WIDTH / 24
        lines.append(
            f'<text class="quiet" x="{x:g}" y="16" text-anchor="middle">{hour:02}</text>'
            f'<path class="line" d="M{x:g} {_HEAD - 6}V{height - _FOOT}"/>'
        )
    return "".join(lines)


def _row(calendar: Calendar, day: ExplainedDay, index: int, date: str, adds: str) -> str:
    y = _HEAD + index * _ROW
    label = f'<text x="4" y="{y + 16}">{escape(date)}</text>'
    begin = datetime.combine(day.date, datetime.min.time())
    hours = "".join(
        _bar("open", y, begin + timedelta(seconds=each.start), begin + timedelta(seconds=each.end))
        for each in calendar.day(day.date).hours
    )
    counted = "".join(_bar("counted", y, *stretch) for stretch in day.stretches)
    side = f'<text class="quiet" x="{_LEFT + _WIDTH + 8}" y="{y + 16}">{escape(adds)}</text>'
    return label + hours + counted + side


def _bar(kind: str, y: int, start: datetime, end: datetime) -> str:
    first = _position(start)
    last = _position(end) if _wall(end).date() == _wall(start).date() else _LEFT + _WIDTH
    return (
        f'<rect class="{kind}" x="{first:.1f}" y="{y + 4}" width="{max(last - first, 1):.1f}" '
        f'height="{_ROW - 8}"/>'
    )


def _due_marker(explanation: Explanation, due_text: str, height: int) -> str:
    due = explanation.due
    index = next((n for n, day in enumerate(explanation.days) if day.date == due.date()), 0)
    x, y = _position(due), _HEAD + index * _ROW + _ROW / 2
    anchor = "end" if x > _LEFT + _WIDTH / 2 else "start"
    return (
        f'<path class="due" d="M{x:.1f} {y - 10:g}l7 10l-7 10l-7-10z"/>'
        f'<text x="{x:.1f}" y="{height - 10}" text-anchor="{anchor}">◆ {escape(due_text)}</text>'
    )


def _position(instant: datetime) -> float:
    wall = _wall(instant)
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    return _LEFT + seconds / DAY * _WIDTH


def _wall(instant: datetime) -> datetime:
    return instant.replace(tzinfo=None)
