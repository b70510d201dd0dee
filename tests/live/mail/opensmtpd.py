"""OpenSMTPD with the generated tables, in a root directory of its own.

Its paths are compiled in, so it gets a small file system with nothing but itself.
"""

import pwd
import re
import shutil
import subprocess
from pathlib import Path

from live.mail.programs import PREFIX, program, wait_until_empty
from live.mail.site import Site
from servers import need

_PLUMBING = """\
smtp limit max-mails 100000 max-rcpt 1000
mta limit session-mail-max 100000 conn-delay-host 0 conn-delay-source 0
mta limit conn-delay-relay 0 conn-delay-domain 0 session-transaction-delay 0
listen on 127.0.0.1 port {smtp} hostname mx.test.example
table hosted {{ {hosted} }}
table away {{ {away} }}
table users {{ "@" = "vmail" }}
include "/etc/smtpd/sportello/current/smtpd.conf"
action "dovecot" lmtp "127.0.0.1:{lmtp}" rcpt-to virtual <users>
action "sink" relay host "smtp+notls://127.0.0.1:{sink}"
match from any for domain <hosted> action "dovecot"
match from any for domain <away> action "sink"
match from src "127.0.0.1" for any action "sink"
match from mail-from "<>" for any action "sink"
"""
_USERS = ("opensmtpd", "opensmtpq")
_QUEUES = ("corrupt", "incoming", "message", "purge", "queue", "temporary")
_HELPERS = ("lockspool", "mail.lmtp", "mail.local", "mail.maildir", "mail.mboxfile", "mail.mda")


def prepare(site: Site) -> list[str]:
    """Make the root directory, write the configuration, and return the command to start."""
    root = site.folder / "opensmtpd"
    smtpd = program("smtpd")
    libexec = "usr/libexec/opensmtpd"
    helpers = PREFIX / libexec if smtpd.startswith(str(PREFIX)) else Path("/", libexec)
    for source in (need("sh"), need("touch"), need("cat")):
        _copy(source, root / "bin")
    _copy(smtpd, root / "usr" / "sbin")
    _copy(str(Path(smtpd).with_name("smtpctl")), root / "usr" / "sbin")
    for name in _HELPERS:
        _copy(str(helpers / name), root / libexec)
    _users(root)
    for folder in ("home", "run", "tmp", "var/spool/smtpd", "var/lib/opensmtpd/empty"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    (root / "var" / "run").symlink_to("../run")
    (root / "var" / "spool" / "smtpd").chmod(0o711)
    sportello = root / "etc" / "smtpd" / "sportello" / "current"
    sportello.mkdir(parents=True)
    for name, content in site.generated("opensmtpd").items():
        (sportello / name).write_bytes(content)
    quoted = [", ".join(f'"{each}"' for each in part) for part in (site.hosted, sorted(site.away))]
    (root / "etc" / "smtpd.conf").write_text(
        _PLUMBING.format(
            smtp=site.smtp, lmtp=site.lmtp, sink=site.sink,
            hosted=quoted[0], away=quoted[1] or '"none.invalid"',
        )
    )  # fmt: skip
    return [need("chroot"), str(root), "/usr/sbin/smtpd", "-d"]


def idle(site: Site) -> None:
    """Wait until every mail has left the queue."""
    spool = "opensmtpd/var/spool/smtpd"
    wait_until_empty(site.folder, f"{spool}/queue", f"{spool}/incoming")


def _copy(source: str, folder: Path) -> None:
    """Copy a program and the libraries that it needs."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, folder)
    root = next(each for each in folder.parents if each.name == "opensmtpd")
    listed = subprocess.run(["ldd", source], capture_output=True, text=True, check=True).stdout
    for path in re.findall(r"(/\S+) \(0x", listed):
        target = root / path[1:]
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def _users(root: Path) -> None:
    """Let the root directory know the server's own users and one who delivers."""
    ours = [pwd.getpwnam(name) for name in _USERS]
    nobody = pwd.getpwnam("nobody")
    (root / "etc").mkdir()
    (root / "etc" / "passwd").write_text(
        "root:x:0:0::/root:/bin/sh\n"
        + "".join(f"{each.pw_name}:x:{each.pw_uid}:{each.pw_gid}::/:/bin/sh\n" for each in ours)
        + f"vmail:x:{nobody.pw_uid}:{nobody.pw_gid}::/home:/bin/sh\n"
    )
    groups = [*((each.pw_name, each.pw_gid) for each in ours), ("vmail", nobody.pw_gid)]
    (root / "etc" / "group").write_text(
        "root:x:0:\n" + "".join(f"{name}:x:{number}:\n" for name, number in groups)
    )
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
