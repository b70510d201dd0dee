"""The templates' surroundings: everything they print goes through `escape` by itself."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import jinja2
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.here import Here
from sportello.targets.site.printing import Printer
from sportello.targets.site.sources import Sources, inside
from sportello.targets.site.vocabulary import filters, names
from sportello.wording.messages import Messages


@dataclass(frozen=True)
class Environment:
    """The templates of one catalog in one language."""

    templates: jinja2.Environment

    def render(self, name: str, here: Here) -> str:
        """Return the Markdown of a page."""
        return self.templates.get_template(f"{name}.md.j2").render(here=here, page=here.page)


def environment(
    catalog: PublicCatalog, sources: Sources, messages: Messages, day: date
) -> Environment:
    """Return the templates, with the catalog and the words of the language in their reach."""
    templates = templates_of(sources, messages)
    templates.globals |= names(catalog, messages, day)
    return Environment(templates)


def templates_of(sources: Sources, messages: Messages) -> jinja2.Environment:
    """Return the templates with what they can do in a language, but no names yet.

    What a template prints is escaped unless one of our functions made it: `finalize` sees every
    printed value, so no template can forget it.
    """
    written = {path: text.decode() for path, text in inside(sources, "templates").items()}
    printer = Printer(messages)
    templates = _Templates(
        loader=jinja2.DictLoader(written),
        autoescape=True,
        finalize=printer,
        bytecode_cache=_compiled(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= filters(messages, printer)
    return templates


class _MadeOnce(jinja2.Template):
    """A template whose macros are given what they need of a page, and are made once for all.

    Jinja would compare the names that are known to a page at each of its imports.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module()


class _Templates(jinja2.Environment):
    template_class = _MadeOnce


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
