"""A process that has MkDocs loaded, and is forked for every build: `engine.py` talks to it.

A fork begins with everything loaded and nothing built. What it makes depends on no earlier build,
as if it were a process of its own, but half a second of imports is paid once. It runs what
`python -m mkdocs` runs, so that nothing of MkDocs but its command line is needed.

One line of JSON asks for builds that run side by side, each as its arguments and the file for its
output; one line answers with their exit statuses. It ends with its input.
"""

import json
import os
import sys
from contextlib import suppress
from importlib import import_module
from runpy import run_module
from typing import Final

_LOADED: Final = (
    *("mkdocs.config.defaults", "mkdocs.plugins", "mkdocs.structure.nav", "mkdocs.theme"),
    *("markdown.extensions.fenced_code", "babel.core"),
)
"""Modules with a documented name that bring in most of what a build imports."""


def main() -> None:
    """Answer until the input ends; in a fork, build."""
    for name in _LOADED:
        import_module(name)
    for line in sys.stdin:
        processes: list[int] = []
        for arguments, output in json.loads(line):
            process = os.fork()
            if not process:
                _build(arguments, output)
                return
            processes.append(process)
        ends = [os.waitstatus_to_exitcode(os.waitpid(each, 0)[1]) for each in processes]
        with suppress(BrokenPipeError):  # nobody waits for it any more
            os.write(sys.stdout.fileno(), f"{json.dumps(ends)}\n".encode())


def _build(arguments: list[str], output: str) -> None:
    """Run MkDocs as from the command line; its end is that of the process."""
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(file, stream.fileno())
    sys.argv = ["mkdocs", *arguments]
    run_module("mkdocs", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
