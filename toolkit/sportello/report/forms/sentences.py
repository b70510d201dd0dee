"""What the forms for people say beside the figures, in the language of some messages."""

from datetime import date, datetime
from itertools import groupby
from typing import Final

from sportello.report.figure import Table
from sportello.report.forms.values import hours_words
from sportello.report.report import Ahead, Breach, Changed, Doubt, Place, Report, Source
from sportello.wording.messages import Messages

_PLACES: Final = 10
"""How many rows with the same mistake are named."""


def month_words(month: str, _: Messages, *, short: bool = False) -> str:
    """Return a month, written `2026-01`, in words: `January 2026`; another period as it is."""
    year, _dash, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        return month
    return _.date(date(int(year), int(number), 1), "MMM y" if short else "MMMM y")


def instant_words(moment: datetime, _: Messages) -> str:
    """Return an instant as its own clock shows it: `Mon 5 Jan 2026 17:30`.

    Seconds are shown where there are some, and which of two it is where a clock shows it twice.
    """
    return f"{_.date(moment.date(), 'EEE d MMM y')} {clock_words(moment)}"


def clock_words(moment: datetime) -> str:
    """Return the time of day of an instant, with what of it is not to be guessed."""
    seconds = f":{moment:%S}" if moment.second else ""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    zone = f" {moment:%Z}" if twice else ""
    return f"{moment:%H:%M}{seconds}{zone}"


def title_words(report: Report, _: Messages) -> str:
    """Return what a report is called."""
    return _("Report: {desk}").format(desk=report.desk.says(_.language))


def as_of_words(report: Report, _: Messages) -> str:
    """Return at which instant a report was made, and in which zone its times are."""
    zone = getattr(report.as_of.tzinfo, "key", None) or f"{report.as_of:%Z}"
    words = _("As of {instant}; all times are those of {zone}.")
    return words.format(instant=instant_words(report.as_of, _), zone=zone)


def period_words(report: Report, _: Messages) -> str:
    """Return of which months a report is, and which month a ticket counts in."""
    first, last = (month_words(each, _) for each in (report.first_month, report.last_month))
    months = first if first == last else _("{first} to {last}").format(first=first, last=last)
    counted = {
        "opened": _("tickets count in the month in which they were opened"),
        "decided": _("promises count in the month in which they were kept or broken"),
        "resolved": _("tickets count in the month in which they were resolved"),
    }
    said = f"{months}: {counted[report.month_of]}."
    return said[:1].upper() + said[1:]


def availability_words(_: Messages) -> str:
    """Return what is counted as availability."""
    return _(
        "The share of the agreed hours in which a service could be used: agreed hours less the "
        "hours in which it was down, over agreed hours."
    )


def ticket_words(place: Place) -> str:
    """Return what a ticket is called: its reference, else its file and row."""
    return place.reference or place_words(place)


def place_words(place: Place) -> str:
    """Return a row of a file: `tickets.csv:12`."""
    return place.file if place.row is None else f"{place.file}:{place.row}"


def state_words(state: str, _: Messages) -> str:
    """Return the state of a promise."""
    known = {
        "met": _("kept"),
        "breached": _("not kept"),
        "running": _("running"),
        "paused": _("paused"),
        "cancelled": _("cancelled"),
        "undecidable": _("undecidable"),
    }
    return known.get(state, state)


def late_words(breach: Breach) -> str:
    """Return by how much business time a promise is late; what is late is so by a minute."""
    return hours_words(breach.margin).removeprefix("-")


def late_by_words(breach: Breach, _: Messages) -> str:
    """Return by how much a promise is late, and whether it still waits."""
    late = _("late by {hours}").format(hours=late_words(breach))
    return _("{late}, still open").format(late=late) if breach.is_open else late


def breach_words(breach: Breach, policy: str, _: Messages) -> str:
    """Return when a promise was due and done, what was used of its time, and by which terms."""
    said = [
        _("opened {instant}").format(instant=instant_words(breach.started, _)),
        _("due {instant}").format(instant=instant_words(breach.due, _)),
    ]
    if breach.stopped is not None:
        said.append(_("done {instant}").format(instant=instant_words(breach.stopped, _)))
    elif breach.ended is not None:
        said.append(_("ended without it {instant}").format(instant=instant_words(breach.ended, _)))
    said.append(_("used {hours}").format(hours=hours_words(breach.used)))
    if breach.policy is not None:
        said.append(_("policy {policy}").format(policy=policy))
    if breach.calendar is not None:
        said.append(_("calendar {calendar}").format(calendar=breach.calendar))
    if not breach.is_exact:
        said.append(_("estimated, since its events are not known"))
    return "; ".join(said)


def left_words(ahead: Ahead, _: Messages) -> str:
    """Return what is left of the time of a promise, and whether its clock rests."""
    left = hours_words(ahead.left)
    return _("{left} (paused)").format(left=left) if ahead.is_paused else left


def change_words(changed: Changed, _: Messages) -> str:
    """Return what a decision was and what it is now, with its month if that is another."""
    before, after = (state_words(each, _) for each in (changed.before, changed.after))
    if changed.after_month is None:
        return f"{before} → {after}"
    return f"{before} → {after}, {month_words(changed.after_month, _, short=True)}"


def nothing_words(_: Messages) -> str:
    """Return that a figure, or a table of it, has nothing to count."""
    return _("Nothing is there to count.")


def empty_words(table: Table, _: Messages) -> str:
    """Return why a table has no rows."""
    if not table.left_out:
        return nothing_words(_)
    words = _("{number} rows are too many to be read: ask for fewer parts at once.")
    return words.format(number=_.number(table.left_out))


def excluded_words(reason: str, number: int, _: Messages) -> str:
    """Return how many tickets are in no figure, and why."""
    known = {
        "spam": _("spam"),
        "test": _("tests"),
        "deleted": _("deleted"),
        "merged": _("merged into another ticket"),
        "later": _("opened after the instant of the report"),
        "other": _("not asked for"),
    }
    words = _.counted(
        "{n} ticket is in no figure: {why}", "{n} tickets are in no figure: {why}", number
    )
    return words.format(n=_.number(number), why=known.get(reason, reason))


def doubt_words(doubt: Doubt, _: Messages) -> str:
    """Return a mistake of rows: its code, how many rows have it, and the first of them."""
    said = f"{doubt.code} {doubt.message}"
    if all(each.row is not None for each in doubt.places):
        said = f"{said}: {_rows_words(doubt, _)}"
    if not doubt.places:
        return said
    shown = doubt.places[:_PLACES]
    files = [
        ": ".join(filter(None, (file, ", ".join(str(each.row) for each in places if each.row))))
        for file, places in groupby(shown, key=lambda each: each.file)
    ]
    more = ", …" if doubt.count > len(shown) else ""
    return f"{said} ({'; '.join(files)}{more})"


def file_words(source: Source, _: Messages) -> str:
    """Return a file: its name, the system that made it, and how many of its rows count."""
    rows = _("{counted} of {rows} rows counted").format(
        counted=_.number(source.counted), rows=_.number(source.rows)
    )
    return f"{source.name}: {source.system}, {rows}"


def made_words(report: Report, _: Messages) -> str:
    """Return by what a report was made."""
    catalog = report.revision or _("not in git")
    words = _("Catalog {revision}, Sportello {version}.")
    return words.format(revision=catalog, version=report.version)


def more_words(number: int, _: Messages) -> str:
    """Return how many rows of a list are not shown; nothing if all are."""
    return _("… and {number} more rows").format(number=_.number(number)) if number > 0 else ""


def without_charts_words(_: Messages) -> str:
    """Return how a page gets charts."""
    return _('There are no charts: install Sportello with its extra "report" to have them.')


def _rows_words(doubt: Doubt, _: Messages) -> str:
    """Return how many rows have a mistake, and whether they are counted all the same."""
    n = doubt.count
    if doubt.counted:
        words = _.counted("{n} row, counted all the same", "{n} rows, counted all the same", n)
    else:
        words = _.counted("{n} row, not counted", "{n} rows, not counted", n)
    return words.format(n=_.number(n))
