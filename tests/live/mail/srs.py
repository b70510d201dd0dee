"""Debian's postsrsd, as the page for mail admins has it set up for Postfix."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from live.mail.programs import free_ports
from live.mail.site import USER
from servers import need

DOMAIN = "srs.example.it"
_PAGE = Path(__file__).parents[3] / "docs" / "mail-admin.md"


@contextmanager
def postsrsd(folder: Path, *own: str) -> Iterator[tuple[int, int]]:
    """Run postsrsd for as long as the context lasts; yield its two ports.

    It leaves senders in the domains `own` as they are.
    """
    secret = folder / "secret"
    secret.write_text("a secret of this test alone\n")
    forward, reverse = free_ports(2)
    command = [need("postsrsd"), f"-s{secret}", f"-d{DOMAIN}", f"-f{forward}", f"-r{reverse}"]
    with subprocess.Popen(
        [*command, "-l127.0.0.1", "-4", f"-u{USER}", f"-X{','.join(own)}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        try:
            yield forward, reverse
        finally:
            running.terminate()


def commands(section: str) -> str:
    """Return what the page has one type below this sentence."""
    return re.split(r"^```\w*$", _PAGE.read_text().partition(section)[2], flags=re.MULTILINE)[1]


def carry_out(typed: str, folder: Path, ports: dict[int, int]) -> None:
    """Run commands of the page on the Postfix of a lab that has not started yet.

    `ports` gives the ports of the lab for those of the page.
    """
    here = folder / "postfix"
    (world,) = re.findall(
        r"^default_transport = (\S+)", (here / "main.cf").read_text(), re.MULTILINE
    )
    text = typed.replace("/etc/postfix/sportello/current", str(here))
    text = text.replace("postconf ", f"{need('postconf')} -c {here} ")
    text = "".join(line for line in text.splitlines(keepends=True) if "service " not in line[:8])
    for written, port in ports.items():
        text = text.replace(f":{written}", f":{port}")
    text = text.replace("content_filter=smtp:", f"content_filter={world}")
    done = subprocess.run(["sh", "-ec", text], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0), text
    past = time.time() - 60
    for name in ("main.cf", "master.cf"):
        os.utime(here / name, (past, past))
