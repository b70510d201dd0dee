"""The servers that can be deployed to, by the name of their target."""

from sportello.deploy.exim import EXIM
from sportello.deploy.opensmtpd import OPENSMTPD
from sportello.deploy.postfix import POSTFIX
from sportello.deploy.server import Server
from sportello.deploy.sieve import SIEVE

SERVERS: dict[str, Server] = {server.target: server for server in (EXIM, OPENSMTPD, POSTFIX, SIEVE)}
