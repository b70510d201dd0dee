"""The links that a catalog shows its readers, and which of them lead nowhere."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from sportello.catalog.model import PublicCatalog
from sportello.deploy.placeholders import is_reserved
from sportello.findings import KeyPath
from sportello.plan.texts.strings import sayings

_LINK: Final = re.compile(r"https?://[^\s<>\"'`\]]+")
_GONE: Final = frozenset({404, 410})
"""Other refusals, such as 401 and 403, come from a page that is there."""
_SECONDS: Final = 20
_PAUSE: Final = 10
"""Seconds until a link that failed is tried once more."""
_AT_ONCE: Final = 8


def links(catalog: PublicCatalog) -> Mapping[str, KeyPath]:
    """Return the web addresses in what a catalog says, each with the first entry that says it.

    Names that nobody can own (RFC 2606) are left out.
    """
    found: dict[str, KeyPath] = {}
    for entry, _, text in sayings(catalog, PublicCatalog.__struct_fields__):
        for link in _LINK.findall(text):
            url = _whole(link)
            if not is_reserved(urlsplit(url).hostname or ""):
                found.setdefault(url, entry)
    return found


def dead(urls: Iterable[str], sleep: Callable[[float], None] = time.sleep) -> Mapping[str, str]:
    """Return those web addresses that lead nowhere, each with the reason.

    All are asked, and those that fail once more, a little later.
    """
    failed = _failed(urls)
    if failed:
        sleep(_PAUSE)
    return _failed(failed)


def _whole(link: str) -> str:
    """Return a link without what belongs to the sentence around it."""
    bare = link.rstrip(".,;:!?*_")
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        return _whole(bare[:-1])
    return bare


def _failed(urls: Iterable[str]) -> Mapping[str, str]:
    asked = tuple(urls)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reasons = pool.map(_why_dead, asked)
        return {url: why for url, why in zip(asked, reasons, strict=True) if why}


def _why_dead(url: str) -> str:
    """Return why a web address leads nowhere; nothing if it leads somewhere."""
    asked = Request(url, headers={"User-Agent": "sportello (are the links alive?)"})  # noqa: S310
    try:
        with urlopen(asked, timeout=_SECONDS):  # noqa: S310 - links are http or https
            return ""
    except HTTPError as error:
        with error:
            is_dead = error.code in _GONE or error.code >= 500
            return f"{error.code} {error.reason}" if is_dead else ""
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error))
