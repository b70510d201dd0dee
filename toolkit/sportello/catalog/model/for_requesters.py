"""What of the rules about tickets is for those who ask; the rest is for staff."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from sportello.catalog.model.helpdesk import Helpdesk
from sportello.catalog.model.notices import Escalation, Notification

_REQUESTER: Final = "requester"


def helpdesk_for_requesters(helpdesk: Helpdesk) -> Helpdesk:
    """Return the desk without its guides for staff."""
    guides = {name: each for name, each in helpdesk.guides.items() if each.page != "staff"}
    return replace(helpdesk, guides=guides)


def notifications_for_requesters(
    notifications: Mapping[str, Notification],
) -> dict[str, Notification]:
    """Return the notifications that reach who asked, without who else is told."""
    return {
        name: replace(each, to=(_REQUESTER,))
        for name, each in notifications.items()
        if _REQUESTER in each.to
    }


def escalations_for_requesters(escalations: Mapping[str, Escalation]) -> dict[str, Escalation]:
    """Return the escalations that reach who asked, and of these the steps that do.

    One without any step is a statement about tickets that take long: it is for everybody.
    """
    found = {}
    for name, each in escalations.items():
        steps = tuple(
            replace(step, to=(_REQUESTER,), teams=())
            for step in each.steps
            if _REQUESTER in step.to
        )
        if steps or not each.steps:
            found[name] = replace(each, steps=steps)
    return found
