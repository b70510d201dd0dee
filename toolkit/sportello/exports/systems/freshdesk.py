"""Freshdesk: the CSV of tickets, and the JSON of ticket activities.

Untried: no page of the vendor was found that lists the columns of the CSV or the fields of the
activities, and neither file was seen. Headings are those that programs which read such files know;
Freshservice writes them in other case, which makes no difference. Times are written in the zone of
the account, without saying so.

Activities tell of states, priorities and types. They do not say whether a note is public, nor
whether a user is of the desk, so the first reply is that of the CSV.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sportello.exports.system import BadRow, RawEvent, System
from sportello.exports.trees import branches, text, tree, trees
from sportello.sla.events.event import EventKind

_KINDS: Final[dict[str, EventKind]] = {
    "status": "state",
    "priority": "priority",
    "ticket_type": "type",
}
_TIME: Final = re.compile(r"(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})")


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    row = 0
    for answer in trees(file, ("activities_data",)):
        if isinstance(answer, BadRow):
            yield answer
            continue
        for each in branches(answer.get("activities_data")):
            row += 1
            at = _TIME.sub(r"\3-\2-\1T\4\5", text(each.get("performed_at")))
            activity = tree(each.get("activity"))
            for field, kind in _KINDS.items():
                if value := text(activity.get(field)):
                    yield RawEvent(row, text(each.get("ticket_id")), at, kind, value)


SYSTEM: Final = System(
    name="freshdesk",
    title="Freshdesk",
    source=None,
    headings={
        "reference": ("Ticket ID",),
        "service": ("Product",),
        "desk": ("Group",),
        "status": ("Status",),
        "type": ("Type",),
        "channel": ("Source",),
        "severity": ("Priority",),
        "customer": ("Company Name",),
        "opened": ("Created time",),
        "first_response": ("Initial response time",),
        "resolved": ("Resolved time",),
        "closed": ("Closed time",),
        "updated": ("Last update time",),
        "vote": ("Survey results",),
        "summary": ("Subject",),
        "requester": ("Full name",),
    },
    values={
        "channel": {
            "Email": "mail",
            "Outbound Email": "mail",
            "Portal": "portal",
            "Feedback Widget": "portal",
            "Phone": "phone",
            "Chat": "chat",
        }
    },
    events=_events,
)
