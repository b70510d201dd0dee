"""Dovecot's own Sieve compiler and interpreter, for one test each."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from servers import need

CONFIG = """\
# By default Dovecot sheds its surroundings, and with them the clock of `make test-later`.
import_environment = LD_PRELOAD FAKETIME FAKETIME_DONT_FAKE_MONOTONIC
mail_location = maildir:~/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
log_path = /dev/stderr
recipient_delimiter = +
plugin {{
  sieve_extensions = +editheader +vacation-seconds
  sieve_vacation_min_period = 0
  sieve_max_script_size = 64M
}}
"""


@dataclass(frozen=True)
class Outcome:
    """The message as it was kept, who else got it, and what its sender got, if anything: an
    acknowledgement, or the message back with the text of a refusal.
    """

    kept: EmailMessage | None
    redirected: tuple[tuple[str, EmailMessage], ...]
    answer: EmailMessage | None
    refusal: EmailMessage | None

    @property
    def stored(self) -> EmailMessage:
        assert self.kept is not None
        return self.kept


@dataclass(frozen=True)
class Pigeonhole:
    """Dovecot's Sieve tools in a directory of their own."""

    folder: Path
    uid: int

    def compile(self, script: bytes) -> None:
        (self.folder / "sportello.sieve").write_bytes(script)
        done = subprocess.run(
            [need("sievec"), "-c", str(self.folder / "dovecot.conf"), "sportello.sieve"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (done.stderr, done.returncode) == ("", 0)

    def deliver(self, to: str, sender: str, headers: tuple[tuple[str, str], ...]) -> Outcome:
        named = any(name == "From" for name, _ in headers)
        fields = headers if named else (("From", sender), *headers)
        lines = [f"{name}: {value}" for name, value in fields]
        mail = "\n".join([*lines, "", "Body", ""])
        return self.deliver_raw(to, sender, mail.encode("utf-8", "surrogateescape"))

    def deliver_raw(self, to: str, sender: str, mail: bytes) -> Outcome:
        store = self.folder / "store"
        shutil.rmtree(store, ignore_errors=True)
        store.mkdir()
        os.chown(store, self.uid, -1)
        (self.folder / "mail").write_bytes(mail)
        arguments = ["-e", "-l", f"maildir:{store}", "-a", to, "-r", to, "-f", sender]
        done = subprocess.run(
            [need("sieve-test"), "-c", "dovecot.conf", *arguments, "sportello.sieve", "mail"],
            cwd=self.folder,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        kept = [each.read_bytes() for each in store.glob("new/*")]
        assert len(kept) < 2
        sent = list(_sent(done.stdout.replace(b"\r\n", b"\n")))
        replies = [mail for _, mail in sent if "X-Sieve-Redirected-From" not in mail]
        refusals = [mail for mail in replies if mail.get_content_type() == "multipart/report"]
        answers = [mail for mail in replies if mail not in refusals]
        assert len(replies) < 2
        return Outcome(
            parsed(kept[0]) if kept else None,
            tuple((to, mail) for to, mail in sent if "X-Sieve-Redirected-From" in mail),
            answers[0] if answers else None,
            refusals[0] if refusals else None,
        )


def _sent(output: bytes) -> Iterator[tuple[str, EmailMessage]]:
    """Yield the recipients and the mails that sieve-test prints, all mails before all names."""
    mails = re.split(
        rb"^(?=X-Sieve: Pigeonhole)", output.partition(b"\nRECIPIENT:")[0], flags=re.MULTILINE
    )
    recipients = re.findall(rb"^RECIPIENT: (\S+)$", output, flags=re.MULTILINE)
    for to, mail in zip(recipients, mails[1:], strict=True):
        yield to.decode(), parsed(mail)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@contextmanager
def own_pigeonhole() -> Iterator[Pigeonhole]:
    """Dovecot refuses to deliver as root, and root's own directories are closed to others."""
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    with tempfile.TemporaryDirectory(prefix="sieve") as name:
        folder = Path(name)
        folder.chmod(0o755)
        config = CONFIG.format(uid=user.pw_uid, gid=user.pw_gid)
        (folder / "dovecot.conf").write_text(config)
        yield Pigeonhole(folder, user.pw_uid)
