"""A form as the files of each system."""

from collections.abc import Callable, Mapping, Sequence
from html import escape as html
from typing import Any, Final

import yaml

from sportello.files import Files
from sportello.targets.issue_forms.form import IssueForm
from sportello.targets.json_text import json_text
from sportello.targets.report_questions import Question
from sportello.targets.site.markdown import escape
from sportello.targets.target import GENERATED


def github(forms: Sequence[IssueForm]) -> Files:
    """Return issue forms, and the settings that lead who is unsure to the site.

    As GitHub's syntax for issue forms asks: a name, a description, and a body of elements whose
    `id`s and labels differ.
    """
    links = [{"name": each.unsure, "url": str(each.site), "about": each.about} for each in forms]
    return {
        "config.yml": _yaml({"blank_issues_enabled": False, "contact_links": links}),
        **{f"report-{each.language}.yml": _yaml(_issue_form(each)) for each in forms},
    }


def gitlab(forms: Sequence[IssueForm]) -> Files:
    """Return description templates: Markdown with a heading a question."""
    return {f"report-{each.language}.md": _template(each).encode() for each in forms}


def freshdesk(forms: Sequence[IssueForm]) -> Files:
    """Return the field of the services, as its API takes it, and a description for a template."""
    fields = {f"service-field.{each.language}.json": json_text(_field(each)) for each in forms}
    told = {f"description.{each.language}.html": _description(each).encode() for each in forms}
    return fields | told


SYSTEMS: Final[Mapping[str, Callable[[Sequence[IssueForm]], Files]]] = {
    "github": github,
    "gitlab": gitlab,
    "freshdesk": freshdesk,
}
"""What makes the files of a provider's forms for a system, by its name."""


def _issue_form(form: IssueForm) -> dict[str, Any]:
    told = "\n\n".join(escape(text) for text in (form.warning, *form.notes))
    service = _element("dropdown", "service", form.service, options=[*form.services])
    body = [
        {"type": "markdown", "attributes": {"value": told}},
        *([service] if len(form.services) > 1 else []),
        *(_asked(each) for each in form.questions),
    ]
    return {"name": form.title, "description": form.about, "body": body}


def _template(form: IssueForm) -> str:
    services = [f"- [ ] {escape(each)}" for each in form.services]
    asked = [(each.words.removesuffix(":"), "") for each in form.questions]
    first = [(form.service, "\n".join(services))] if len(services) > 1 else []
    parts = [
        *(f"<!-- {_in_comment(each)} -->" for each in (form.warning, *form.notes)),
        *(f"## {escape(title)}\n\n{content}".rstrip() for title, content in (*first, *asked)),
    ]
    return "\n\n".join(parts) + "\n"


def _field(form: IssueForm) -> dict[str, Any]:
    return {
        "label": form.service,
        "label_for_customers": form.service,
        "type": "custom_dropdown",
        "customers_can_edit": True,
        "displayed_to_customers": True,
        "required_for_customers": True,
        "choices": [{"value": each, "position": at} for at, each in enumerate(form.services, 1)],
    }


def _description(form: IssueForm) -> str:
    told = (html(text) for text in (form.warning, *form.notes))
    asked = (f"<strong>{html(each.words)}</strong><br><br>" for each in form.questions)
    return "".join(f"<p>{text}</p>\n" for text in (*told, *asked))


def _asked(question: Question) -> dict[str, Any]:
    kind = "textarea" if question.is_long else "input"
    return _element(kind, question.name, question.words.removesuffix(":"))


def _element(kind: str, name: str, label: str, **more: object) -> dict[str, Any]:
    return {
        "type": kind,
        "id": name,
        "attributes": {"label": label, **more},
        "validations": {"required": name in ("service", "happened")},
    }


def _yaml(value: object) -> bytes:
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000)
    return (GENERATED + text).encode()


def _in_comment(text: str) -> str:
    """Return a text in which nothing ends a comment of HTML."""
    return " ".join(text.split()).replace("--", "––").replace(">", "›")
