"""The kinds of changes: what each is called, and who feels it.

The identifiers are stable: programs, approvals and gates name them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: what is said of its subject, who feels it, and what it is about."""

    title: str
    felt_by: str
    group: str


def _kinds(group: str, felt_by: str, **titles: str) -> dict[str, Kind]:
    return {name.replace("_", "-"): Kind(each, felt_by, group) for name, each in titles.items()}


KINDS: Final[Mapping[str, Kind]] = {
    **_kinds(
        "mail",
        "senders",
        address_lost="takes no mail any more",
        address_retired="is out of use",
        address_new="takes mail",
        refusal_text="refuses mail with another text",
        ack_gone="is answered by itself no more",
        ack_new="is answered by itself",
        ack_text="answers by itself with another text",
        ack_promise="promises another time in the answer that it sends by itself",
        acknowledger_moves="is answered by another server",
        catch_all_gone="refuses unknown addresses",
        catch_all_new="takes mail to unknown addresses",
        domain_gone="is no domain of the desk any more",
        domain_new="is a domain of the desk now",
        domain_shared="is shared with another server now, or no longer",
        rule_effect="treats some mails otherwise",
    ),
    **_kinds(
        "mail",
        "senders and desk",
        mail_outside="gets mail at a domain to which none of the desk's went before",
        destination_plain="loses tags, acknowledgements and message rules",
        destination_served="gets tags, acknowledgements and message rules",
    ),
    **_kinds(
        "mail",
        "desk",
        mail_rerouted="sends mail elsewhere",
        copy_lost="sends fewer copies",
        copy_added="sends a copy to somebody more",
        catch_all_moved="sends mail to unknown addresses elsewhere",
        mail_tags="is marked otherwise: filters of the ticket system may miss it",
        destination_address="is another address, for all mailboxes behind it",
        destination_kind="is another kind of intake",
        destination_detail="is written to with the mailbox in its address, or no longer so",
    ),
    **_kinds(
        "services",
        "customers",
        service_removed="is no longer offered",
        service_new="is new",
        service_published="becomes public",
        service_hidden="is no longer shown",
        service_renamed="has another identifier, and another page",
        service_replaced="keeps its identifier for another thing",
        service_split="is now several services",
        service_merged="is now part of another service",
        service_address="has another mailbox",
        service_dated="is offered on other days",
        service_contacts="names other contacts",
        service_checked="was checked on another day",
        channel_gone="can no longer be reached this way",
        channel_new="can be reached this way too",
        channel_other="is reached otherwise",
        lead_time="takes another time",
        service_regrouped="belongs elsewhere",
        phase="has other phases",
        prerequisite="has more or fewer",
        search_words="is found by other words",
    ),
    **_kinds(
        "hours",
        "customers",
        hours_less="is open less",
        hours_more="is open more",
        hours_moved="is open at other times",
        holidays="has other holidays",
        closure="is closed on some days",
        opening="is open on more days",
        season="has another season",
        calendar_swapped="answers by another calendar",
        published_years="shows calendars of other years",
    ),
    **_kinds(
        "promises",
        "customers",
        target_longer="is promised for later",
        target_shorter="is promised for sooner",
        target_other="is promised for another time",
        target_gone="is promised no more",
        target_new="is promised",
        due_other="falls due at another time, by the same promise",
        policy_other="has another policy",
        clock="is counted otherwise",
        contract_ends="ends, or covers less",
        contract_new="begins, or covers more",
        severity_other="gets another severity",
        severity_rank="is worse or milder than other severities, by another order",
        priority_set_by="is set by somebody else",
        availability="has another availability",
        average="takes another time on average",
    ),
    **_kinds(
        "hours",
        "desk",
        calendar_split="follows the edits of another calendar, or of none, from now on",
    ),
    **_kinds(
        "staff",
        "desk",
        escalation="happens otherwise",
        notification="goes otherwise",
        ola="promises the desk otherwise, or for another time",
        ticket_state="is new, gone, or another",
        export="is read otherwise",
        team="is organised otherwise",
        rota_seat="is staffed by somebody else",
        rota_gap="has a seat in which nobody sits",
        rota_past="says otherwise who sat there",
        desk="is set otherwise",
    ),
    **_kinds(
        "public",
        "whoever is named",
        contact_published="becomes public",
        announcement_published="becomes public",
        detail_published="is published for the first time",
        internal_said="was internal, and stands in a public text",
    ),
    **_kinds(
        "site",
        "customers",
        address_hidden="is shown on the site no more",
        contact_gone="can be reached no more",
        contact_new="can be reached",
        contact_detail="is reached otherwise",
        announcement_new="is announced",
        announcement_gone="is announced no more",
        announcement_other="is announced for another time, other calendars or services",
        announcement_update="has another update",
        text="reads otherwise",
        statement_drift="promises a number that its text does not say, or the other way round",
        translation_gone="is no longer said in a language",
        translation_stale="changed in one language and not in the other",
        language_gone="is no language of the site any more",
        language_new="is a language of the site",
        main_language="is the main language: the addresses of all pages change",
        site_moved="is no longer where the site is",
        page_gone="leads nowhere any more",
        page_moved="leads on to another page",
        page_new="is a new page",
        guide="is another guide, or stands elsewhere",
        provider="is described otherwise",
    ),
    **_kinds(
        "checks",
        "desk",
        guard_lowered="is no longer as it was expected",
        guard_raised="is expected",
    ),
    **_kinds("program", "everybody", program="is another version, with other results"),
}
