"""The pages of a desk's own, and those that are made by its templates."""

import re
import traceback
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

import jinja2
from markdown import Markdown

from sportello.catalog.model import PublicCatalog
from sportello.catalog.schema import schema_of
from sportello.catalog.validate import validate
from sportello.catalog.yaml.reader import read
from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.text import decode
from sportello.findings import Finding, Location, did_you_mean, placed
from sportello.part import Part
from sportello.targets.site.checks.rules import T006, T007
from sportello.targets.site.own_pages import address_of
from sportello.targets.site.render import files
from sportello.targets.site.sources import inside
from sportello.targets.site.templates import FOLDER
from sportello.targets.target import BuildContext

_WRONG_TEMPLATE: Final = (
    *(jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError),
    RecursionError,
)
_HEAD: Final = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_CODE: Final = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|<!--.*?-->", re.DOTALL | re.MULTILINE)
_LINK: Final = re.compile(r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_EXTENSIONS: Final = ("attr_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc")
_TEXTS: Final = (".j2", ".html", ".md", ".css", ".xml")


class Head(Part, frozen=True, kw_only=True):
    """What may stand at the beginning of a page, between lines of `---`."""

    title: str = ""
    """What the page is called."""
    description: str = ""
    """What search engines show of it."""


def page_findings(
    folder: Path, catalog: PublicCatalog, written: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Yield what is wrong with pages and templates that a desk has `written`, by their paths."""
    unread = [
        each
        for path, content in written.items()
        if path.endswith(_TEXTS)
        for each in decode(content, (folder / path).as_posix())[1]
    ]
    unfit = unread or [*_unfit(folder, written)]
    if unfit:
        yield from unfit
        return
    others = {path: content for path, content in written.items() if not path.startswith("pages/")}
    try:
        ours = files(catalog, BuildContext(site=others))
    except _WRONG_TEMPLATE as error:
        yield _in_template(folder, error, written)
        return
    for language in catalog.helpdesk.languages:
        yield from _Pages(folder, language, written, ours).findings()


def _unfit(folder: Path, written: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is no template or no settings, by how it is written."""
    for path, content in written.items():
        shown = (folder / path).as_posix()
        if path == "mkdocs.yml":
            document = read(content, shown)
            yield from document.findings
            if not document.findings and not (isinstance(document.data, dict) and document.data):
                message, hint = "there is no setting in this file", "remove it, or write some"
                yield T007.finding(message, Location(shown, 1, 1, 1, ""), hint)
        elif path.startswith(("templates/", "overrides/")) and path.endswith(_TEXTS):
            try:
                jinja2.Environment(autoescape=True).parse(content.decode())
            except jinja2.TemplateSyntaxError as error:
                yield _wrong_at(shown, content, error.lineno, error.message or "it cannot be read")


def _in_template(folder: Path, error: Exception, written: Mapping[str, bytes]) -> Finding:
    """Return what went wrong while pages were made, at the line of the desk's template."""
    steps = [*_steps(error)]
    own = [(name, line) for name, line in steps if f"templates/{name}" in written]
    if own:
        name, line = own[-1]
        path = f"templates/{name}"
        return _wrong_at((folder / path).as_posix(), written[path], line, str(error))
    changed = [path for path in written if path.startswith("templates/")]
    where = Location((folder / (changed or ["."])[0]).as_posix(), 1, 1, 1, "")
    at = f" ({steps[-1][0]}, line {steps[-1][1]})" if steps else ""
    hint = "compare the templates here with those of the program, or remove them"
    return T007.finding(f"with this, pages cannot be made: {error}{at}", where, hint)


def _steps(error: Exception) -> Iterator[tuple[str, int]]:
    """Yield the templates that an error went through, each with its line, the last one at last."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            yield template.name or "", template.get_corresponding_lineno(line)
        elif frame.f_code.co_filename.startswith(FOLDER):  # Jinja has put in the template's own
            yield frame.f_code.co_filename.removeprefix(FOLDER), line


def _wrong_at(shown: str, content: bytes, line: int, said: str) -> Finding:
    source = SourceText(shown, content.decode())
    start = source.start_of(min(line, source.line_count))
    where = source.location(start, start + len(source.line(min(line, source.line_count))))
    hint = "compare it with the program's own, which is taken if you remove this file"
    return T007.finding(f"no page can be made with this: {said}", where, hint)


class _Pages:
    """The own pages of one language, beside all `ours` that are made of the catalog."""

    def __init__(
        self, folder: Path, language: str, written: Mapping[str, bytes], ours: Mapping[str, bytes]
    ) -> None:
        self._folder = folder / "pages" / language
        self._own = inside(written, f"pages/{language}")
        self._ours = inside(ours, language)

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with each page."""
        addresses = {address_of(path): path for path in self._ours if path.endswith(".md")}
        for path, content in self._own.items():
            shown = (self._folder / path).as_posix()
            address = address_of(path) if path.endswith(".md") else ""
            other = path if path in self._ours else addresses.get(address, "")
            if other:
                where = Location(shown, 1, 1, 1, "")
                whose = "a page of the program" if other in self._ours else other
                message = f'the address "{address or path}" is taken by {whose}'
                hint = "give it another name; pages of the program change by words and templates"
                yield T006.finding(message, where, hint)
            if address:
                addresses.setdefault(address, path)
                yield from self._page(path, SourceText(shown, content.decode()))

    def _page(self, path: str, source: SourceText) -> Iterator[Finding]:
        text = source.text.replace("\r\n", " \n")
        if head := _HEAD.match(text):
            document = read(f"\n{head[1]}".encode(), source.file)
            yield from document.findings
            if not document.broken and document.data:
                for problem in validate(document.data, schema_of(Head), {}):
                    yield placed(problem, document.locate(problem.path, problem.on_key))
        plain = _CODE.sub(lambda found: " " * len(found[0]), text)
        for found in _LINK.finditer(plain):
            group = 1 if found[1] else 2
            if wrong := self._dead(path, found[group]):
                yield T006.finding(wrong[0], source.location(*found.span(group)), wrong[1])

    def _dead(self, path: str, link: str) -> tuple[str, str] | None:
        """Return what is wrong with a link of a page and the remedy, None if it leads somewhere."""
        if _ELSEWHERE.match(link):
            return None
        to, _hash, anchor = unquote(link).partition("#")
        here = PurePosixPath(path).parent
        there = normpath(str(here / to)) if to else path
        if to.startswith("/") or there not in {*self._ours, *self._own}:
            meant = {_from(here, each): each for each in (*self._ours, *self._own)}
            address = f"{there.strip('/').removesuffix('.md')}/index.md"
            is_page = PurePosixPath(there).suffix in {"", ".md"}
            way = "links lead from file to file, as ../hours/index.md"
            hint = did_you_mean(to, meant, way if is_page else "put the file beside the page")
            if address in self._ours:
                hint = f"write {_from(here, address)}"
            return f'nothing is at "{to}"', hint
        if anchor and there.endswith(".md") and anchor not in self._anchors(there):
            hint = did_you_mean(anchor, self._anchors(there), "the page has no such place")
            return f'"{to or path}" has no place called "{anchor}"', hint
        return None

    @cache  # noqa: B019 - as long as the pages are looked at
    def _anchors(self, path: str) -> frozenset[str]:
        text = (self._own.get(path) or self._ours[path]).decode()
        head = _HEAD.match(text)
        html = Markdown(extensions=_EXTENSIONS).convert(text[head.end() if head else 0 :])
        return frozenset(re.findall(r'\bid="([^"]+)"', html))


def _from(here: PurePosixPath, path: str) -> str:
    """Return the way from a folder to a path, both within the folder of the language."""
    return "../" * (len(here.parts)) + path
