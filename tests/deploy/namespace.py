"""Deploy to a running OpenSMTPD, whose paths are compiled in, inside a mount namespace.

Run by a test as `unshare --mount namespace.py FOLDER PORT PREFIX`. Prints as JSON what the server
answered after each deploy, and what the deploys told.
"""

import json
import os
import shutil
import smtplib
import subprocess
import sys
import time
from pathlib import Path

from deploy.sites import NEW, OLD, SMTPD, opensmtpd
from sportello.deploy import deploy, rollback

LISTEN = """\
listen on 127.0.0.1 port {port} hostname mx.test.example
action "out" relay host "smtp://127.0.0.1:1"
match from any for any action "out"
"""


def mount(prefix: Path) -> None:
    """Give smtpd the directories that it insists on; nobody else sees them."""
    for folder in ("/var/spool", "/usr/libexec", "/var/lib", "/run"):
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
    for path in ("/var/spool/smtpd", "/var/lib/opensmtpd/empty", "/run/opensmtpd"):
        Path(path).mkdir(parents=True)
    Path("/var/spool/smtpd").chmod(0o711)
    shutil.copytree(prefix / "usr/libexec/opensmtpd", "/usr/libexec/opensmtpd")


def answers(port: int) -> list[int]:
    """Ask as a sending server does, as soon as the server listens."""
    for _ in range(100):
        try:
            client = smtplib.SMTP("127.0.0.1", port, timeout=120)
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            break
    with client:
        client.ehlo()
        client.mail("a@client.example")
        return [client.rcpt(f"{each}@01s.it")[0] for each in ("help", "a18", "new")]


def main(folder: Path, port: int, prefix: Path) -> None:
    mount(prefix)
    control = folder / "smtpctl"
    shutil.copy2(prefix / "usr/sbin/smtpctl", control)
    shutil.chown(control, group="opensmtpq")
    control.chmod(0o2755)
    os.environ["PATH"] = f"{folder}:{os.environ['PATH']}:{prefix}/usr/sbin"
    site = opensmtpd(folder, SMTPD + LISTEN.format(port=port))
    deploy(site.deployment, site.desired(OLD))
    command = [str(prefix / "usr/sbin/smtpd"), "-d", "-f", str(site.config)]
    nowhere = subprocess.DEVNULL
    found = []
    with subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere) as server:
        try:
            found.append(answers(port))
            deploy(site.deployment, site.desired(NEW))
            found.append(answers(port))
            rollback(site.deployment)
            found.append(answers(port))
        finally:
            server.terminate()
    deploy(site.deployment, site.desired(NEW))
    sys.stdout.write(json.dumps({"answers": found, "told": site.told}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
