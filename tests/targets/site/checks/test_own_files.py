"""Whatever is wrong with a desk's own site is told by `check`, in its line, once and with the remedy."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sportello import check
from sportello.findings import Finding
from sportello.targets.site.asked_words import PageKind
from sportello.targets.site.pages import FIGURES, FIXED

Write = Callable[..., Path]
Found = Callable[..., list[Finding]]
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
CITY = 'msgid "Local time of {city}."\nmsgstr '
HOURS = 'msgid "{n} hour"\nmsgid_plural "{n} hours"\n'
SLUG = 'msgctxt "address of the page"\nmsgid "contacts"\nmsgstr '
SERVICES = 'msgid "Services"\nmsgstr "Servizi"\n'
MESSAGES = "messages/it.po"
PAGE = "pages/it/chi.md"


@pytest.fixture
def found(tmp_path: Path, catalog_at: Write) -> Found:
    """What `check` says of the small catalog with some files in `site/`."""

    def check_with(files: Mapping[str, str | bytes]) -> list[Finding]:
        for path, text in files.items():
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return check(catalog_at())

    return check_with


MISTAKES: list[tuple[str, str | bytes, str, int, str, str]] = [
    # The words of the site.
    (MESSAGES, HEAD + "Services: Servizi\n", "T004", 6, "cannot be read", 'write msgid "…"'),
    (MESSAGES, HEAD + 'msgid "Services"\nmsgstr "Servizi\n', "T004", 7, "cannot be read", "msgstr"),
    (MESSAGES, HEAD + 'msgid "Services"\n', "T004", 6, "has no msgstr", 'write a line msgstr "…"'),
    (MESSAGES, HEAD + CITY + '"Ora di %(city)s."\n', "T004", 7, "%(city)s cannot be", "write {city}"),
    (MESSAGES, HEAD + CITY + '"Ora di {luogo}."\n', "T004", 7, "{luogo} cannot be", "write {city}"),
    (MESSAGES, HEAD + CITY + '"Ora locale."\n', "T004", 7, "{city} is missing", "write {city}"),
    (MESSAGES, HEAD + 'msgid "Services"\nmsgstr "Serv{izi"\n', "T004", 7, "{ cannot", "remove it"),
    (MESSAGES, HEAD + HOURS + 'msgstr[0] "un’ora"\n', "T004", 8, "1 forms here, and 2", "msgstr[1]"),
    (MESSAGES, HEAD + 'msgid "{n} hour"\nmsgstr "{n} ora"\n', "T004", 6, "plural", 'msgid_plural "{n} hours"'),
    (MESSAGES, HEAD.replace("n != 1", "n !="), "T004", 2, "Plural-Forms", "nplurals=2"),
    (MESSAGES, HEAD.replace("utf-8", "klingon"), "T004", 2, '"klingon", not utf-8', "save the file as UTF-8"),
    (MESSAGES, HEAD + SERVICES + "\n" + SERVICES, "T004", 9, "twice", "remove one"),
    (MESSAGES, "", "T004", 1, "no message in this file", "site/messages/it.po of the program"),
    (MESSAGES, (HEAD + 'msgid "Priority"\nmsgstr "Priorità"\n').encode("latin-1"), "Y001", 7, "UTF-8", "UTF-8"),
    (MESSAGES, (HEAD + SERVICES).encode("utf-16"), "Y001", 1, "UTF-16", "UTF-8"),
    (MESSAGES, HEAD + SLUG + '"../../etc"\n', "T004", 8, "cannot be the address", "small letters"),
    (MESSAGES, HEAD + SLUG + '"orari"\n', "T004", 8, "another page", "another one"),
    (MESSAGES, HEAD + 'msgid "Servces"\nmsgstr "Servizi"\n', "T005", 6, "does not say", 'mean "Services"'),
    (MESSAGES, HEAD + 'msgid "contacts"\nmsgstr "c"\n', "T005", 6, "does not say", 'msgctxt "address of the page"'),
    (f"{MESSAGES}/x", "", "F003", 1, "a directory", "another name"),
    # How people ask.
    ("words/it.yaml", "pages: [\n", "Y002", 2, "a value is expected", "quotes"),
    ("words/it.yaml", "pages: {hours: Orari}\n", "S003", 1, "expected a list", "[Orari]"),
    ("words/it.yaml", "pages:\n  hour: [Orari]\n", "S001", 2, 'unknown key "hour"', 'mean "hours"'),
    # Files without a meaning.
    ("messages/fr.po", SERVICES, "F001", 1, "no language of this desk", "it, en"),
    ("message/it.po", SERVICES, "F001", 1, "no meaning", 'mean "messages"'),
    ("messages/it.yaml", "a: b\n", "F001", 1, "no meaning", "end in .po"),
    ("pages/chi.md", "# Chi\n", "F001", 1, "no language", "it, en"),
    ("notes.txt", "", "F001", 1, "no meaning", "put it into one of"),
    ("assets/logo.png", "", "F001", 1, "shown nowhere", "assets/logo.svg"),
    # Pages.
    (PAGE, "---\ntitle: [Chi\n---\n# Chi\n", "Y002", 3, "closing", "close the list"),
    (PAGE, "---\ntitel: Chi\n---\n# Chi\n", "S001", 2, "titel", 'mean "title"'),
    (PAGE, "# Priorità\n".encode("latin-1"), "Y001", 1, "UTF-8", "UTF-8"),
    ("pages/it/orari.md", "# Orari\n", "T006", 1, "taken by a page of the program", "another name"),
    (PAGE, "# Chi\n\n[gli orari](orari.md)\n", "T006", 3, 'nothing is at "orari.md"', "write orari/index.md"),
    (PAGE, "# Chi\n\n[gli orari](/orari/)\n", "T006", 3, 'nothing is at "/orari/"', "write orari/index.md"),
    (PAGE, "# Chi\n\n[x][1]\n\n[1]: boh.md\n", "T006", 5, 'nothing is at "boh.md"', "file to file"),
    (PAGE, "# Chi\n\n![io](io.png)\n", "T006", 3, 'nothing is at "io.png"', "beside the page"),
    (PAGE, "# Chi\n\n[x](orari/index.md#holiday)\n", "T006", 3, "no place called", 'mean "holidays"'),
    # Looks.
    ("templates/privacy.md.j2", "# {{ here.title('privacy') }\n", "T007", 1, "unexpected", "remove this file"),
    ("templates/privacy.md.j2", "# Riservatezza\n\n{{ nobody.here }}\n", "T007", 3, "'nobody' is undefined", "remove"),
    ("templates/parts.j2", "{% macro listed(x) %}{% endmacro %}\n", "T007", 1, "has no attribute", "compare"),
    ("overrides/404.html", "{% if page %}\n", "T007", 1, "Unexpected end", "remove this file"),
    ("mkdocs.yml", "theme: [\n", "Y002", 2, "a value is expected", "quotes"),
    ("mkdocs.yml", "", "T007", 1, "no setting", "remove it"),
    ("styles/own.css", "/* { */\na { color: red;\n", "T007", 2, "not closed", "close it"),
    ("styles/own.css", "a { color: red; }\n}\n", "T007", 2, "closes nothing", "remove it"),
    ("styles/own.css", "a {\n  background: url(https://evil.example/x);\n}\n", "T007", 2, "nothing from elsewhere", "assets/"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "code", "line", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_once_in_its_line_with_its_remedy(
    found: Found, path: str, text: str | bytes, code: str, line: int, message: str, hint: str
) -> None:
    (told,) = found({path: text})
    assert told.where is not None
    assert (told.code, told.where.line) == (code, line)
    assert told.where.file.endswith(f"site/{path.removesuffix('/x')}")
    assert message in told.message
    assert hint in told.hint


def test_what_is_right_is_not_told(found: Found) -> None:
    right = {
        MESSAGES: HEAD + SERVICES + "\n" + CITY + '"Ora di "\n"{city}."\n\n' + HOURS
        + 'msgstr[0] "un’ora"\nmsgstr[1] "{n} ore"\n\nmsgctxt "day"\nmsgid "Carnival"\nmsgstr "Carnevale"\n',
        PAGE: "---\ntitle: Chi siamo\n---\n# Chi\n\n[a](orari/index.md#holidays) [b](#chi) [c](mailto:a@b.example) "
        "![d](io.png) `[e](boh.md)`\n\n```\n[f](boh.md)\n```\n",
        "pages/it/io.png": b"\x89PNG",
        "words/it.yaml": "ignored: il no\npages: {hours: [no, 'on']}\n",
        "styles/own.css": "a::before { content: '}'; } /* } */\n",
        "assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "README.md": "ours\n",
    }  # fmt: skip
    assert found(right) == []


def test_a_link_is_not_followed(found: Found, tmp_path: Path) -> None:
    (tmp_path / "site/assets").mkdir(parents=True)
    (tmp_path / "site/assets/logo.svg").symlink_to("/etc/passwd")
    (told,) = found({})
    assert (told.code, told.hint) == ("F003", "put the file or directory itself here")


def test_what_is_wrong_with_many_files_of_a_folder_is_told_once(found: Found) -> None:
    (told,) = found({"message/it.po": "", "message/en.po": ""})
    assert len(told.others) == 1


def test_pages_are_left_out_where_the_builder_is_missing_and_words_are_not(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "markdown", None)
    monkeypatch.delitem(sys.modules, "sportello.targets.site.checks.pages", raising=False)
    (told,) = found({PAGE: "[x](boh.md)\n"})
    assert (told.code, told.severity) == ("T008", "note")
    assert '"site"' in told.hint
    assert [each.code for each in found({MESSAGES: "x\n"})] == ["T004"]


def test_places_are_named_from_where_one_stands(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found({"notes.txt": ""})
    monkeypatch.chdir(tmp_path)
    (told,) = check("catalog")
    assert told.where is not None
    assert told.where.file == os.path.join("site", "notes.txt")  # noqa: PTH118 - as it is shown


def test_a_file_of_words_that_stands_alone_must_have_all(tmp_path: Path, catalog_at: Write) -> None:
    root = catalog_at(("helpdesk.yaml", "languages: [it, en]", "languages: [it, en, de]"))
    (tmp_path / "site/messages").mkdir(parents=True)
    (tmp_path / "site/messages/de.po").write_text(HEAD + 'msgid "Services"\nmsgstr "Dienste"\n')
    (told,) = [each for each in check(root) if each.code == "T003"]
    assert "messages of the site are not translated here: “" in told.message


def test_every_page_that_a_desk_has_can_be_given_words() -> None:
    kinds = [page.kind for page in (*FIXED, FIGURES) if page.kind != "home"]
    assert [*PageKind.__args__] == kinds  # type: ignore[attr-defined]
