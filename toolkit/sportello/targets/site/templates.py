"""The templates' surroundings: everything they print goes through `escape` by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import jinja2
from jinja2.bccache import Bucket

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.here import Here
from sportello.targets.site.printing import Printer
from sportello.targets.site.sources import Sources, inside
from sportello.targets.site.vocabulary import filters, names
from sportello.wording.messages import Messages

_PAGE: Final = ".md.j2"
FOLDER: Final = "site/templates/"
"""By this and its name errors tell in which template they are."""


@dataclass(frozen=True)
class Environment:
    """The templates of one catalog in one language."""

    templates: jinja2.Environment

    def render(self, name: str, here: Here) -> str:
        """Return the Markdown of a page."""
        template = self.templates.get_template(f"{name}{_PAGE}")
        return str(template.module.page(here, here.page))  # type: ignore[attr-defined]


def environment(
    catalog: PublicCatalog, sources: Sources, messages: Messages, day: date
) -> Environment:
    """Return the templates, with the catalog and the words of the language in their reach.

    Pages know the macros of each file by its name: those of `ways.j2` as `ways`.
    """
    templates = templates_of(sources, messages)
    templates.globals |= names(catalog, messages, day)
    files = [path.removesuffix(".j2") for path in templates.list_templates()]
    for name in (each for each in files if each.isidentifier()):
        templates.globals[name] = templates.get_template(f"{name}.j2").module
    return Environment(templates)


def templates_of(sources: Sources, messages: Messages) -> jinja2.Environment:
    """Return the templates with what they can do in a language, but no names yet.

    What a template prints is escaped unless one of our functions made it: `finalize` sees every
    printed value, so no template can forget it.
    """
    written = {path: _text(path, text) for path, text in inside(sources, "templates").items()}
    printer = Printer(messages)
    templates = jinja2.Environment(
        loader=_Loader(written),
        autoescape=True,
        finalize=printer,
        bytecode_cache=_compiled(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= filters(messages, printer)
    return templates


def _text(path: str, written: bytes) -> str:
    """Return a template as it is compiled: that of pages as a macro.

    A macro is called with what differs from page to page. To render a template, or to import in it,
    Jinja goes through all names that it knows, for each page anew.
    """
    text = written.decode()
    return f"{{% macro page(here, page) %}}{text}{{% endmacro %}}" if path.endswith(_PAGE) else text


class _Loader(jinja2.BaseLoader):
    """Templates whose errors name their file."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = written

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - that of the base
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template with the name of its file."""
        if template not in self._written:
            raise jinja2.TemplateNotFound(template)
        return self._written[template], f"{FOLDER}{template}", lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return sorted(self._written)


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled before: for the other languages, and when pages are made again."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code, if it is of the same text."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self._code[bucket.key] = bucket.bytecode_to_string()


@cache
def _compiled() -> _Compiled:
    return _Compiled()
