"""What stands at the border of the workflows: programs of ours in place of those that install and test.

Each notes in the file ASKED what it was asked.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_LATER: Final = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
PROGRAMS: Final = {
    "gh": '[ -n "$GH_TOKEN" ]; [ -d .git ] || [ -n "$GH_REPO" ]',
    "docker": 'case "$*" in *imagetools*) echo sha256:%s ;; esac' % ("0" * 64),
    "uv": 'case "$*" in build*) echo wheel > dist/sportello-1-py3-none-any.whl ;; esac',
    **dict.fromkeys(
        ("pytest", "ruff", "mypy", "lint-imports", "zizmor", "check-jsonschema", "npm"), ":"
    ),
}
"""What stands for the programs at the border."""


def with_environment(clone: Path) -> None:
    """Let the environment of the tests stand for those that make would make."""
    programs = clone / ".venv/bin"
    programs.mkdir(parents=True)
    for each in Path(sys.prefix, "bin").iterdir():
        if each.name not in PROGRAMS:
            (programs / each.name).symlink_to(each)
    for part in ("lib", "pyvenv.cfg"):
        (clone / ".venv" / part).symlink_to(Path(sys.prefix, part))
    for name in PROGRAMS.keys() - {"gh", "docker", "uv"}:
        write_program(programs / name)
    installer = clone / ".venv-uv/bin/uv"
    installer.parent.mkdir(parents=True)
    write_program(installer)
    os.utime(installer, (_LATER, _LATER))  # newer than its lock, whenever that is checked out
    for made in ("core", "build", "test"):
        (clone / ".venv" / made).touch()


def write_program(path: Path) -> None:
    path.write_text(
        f'#!/bin/bash\nset -e\necho "{path.name} $*" >> "$ASKED"\n{PROGRAMS[path.name]}\n'
    )
    path.chmod(0o755)
