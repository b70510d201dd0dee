"""Postfix with the generated tables and settings."""

import os
import shutil
import subprocess
import time

from live.mail.programs import wait_until_empty
from live.mail.site import Site
from servers import need

_PLUMBING = """\
compatibility_level = 3.7
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/mail.log
maillog_file_prefixes = /{top}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test.example
mydestination =
mynetworks = 127.0.0.1
local_recipient_maps =
local_transport = error:no local delivery
alias_maps =
alias_database =
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 100000
smtpd_hard_error_limit = 100000
in_flow_delay = 0
default_transport = smtp:[127.0.0.1]:{sink}
relay_transport = $default_transport
relay_domains = {away}
relay_recipient_maps =
virtual_mailbox_domains = {hosted}
virtual_mailbox_maps =
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
# --- generated
"""
_MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
"""
_QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "saved")
_BUSY = tuple(f"postfix/spool/{each}" for each in ("maildrop", "incoming", "active", "deferred"))


def prepare(site: Site) -> list[str]:
    """Write the configuration, build the maps, and return the command to start."""
    folder = site.folder / "postfix"
    site.install("postfix", folder, "/etc/postfix/sportello/current")
    values = {
        "folder": folder,
        "top": folder.parts[1],
        "smtp": site.smtp,
        "lmtp": site.lmtp,
        "sink": site.sink,
        "hosted": " ".join(site.hosted),
        "away": " ".join(sorted(site.away)),
    }
    snippet = (folder / "main.cf.snippet").read_text()
    (folder / "main.cf").write_text(_PLUMBING.format(**values) + snippet)
    (folder / "master.cf").write_text(_MASTER.format(**values))
    # Postfix waits until files that it reads are a second old.
    past = time.time() - 60
    for path in folder.iterdir():
        os.utime(path, (past, past))
    tables = [name for name in _lmdb(snippet) if (folder / name).exists()]
    done = subprocess.run(
        [need("postmap"), "-c", str(folder), *(f"lmdb:{folder}/{name}" for name in tables)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stderr, done.returncode) == ("", 0)
    _spool(site)
    return ["/usr/lib/postfix/sbin/master", "-c", str(folder), "-d"]


def idle(site: Site) -> None:
    """Wait until every mail has left the queue."""
    wait_until_empty(site.folder, *_BUSY)


def _lmdb(snippet: str) -> list[str]:
    """Return the names of the maps that the generated settings use."""
    words = snippet.split()
    return [word.rpartition("/")[2] for word in words if word.startswith("lmdb:")]


def _spool(site: Site) -> None:
    folder = site.folder / "postfix"
    for queue in (*_QUEUES, "private", "trace"):
        (folder / "spool" / queue).mkdir(mode=0o700, parents=True)
        shutil.chown(folder / "spool" / queue, "postfix")
    for queue, mode in (("maildrop", 0o730), ("public", 0o710)):
        (folder / "spool" / queue).mkdir()
        (folder / "spool" / queue).chmod(mode)
        shutil.chown(folder / "spool" / queue, "postfix", "postdrop")
    (folder / "spool" / "pid").mkdir()
    (folder / "data").mkdir()
    shutil.chown(folder / "data", "postfix")
