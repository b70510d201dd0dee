"""A deadline as a picture with words: what each of its days adds, or why it adds nothing."""

from typing import NamedTuple

from markupsafe import Markup

from sportello.sla.timeline import TimelineDay, bars_svg, timeline_days
from sportello.wording.messages import Messages
from sportello.worktime import Calendar, ExplainedDay, Explanation


class TimelineRow(NamedTuple):
    """A day, and in words what it adds."""

    day: TimelineDay
    adds: str


def timeline(calendar: Calendar, explanation: Explanation, _: Messages) -> tuple[TimelineRow, ...]:
    """Return the rows of a deadline, of the dates from the start to the due instant."""
    days = timeline_days(calendar, explanation)
    return tuple(
        TimelineRow(day, adds_words(explained, _))
        for day, explained in zip(days, explanation.days, strict=True)
    )


def bars(day: TimelineDay) -> Markup:
    """Return the bars of a day for a page, whose words beside them say the same."""
    return Markup(bars_svg(day, 'aria-hidden="true" focusable="false"'))  # noqa: S704 - our own


def adds_words(day: ExplainedDay, _: Messages) -> str:
    """Return what a day adds, or why it adds nothing."""
    if day.seconds:
        return length_words(day.seconds)
    if day.working_day is not None:
        return _("working day {n}").format(n=day.working_day)
    if day.skipped is None:
        return ""
    return _.told(day.skipped.text) or reasons(_).get(day.skipped.kind, "")


def reasons(_: Messages) -> dict[str, str]:
    """Return why a day adds nothing, by the kind of the reason."""
    return {
        "weekend": _("weekend"),
        "closed": _("closed"),
        "holiday": _("holiday"),
        "start_date": _("the day itself does not count"),
        "before_start": _("already closed"),
        "rolled": _("the next open day"),
    }


def length_words(seconds: int) -> str:
    """Return a length as pictures have room for: `8 h 30 min`."""
    hours, minutes = divmod(seconds // 60, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours))
