"""The lifecycle of a ticket as a drawing: states down the middle, steps as arrows beside them."""

from dataclasses import dataclass

from markupsafe import Markup

from sportello.catalog.model import Lifecycle
from sportello.targets.site.markdown import escape

_WIDTH, _HEIGHT, _GAP = 234, 44, 46
_FIRST_LANE, _LANE, _RADIUS = 22, 19, 10


@dataclass(frozen=True)
class Arrow:
    """A step from one row to another with its number; both rows count from the top."""

    number: int
    start: int
    end: int

    @property
    def reaches(self) -> tuple[int, int]:
        """The rows it passes, from the upper to the lower."""
        return min(self.start, self.end), max(self.start, self.end)


def lifecycle_svg(lifecycle: Lifecycle, title: str, language: str) -> Markup:
    """Return an SVG of the states and the numbered transitions, without any script.

    Steps to the next state go straight down; the others run beside, downwards on the right and
    upwards on the left. It is no wider than it needs to be: on a phone its text keeps its size.
    """
    rows = {name: row for row, name in enumerate(lifecycle.states)}
    steps = [
        Arrow(number, rows[step.from_], rows[step.to])
        for number, step in enumerate(lifecycle.transitions, 1)
    ]
    straight = {arrow.start: arrow for arrow in steps if arrow.end == arrow.start + 1}
    beside = [arrow for arrow in steps if straight.get(arrow.start) is not arrow]
    right = _lanes([arrow for arrow in beside if arrow.end > arrow.start])
    left = _lanes([arrow for arrow in beside if arrow.end <= arrow.start])
    height = len(rows) * (_HEIGHT + _GAP) - _GAP + 8
    edge = _margin(left)
    boxes = [
        _box(edge, row, state.name.says(language), state.category)
        for row, state in enumerate(lifecycle.states.values())
    ]
    arrows = [_down(edge, arrow) for arrow in straight.values()]
    arrows += [_around(edge, arrow, lane) for arrow, lane in (*right, *left)]
    width = edge + _WIDTH + _margin(right)
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<figure class="lifecycle"><svg width="{width}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}">{_HEAD}{"".join(boxes + arrows)}</svg></figure>'
    )


_HEAD = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
    'markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def _lanes(arrows: list[Arrow]) -> list[tuple[Arrow, int]]:
    """Give arrows that pass the same rows a lane of their own, short arrows the inner ones."""
    placed: list[tuple[Arrow, int]] = []
    for arrow in sorted(arrows, key=lambda each: (each.reaches[1] - each.reaches[0], each.number)):
        top, bottom = arrow.reaches
        taken = {
            lane for other, lane in placed if other.reaches[0] <= bottom and top <= other.reaches[1]
        }
        placed.append((arrow, next(lane for lane in range(len(taken) + 1) if lane not in taken)))
    return placed


def _margin(lanes: list[tuple[Arrow, int]]) -> int:
    """Return the room beside the boxes that arrows in these lanes take."""
    outermost = max((lane for _arrow, lane in lanes), default=-1)
    return _FIRST_LANE + outermost * _LANE + _RADIUS + 2 if lanes else 2


def _top(row: int) -> int:
    return 4 + row * (_HEIGHT + _GAP)


def _box(edge: int, row: int, name: str, category: str) -> str:
    middle = edge + _WIDTH // 2
    return (
        f'<g class="state {escape(category)}"><rect x="{edge}" y="{_top(row)}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" rx="8"/><text x="{middle}" y="{_top(row) + _HEIGHT // 2 + 5}">'
        f"{escape(name)}</text></g>"
    )


def _down(edge: int, arrow: Arrow) -> str:
    x, y = edge + _WIDTH // 2, _top(arrow.start) + _HEIGHT
    return f'<path class="step" d="M{x} {y}V{y + _GAP - 2}"/>' + _number(
        arrow.number, x, y + _GAP // 2 - 2
    )


def _around(left: int, arrow: Arrow, lane: int) -> str:
    """Draw an arrow beside the boxes; where it leaves and lands depends on its lane."""
    is_down = arrow.end > arrow.start
    edge, out = (left + _WIDTH, 1) if is_down else (left, -1)
    x = edge + out * (_FIRST_LANE + lane * _LANE)
    shift = 6 + 5 * (lane % 3)
    start = _top(arrow.start) + (_HEIGHT - shift if is_down else shift)
    end = _top(arrow.end) + (shift if is_down else _HEIGHT - shift)
    upper, lower = arrow.reaches
    # Between two rows: beside a row its own arrows pass.
    between = _top((upper + lower - 1) // 2) + _HEIGHT + _GAP // 2
    middle = between if upper < lower else (start + end) // 2
    return f'<path class="step" d="M{edge} {start}H{x}V{end}H{edge + 2 * out}"/>' + _number(
        arrow.number, x, middle
    )


def _number(number: int, x: int, y: int) -> str:
    return (
        f'<g class="number"><circle cx="{x}" cy="{y}" r="{_RADIUS}"/>'
        f'<text x="{x}" y="{y + 4}">{number}</text></g>'
    )
