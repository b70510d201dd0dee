"""A deadline as an SVG document: a row a day, with its hours and what they add.

It is as wide as a phone, so that its text can be read there. Colour is never alone: counted hours
are filled, other open hours outlined, and the deadline is a line across them; a title and a
description say the same in words.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

from sportello.sla.timeline import TimelineDay, bars_svg, timeline_days
from sportello.worktime import Calendar, Explanation

_WIDTH: Final = 360
_LEFT, _BARS = 108, 240
_HEAD, _ROW, _FOOT = 24, 36, 28
_HOURS: Final = {hour: _LEFT + hour * _BARS // 24 for hour in range(0, 25, 6)}
_AXIS: Final = "".join(
    f'<text class="quiet" x="{x}" y="14" text-anchor="middle">{hour}</text>'
    for hour, x in _HOURS.items()
)
_STYLE: Final = """\
:root{max-width:30rem;background:#fff}text{font:12px system-ui,sans-serif;fill:#1b1b1b}
.quiet{fill:#555}.line{stroke:#bbb;stroke-width:1}
.open{fill:#fff;stroke:#0b4f6c;stroke-width:1}.counted{fill:#0b4f6c}
.flag{stroke:#b3261e;stroke-width:4}.open,.flag{vector-effect:non-scaling-stroke}
@media (prefers-color-scheme:dark){:root{background:#1b1b1b}text{fill:#eee}.quiet{fill:#bbb}
.open{fill:#1b1b1b;stroke:#7cc4e4}.counted{fill:#7cc4e4}.flag{stroke:#ff8a80}}
@media print{:root{background:#fff}text,.counted{fill:#000}.open{fill:#fff;stroke:#000}}"""


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
    """Return the timeline of a deadline as an SVG document."""
    days = timeline_days(calendar, explanation)
    end = _HEAD + _ROW * len(days)
    rows = "".join(
        _row(day, _HEAD + _ROW * index, *words)
        for index, (day, words) in enumerate(zip(days, text.days, strict=True))
    )
    spoken = f"{text.title}. " + "; ".join(f"{date}: {adds}" for date, adds in text.days)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {end + _FOOT}" role="img" '
        f'aria-labelledby="t d"><title id="t">{escape(text.title)}</title>'
        f'<desc id="d">{escape(spoken)}</desc><style>{_STYLE}</style>{_AXIS}{rows}'
        f'<path class="flag" d="M6 {end + 6}v16"/>'
        f'<text x="14" y="{end + 18}">{escape(text.due)}</text></svg>\n'
    )


def _row(day: TimelineDay, y: int, date: str, adds: str) -> str:
    lines = "".join(f"M{x} {y}v16" for x in _HOURS.values())
    bars = bars_svg(day, f'x="{_LEFT}" y="{y}" width="{_BARS}" height="16"')
    return (
        f'<text x="4" y="{y + 12}">{escape(date)}</text><path class="line" d="{lines}"/>{bars}'
        f'<text class="quiet" x="{_LEFT}" y="{y + 29}">{escape(adds)}</text>'
    )
