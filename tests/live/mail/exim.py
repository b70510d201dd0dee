"""Exim with the generated data files and routers."""

import shutil

from live.mail.programs import program, wait_until_empty
from live.mail.site import Site

USER = "Debian-exim"

_PLUMBING = """\
SPORTELLO_DIR = {folder}
.include {folder}/main.conf

exim_path = {exim}
exim_user = Debian-exim
exim_group = Debian-exim
primary_hostname = mx.test.example
qualify_domain = mx.test.example
spool_directory = {folder}/spool
log_file_path = {folder}/%s.log
pid_file_path = {folder}/exim.pid
daemon_smtp_ports = {smtp}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
smtp_accept_max_per_connection = 0
smtp_accept_queue_per_connection = 0
smtp_max_unknown_commands = 100000
acl_smtp_rcpt = recipients
domainlist hosted = {hosted}
domainlist away = {away}

begin acl
recipients:
  accept  hosts = 127.0.0.1
  deny    domains = ! +sportello_domains : ! +hosted : ! +away
          message = 554 5.7.1 Relay access denied
  require verify = recipient
  accept

begin routers
.include {folder}/routers.conf

hosted:
  driver = manualroute
  domains = +hosted
  route_list = * 127.0.0.1
  transport = dovecot
  self = send
away:
  driver = manualroute
  domains = +away
  route_list = * 127.0.0.1
  transport = sink
  self = send
world:
  driver = manualroute
  domains = ! +sportello_domains
  route_list = * 127.0.0.1
  transport = sink
  self = send

begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = {lmtp}
  message_linelength_limit = 1G
  allow_localhost
  hosts_try_fastopen =
  hosts_try_chunking =
sink:
  driver = smtp
  port = {sink}
  allow_localhost
  hosts_avoid_tls = *
  hosts_try_fastopen =
  hosts_try_chunking =

begin retry
* * F,1m,1s
"""


def prepare(site: Site) -> list[str]:
    """Write the configuration, and return the command to start."""
    folder = site.folder / "exim"
    site.install("exim", folder, "/etc/exim4/sportello/current")
    exim = program("exim4")
    (folder / "exim.conf").write_text(
        _PLUMBING.format(
            folder=folder,
            exim=exim,
            smtp=site.smtp,
            lmtp=site.lmtp,
            sink=site.sink,
            hosted=" : ".join(site.hosted),
            away=" : ".join(sorted(site.away)),
        )
    )
    shutil.chown(folder, USER, USER)
    return [exim, "-C", str(folder / "exim.conf"), "-bdf", "-q5s"]


def idle(site: Site) -> None:
    """Wait until every mail has left the queue."""
    wait_until_empty(site.folder, "exim/spool/input")
