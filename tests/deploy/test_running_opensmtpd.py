"""An OpenSMTPD that runs answers by the release in force, from when the deploy has ended."""

import json
import os
import subprocess
import sys
from pathlib import Path

from live.mail.programs import free_ports, need_root, program
from servers import need


def test_a_deploy_and_a_rollback_hold_for_the_next_mail(tmp_path: Path) -> None:
    need_root()
    prefix = Path(program("smtpd")).parents[2]
    (port,) = free_ports(1)
    script = Path(__file__).with_name("namespace.py")
    done = subprocess.run(
        [
            need("unshare"),
            "--mount",
            sys.executable,
            str(script),
            str(tmp_path),
            str(port),
            str(prefix),
        ],
        env={**os.environ, "PYTHONPATH": str(script.parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["answers"] == [[250, 250, 550], [250, 550, 250], [250, 250, 550]]
    assert "Had OpenSMTPD read again: sportello_virtual." in found["told"]
    # Before the server was started, and after it had been stopped and left its socket behind.
    stopped = "OpenSMTPD is not running: it reads the new release when it starts."
    assert found["told"].count(stopped) == 1
