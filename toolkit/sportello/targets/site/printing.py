"""What is in the catalog as Markdown, by its type: everything goes through `escape`."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from sportello.catalog.model import Address, Phone, Text, Url, readable
from sportello.targets.site.markdown import escape, fill, link, prose
from sportello.targets.site.once import remembered
from sportello.wording.messages import Messages
from sportello.wording.times import duration_words
from sportello.worktime import Duration


class Printer:
    """Turns what a template prints into Markdown, by its type."""

    def __init__(self, messages: Messages) -> None:
        self._printers: dict[type[Any], Callable[[Any], Markup]] = {
            Markup: lambda shown: shown,
            str: escape,
            Text: remembered(partial(say, language=messages.language)),
            Address: mail,
            Phone: lambda phone: link(phone.shown, f"tel:{phone}"),
            Url: lambda url: link(url.removesuffix("/"), url),
            Duration: remembered(lambda length: escape(duration_words(length, messages))),
            date: lambda day: escape(messages.date(day)),
        }

    def __call__(self, value: object) -> Markup:
        """Return a value as Markdown."""
        kind = type(value)
        if kind not in self._printers:
            self._printers[kind] = self._printer_for(kind)
        return self._printers[kind](value)

    def _printer_for(self, kind: type[Any]) -> Callable[[Any], Markup]:
        base = next((each for each in kind.__mro__ if each in self._printers), None)
        return self._printers[base] if base else lambda value: escape(str(value))

    def fill(self, message: str, **values: object) -> Markup:
        """Return a message with its places filled in, each as a template would print it."""
        return fill(message, {name: self(value) for name, value in values.items()})


def say(text: Text, language: str) -> Markup:
    """Return a text for one line, marked with its own language if it is not in the page's."""
    return _marked(text, language, escape(text.says(language)), '<span lang="{}">{}</span>')


def tell(text: Text, language: str) -> Markup:
    """Return a text of several paragraphs, marked with its own language if it is another."""
    block = '<div lang="{}" markdown="1">\n\n{}\n\n</div>'
    return _marked(text, language, prose(text.says(language)), block)


def _marked(text: Text, language: str, shown: Markup, element: str) -> Markup:
    """Return what is shown of a text, in an element that names its language if it is another."""
    other = next(iter(text))
    if other not in ("", language) and shown and text.missing((language,)):
        return Markup(element).format(escape(other), shown)  # noqa: S704 - escaped before
    return shown


def mail(address: Address, subject: str = "", body: str = "") -> Markup:
    """Return a link that writes to an address, perhaps with a subject and a text to fill in."""
    return link(readable(address), mail_url(address, subject, body))


@lru_cache(maxsize=8192)
def breakable(address: str) -> Markup:
    """Return an address that may go on in a new line before its domain and after earlier dots."""
    local, _at, domain = readable(address).rpartition("@")
    parts = [escape(f"{part}.") for part in local.split(".")]
    parts[-1] = escape(f"{local.rpartition('.')[2]}@")
    return Markup("<wbr>").join([*parts, escape(domain)])


def mail_url(address: str, subject: str = "", body: str = "") -> str:
    """Return a `mailto:` address (RFC 6068); lines end with CR LF there."""
    written = {"subject": subject, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{key}={_quoted(text)}" for key, text in written.items() if text)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


_quoted = lru_cache(maxsize=1024)(partial(quote, safe=""))
