"""Small servers' configurations, and catalogs that differ, for the tests of deploying."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from live.mail.programs import program
from routing.desk import box, desk, retired
from servers import need
from sportello.catalog.model import Catalog
from sportello.deploy import SERVERS, Deployment, Desired, Directory, desired

DOVECOT = """\
mail_location = maildir:~/Maildir
log_path = /dev/stderr
first_valid_uid = 1
recipient_delimiter = +
plugin {
  sieve_before = ROOT/current/sportello.sieve
  sieve_extensions = +editheader +vacation-seconds
  sieve_vacation_min_period = 0
}
"""


def catalog(*names: str, to: str = "desk", shut: tuple[str, ...] = ()) -> Catalog:
    """A mailbox for each name at 01s.it; those in `shut` are retired."""
    boxes = {name: box(f"{name}@01s.it", to) for name in names}
    boxes |= {name: box(f"{name}@01s.it", retired=retired(text="Shut")) for name in shut}
    return desk(boxes, {"desk": "desk@mbox.01s.it", "team": "team@mbox.01s.it"})


OLD = catalog("help", *(f"a{number}" for number in range(19)))
"""Twenty addresses."""
NEW = catalog("help", "new", *(f"a{number}" for number in range(18)))
"""One address more and one less than `OLD`."""


EXIM = """\
SPORTELLO_DIR = ROOT/current
.include_if_exists SPORTELLO_DIR/main.conf
primary_hostname = mx.test.example
log_file_path = FOLDER/log/%s
spool_directory = FOLDER/spool
begin routers
.include_if_exists SPORTELLO_DIR/routers.conf
others:
  debug_print = "R: others for $local_part@$domain"
  driver = manualroute
  route_list = * 127.0.0.1
  transport = smtp
  self = send
begin transports
smtp:
  driver = smtp
"""
SMTPD = """\
table sportello_domains file:ROOT/current/domains
table sportello_virtual file:ROOT/current/virtual
action "sportello" expand-only virtual <sportello_virtual>
match from any for domain <sportello_domains> action "sportello"
"""


@dataclass
class Site:
    """A directory that one server reads from, its configuration, and what was told."""

    target: str
    root: Path
    config: Path
    told: list[str] = field(default_factory=list)

    @property
    def deployment(self) -> Deployment:
        return Deployment(SERVERS[self.target], Directory(self.root), self.told.append, self.config)

    @property
    def directory(self) -> Directory:
        return Directory(self.root)

    def desired(self, catalog: Catalog) -> Desired:
        return desired(self.target, catalog, "r1")

    def holds(self, path: str) -> str:
        """The text of a file as the server sees it."""
        return (self.root / "current" / path).read_text()


def postfix(folder: Path, tables: str = "lmdb", **settings: str) -> Site:
    """A Postfix that does not run, whose main.cf names a table of this kind below `folder`."""
    need("postmap")
    config, root = folder / "etc", folder / "sportello"
    config.mkdir(parents=True, exist_ok=True)
    named = f"{tables}:{root}/current/virtual" if tables else ""
    lines = {
        "compatibility_level": "3.6",
        "queue_directory": f"{folder}/spool",
        "virtual_alias_domains": f"{root}/current/domains" if tables else "",
        "virtual_alias_maps": named,
        "recipient_delimiter": "+",
        "propagate_unmatched_extensions": "",
        "smtputf8_enable": "no",
        **settings,
    }
    aged(config / "main.cf", "".join(f"{key} = {each}\n" for key, each in lines.items()))
    aged(config / "master.cf", "")
    return Site("postfix", root, config)


def dovecot(folder: Path, settings: str = DOVECOT) -> Site:
    need("sievec")
    need("sieve-test")
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "sportello"
    aged(folder / "dovecot.conf", settings.replace("ROOT", str(root)))
    return Site("sieve", root, folder / "dovecot.conf")


def exim(folder: Path, settings: str = EXIM) -> Site:
    program("exim4")
    return _with_config("exim", folder, settings)


def opensmtpd(folder: Path, settings: str = SMTPD) -> Site:
    program("smtpd")
    return _with_config("opensmtpd", folder, settings)


def _with_config(target: str, folder: Path, settings: str) -> Site:
    root, config = folder / "sportello", folder / f"{target}.conf"
    config.write_text(settings.replace("ROOT", str(root)).replace("FOLDER", str(folder)))
    return Site(target, root, config)


def aged(path: Path, text: str) -> None:
    """Write a file as of a minute ago: Postfix waits for files that may still be written to."""
    path.write_text(text)
    minute_ago = path.stat().st_mtime - 60
    os.utime(path, (minute_ago, minute_ago))
