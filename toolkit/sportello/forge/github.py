"""The REST API of GitHub, as far as comments, issues and releases need it.

Sources: https://docs.github.com/en/rest/issues/comments, .../issues/issues, .../releases/assets,
.../using-the-rest-api/using-pagination-in-the-rest-api. Gitea has the same addresses.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

_SECONDS: Final = 30
_LEADS_ON: Final = frozenset({301, 302, 303, 307, 308})
_NEXT: Final = re.compile(r'<([^>]*)>;\s*rel="next"')

Found = Mapping[str, Any]


class ForgeError(Exception):
    """The forge did not do what it was asked. `may_pass` if the same may work a little later."""

    def __init__(self, message: str, *, may_pass: bool = False) -> None:
        super().__init__(message)
        self.may_pass = may_pass


def _opener() -> OpenerDirector:
    """Return what asks without following redirects: the token is for the host that was asked."""
    opener = OpenerDirector()
    for each in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPErrorProcessor,
        HTTPDefaultErrorHandler,
    ):
        opener.add_handler(each())
    return opener


_OPENER: Final = _opener()


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository (`owner/name`) of the API at a URL, asked with a token."""

    url: str
    repository: str
    token: str = field(repr=False)

    def all(self, path: str) -> Iterator[Found]:
        """Yield everything of a list, page by page. Raises ForgeError."""
        where = f"{self._place(path)}{'&' if '?' in path else '?'}per_page=100"
        while where:
            page, where = self._ask("GET", where)
            yield from page

    def send(self, method: str, path: str, content: Found) -> None:
        """Send JSON to a path of the repository. Raises ForgeError."""
        self._ask(method, self._place(path), json.dumps(content).encode())

    def download(self, where: str) -> bytes:
        """Return the file that an asset of a release is, by the URL of the asset.

        Where GitHub leads on to the host that holds it, that host gets no token. Raises ForgeError.
        """
        asked = self._request("GET", where, "application/octet-stream")
        try:
            try:
                with _OPENER.open(asked, timeout=_SECONDS) as answer:
                    return bytes(answer.read())
            except HTTPError as error:
                with error:
                    there = error.headers.get("Location", "")
                    if error.code not in _LEADS_ON or not there.startswith(_scheme(self.url)):
                        raise _refused(error, f"GET {where}") from None
            with _OPENER.open(Request(there), timeout=_SECONDS) as answer:  # noqa: S310 - as above
                return bytes(answer.read())
        except HTTPError as error:
            with error:
                raise _refused(error, f"GET {where}") from None
        except (OSError, HTTPException) as error:
            raise ForgeError(f"GET {where}: {error}", may_pass=True) from None

    def _place(self, path: str) -> str:
        return f"{self.url}/repos/{self.repository}/{path}"

    def _ask(self, method: str, where: str, content: bytes | None = None) -> tuple[Any, str]:
        """Return the answer, and where the next page is, if there is one."""
        asked = self._request(method, where, "application/vnd.github+json", content)
        try:
            with _OPENER.open(asked, timeout=_SECONDS) as answer:
                following = _NEXT.search(answer.headers.get("Link", ""))
                return json.load(answer), following[1] if following else ""
        except HTTPError as error:
            with error:
                raise _refused(error, f"{method} {where}") from None
        except (OSError, HTTPException, ValueError) as error:
            raise ForgeError(f"{method} {where}: {error}", may_pass=True) from None

    def _request(
        self, method: str, where: str, accept: str, content: bytes | None = None
    ) -> Request:
        if not where.startswith(f"{self.url}/"):
            raise ForgeError(f"{self.url} names a page of another host")
        headers = {
            "Accept": accept,
            "Authorization": f"Bearer {self.token}",
            "User-Agent": "sportello",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        return Request(where, content, headers, method=method)  # noqa: S310 - begins with self.url


def _scheme(url: str) -> str:
    return f"{url.partition('://')[0]}://"


def _refused(error: HTTPError, asked: str) -> ForgeError:
    """Return what a refusal means: a limit of requests passes, as does a fault of GitHub's."""
    said = _message(error)
    limited = error.code == 429 or "rate limit" in said.lower()
    hint = ""
    if error.code in {401, 403, 404} and not limited:
        hint = "; look at `permissions:` of the job, and at Settings, Actions, Workflow permissions"
    return ForgeError(f"{asked}: {error.code} {said}{hint}", may_pass=limited or error.code >= 500)


def _message(error: HTTPError) -> str:
    """Return the reason that an answer gives, in one line."""
    try:
        found = json.loads(error.read(10_000))["message"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        found = error.reason
    return " ".join(str(found).split())[:200]
