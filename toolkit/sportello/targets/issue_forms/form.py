"""What a form asks, before it is one of a system."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import PublicCatalog, Url
from sportello.targets.report_questions import Question, report_questions
from sportello.targets.site.opening import Intake, intakes
from sportello.targets.site.sources import own_sources, with_desk
from sportello.targets.site.views import by_name
from sportello.wording.messages import Messages, read_messages


@dataclass(frozen=True)
class IssueForm:
    """A form of one provider in one language: every text is plain, and none is marked up.

    `notes` are what all its services ask of a request in whatever way, `service` is the question
    which of them it is about, and `site` where who is unsure looks, told by `unsure`.
    """

    language: str
    title: str
    about: str
    warning: str
    notes: tuple[str, ...]
    service: str
    services: tuple[str, ...]
    questions: tuple[Question, ...]
    site: Url
    unsure: str


def issue_forms(
    catalog: PublicCatalog, site: Mapping[str, bytes]
) -> Iterator[tuple[str, tuple[IssueForm, ...]]]:
    """Yield each provider that has services, with a form for each language of the desk.

    `site` are the files that the desk has written by hand of its site.
    """
    sources = with_desk(own_sources(), site)
    spoken = [read_messages(sources, each) for each in catalog.helpdesk.languages]
    for intake in intakes(catalog):
        yield intake.provider, tuple(_form(catalog, intake, messages) for messages in spoken)


def _form(catalog: PublicCatalog, intake: Intake, _: Messages) -> IssueForm:
    name = catalog.providers[intake.provider].name.says(_.language)
    services = by_name(catalog, _.language, intake.services)
    return IssueForm(
        language=_.language,
        title=_("Report a problem: {provider}").format(provider=name),
        about=_("One problem, one report: the questions are those whose answers are needed first."),
        warning=_(
            "Never write a password. Where others may read the report, leave out names and other "
            "personal data too."
        ),
        # What is said of a way in, such as "every mail opens a ticket", is not said of this one.
        notes=tuple(text.says(_.language) for channel, text in intake.notes if channel is None),
        service=_("Which service is it about?"),
        services=tuple(dict.fromkeys(catalog.services[n].name.says(_.language) for n in services)),
        questions=report_questions(_),
        site=catalog.helpdesk.site,
        unsure=_("Which address to write to, when somebody answers and how soon"),
    )
