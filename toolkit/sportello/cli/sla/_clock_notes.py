"""What of a ticket's events did not count, or does not fit: it may be a mistake in the file."""

from collections.abc import Iterator

from sportello.cli.sla._instants import short
from sportello.sla.clock import ClockReport
from sportello.worktime.zones import Zone


def notes(report: ClockReport, zone: Zone) -> Iterator[str]:
    """Yield a sentence for each thing that whoever wrote the events should know."""
    after = report.events_after
    if after:
        lies = "1 event lies" if after == 1 else f"{after} events lie"
        counts = "it does not count" if after == 1 else "they do not count"
        read = short(report.now.astimezone(zone))
        yield f"{lies} after {read}, the moment the clocks are read at: {counts}"
    for each in report.inconsistencies:
        at = short(each.at.astimezone(zone))
        if each.kind == "reopened":
            yield f"reopened on {at}, though it was not resolved then: that changes nothing"
        else:
            yield (
                f"from {each.before} to {each.after} on {at}, a step that the lifecycle does not "
                "have: it counts as it is told"
            )
