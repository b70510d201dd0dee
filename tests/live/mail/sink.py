"""An SMTP server that keeps what it is given: the world outside."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

REFUSED = "refused.example"
"""A domain of which this server refuses every recipient."""


@dataclass(frozen=True, slots=True)
class Caught:
    """One mail as it came, for one of its recipients."""

    sender: str
    recipient: str
    content: bytes


@dataclass
class Sink:
    """The mails so far."""

    port: int = 0
    mails: list[Caught] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    """RFC 5321, as far as servers use it to hand over mail."""

    sink: Sink

    def handle(self) -> None:
        self._reply(b"220 sink.test ESMTP")
        sender, recipients = "", list[str]()
        while line := self._line():
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self._reply(b"250-sink.test\r\n250-PIPELINING\r\n250 8BITMIME")
                case "MAIL":
                    sender, recipients = _path(rest), []
                    self._reply(b"250 ok")
                case "RCPT" if _path(rest).endswith(f"@{REFUSED}"):
                    self._reply(f"550 5.1.1 <{_path(rest)}>: nobody has this address".encode())
                case "RCPT":
                    recipients.append(_path(rest))
                    self._reply(b"250 ok")
                case "DATA":
                    self._reply(b"354 go on")
                    content = self._content()
                    if content is None:
                        return
                    self.sink.mails += [Caught(sender, each, content) for each in recipients]
                    self._reply(b"250 kept")
                case "QUIT":
                    self._reply(b"221 bye")
                    return
                case _:
                    self._reply(b"250 ok")

    def _content(self) -> bytes | None:
        """Return what a mail holds; None if whoever sent it is gone before its end."""
        lines = list[bytes]()
        while line := self._line():
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line.removeprefix(b"."))
        return None

    def _line(self) -> bytes:
        # Those who send a mail in pieces would wait 40 ms for each piece to be acknowledged.
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return self.rfile.readline()

    def _reply(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


def _path(parameter: str) -> str:
    return parameter.partition("<")[2].partition(">")[0]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def sink() -> Iterator[Sink]:
    """Listen on a local port for as long as the context lasts."""
    kept = Sink()
    session = type("Session", (_Session,), {"sink": kept})
    with _Server(("127.0.0.1", 0), session) as server:
        kept.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield kept
        server.shutdown()
