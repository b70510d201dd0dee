"""The place where servers hand their mail over ends every session, however that ends."""

import smtplib
import socket
import threading
import time

from live.mail.sink import sink


def test_who_leaves_in_the_middle_of_a_mail_has_sent_none() -> None:
    with sink() as kept:
        before = threading.active_count()
        with socket.create_connection(("127.0.0.1", kept.port), timeout=60) as leaving:
            leaving.sendall(
                b"EHLO here\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSub"
            )
            while b"354" not in leaving.recv(4096):
                pass
        end = time.monotonic() + 60
        while threading.active_count() > before and time.monotonic() < end:
            time.sleep(0.01)
        assert threading.active_count() <= before
        with smtplib.SMTP("127.0.0.1", kept.port, timeout=60) as staying:
            staying.sendmail("a@b.example", ["c@d.example"], b"Subject: whole\r\n\r\n.\r\nyes\r\n")
        assert [(each.sender, each.content) for each in kept.mails] == [
            ("a@b.example", b"Subject: whole\r\n\r\n.\r\nyes\r\n")
        ]
