"""Dovecot with LMTP and Sieve: where mail ends."""

import os
import pwd
import subprocess
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import NamedTuple

from live.mail.site import USER, Site
from servers import need

_PLUMBING = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = sportello-{lmtp}
protocols = lmtp
listen = 127.0.0.1
ssl = no
mail_location = maildir:~/Maildir
mail_fsync = never
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
hostname = mbox.test.example
postmaster_address = postmaster@mbox.test.example
# So that a test sees the detail that a mail was delivered with.
lmtp_save_to_detail_mailbox = yes
lda_mailbox_autocreate = yes
submission_host = 127.0.0.1:{smtp}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u allow_all_users=yes
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  client_limit = 300
}}
"""


class Stored(NamedTuple):
    """One mail as it was stored."""

    mail: str
    to: str
    tags: tuple[tuple[str, str], ...]
    body: bytes


def prepare(site: Site) -> list[str]:
    """Write the configuration, compile the script, and return the command to start."""
    folder = site.folder / "dovecot"
    release = folder / "current"
    release.mkdir(parents=True)
    for name, content in site.generated("sieve").items():
        (release / name).write_bytes(content)
    user = pwd.getpwnam(USER)
    (folder / "mail").mkdir()
    os.chown(folder / "mail", user.pw_uid, user.pw_gid)
    plumbing = _PLUMBING.format(
        folder=folder, lmtp=site.lmtp, smtp=site.smtp, uid=user.pw_uid, gid=user.pw_gid
    )
    settings = (release / "90-sportello.conf").read_text()
    ours = settings.replace("/etc/dovecot/sportello/", f"{folder}/")
    (folder / "dovecot.conf").write_text(plumbing + ours)
    done = subprocess.run(
        [need("sievec"), "-c", str(folder / "dovecot.conf"), str(release / "sportello.sieve")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return [need("dovecot"), "-F", "-c", str(folder / "dovecot.conf")]


def stored(folder: Path) -> list[Stored]:
    """Return every mail in every mailbox."""
    boxes = folder / "dovecot" / "mail"
    return [_read(path, _address(path.relative_to(boxes))) for path in paths(folder)]


def paths(folder: Path) -> list[Path]:
    """Return the files of every mail in every mailbox."""
    boxes = folder / "dovecot" / "mail"
    return [*boxes.glob("*/Maildir/new/*"), *boxes.glob("*/Maildir/.*/new/*")]


def _address(path: Path) -> str:
    """Return the delivery address: the user, and the folder for the detail."""
    local, _, domain = path.parts[0].rpartition("@")
    detail = path.parts[2].removeprefix(".").lower()
    return f"{local}@{domain}" if detail == "new" else f"{local}+{detail}@{domain}"


def _read(path: Path, to: str) -> Stored:
    head, _, body = path.read_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")
    headers = BytesHeaderParser().parsebytes(head + b"\n\n")
    tags = tuple(
        (name, str(make_header(decode_header(value))))
        for name, value in headers.items()
        if name.lower().startswith("x-sportello-")
    )
    return Stored(headers["Message-ID"], to, tags, body)
