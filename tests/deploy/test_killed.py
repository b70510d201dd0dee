"""`kill -9` at any moment leaves the old release or the new one, never half of one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from deploy.sites import OLD, postfix
from sportello.deploy import deploy


def test_a_killed_deploy_leaves_the_old_or_the_new_and_the_next_one_cleans_up(
    tmp_path: Path,
) -> None:
    site = postfix(tmp_path)
    deploy(site.deployment, site.desired(OLD))
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("killed.py")),
            str(site.root),
            str(site.config),
        ],
        env={**os.environ, "PYTHONPATH": str(tests)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.fullmatch(r"killed (\d+) times: (\d+) old, (\d+) new\n", done.stdout)
    assert found is not None, done.stdout
    assert int(found[2]) > 20
    assert int(found[3]) > 2
