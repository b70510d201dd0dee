"""A release: one directory with everything that a server reads, and `release.json` about it."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

from sportello.files import Files

RELEASE_FILE = "release.json"
"""Written last: a directory without it is no release, but what a killed deploy left."""


class Route(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a server does with an address: where it delivers, or the text of the refusal.

    If there is neither, another server knows. `scripted` are the deliveries where the Sieve script
    leaves a mail as it is but for the `tags`, since no rule of the mailbox can move it.
    """

    deliver: tuple[str, ...] = ()
    refuse: str = ""
    tags: dict[str, str] = {}
    scripted: tuple[str, ...] = ()

    def __str__(self) -> str:
        refused = f"refused: {self.refuse}" if self.refuse else "left to its own server"
        return ", ".join(self.deliver) or refused


class Release(msgspec.Struct, frozen=True):
    """What `release.json` holds.

    `catalog` is the revision in git, "" outside of it; `previous` the name of the release before,
    "" for the first. `files` gives the SHA-256 of each file of the target, `built` that of each
    file which the server's programs made of them, and `sources` of which one they made it.
    `addresses` has every address, and `@domain` for a catch-all.
    """

    target: str
    sportello: str
    catalog: str
    made: datetime
    previous: str
    files: dict[str, str]
    built: dict[str, str]
    sources: dict[str, str]
    addresses: dict[str, Route]


def digests(files: Files) -> dict[str, str]:
    """Return the SHA-256 of each file, in hexadecimal."""
    return {path: digest(content) for path, content in sorted(files.items())}


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def release_name(number: int, files: Mapping[str, str]) -> str:
    """Return the name of a release: a running number, and what its files hash to."""
    listed = "".join(f"{path}\0{sha256}\n" for path, sha256 in sorted(files.items()))
    return f"{number:04d}-{digest(listed.encode())[:12]}"


def is_release_name(name: str) -> bool:
    """Return whether `release_name` gives such names."""
    return re.fullmatch(r"[0-9]{4,}-[0-9a-f]{12}", name) is not None


def encode_release(release: Release) -> bytes:
    """Return a release as JSON for people and programs."""
    return msgspec.json.format(msgspec.json.encode(release), indent=1) + b"\n"


def decode_release(text: bytes) -> Release:
    """Return the release that `encode` wrote. Raises ValueError for anything else."""
    return msgspec.json.decode(text, type=Release)
