"""MkDocs, as a process that is started once and builds many times."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

_WARM: Final = Path(__file__).with_name("warm.py")
_SAME_BYTES: Final = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0"}
_QUIET: Final = {"NO_MKDOCS_2_WARNING": "1"}


class SiteError(Exception):
    """MkDocs could not build the pages; the message holds what it said."""


class Engine:
    """A MkDocs that is loaded already, for as long as the `with` lasts."""

    def __enter__(self) -> Self:
        self._process = _start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind:
            self._kill()
        self._process.communicate()

    def build(self, configs: Mapping[Path, Path]) -> None:
        """Build each configuration into its directory, side by side. Raises SiteError."""
        if self._process.poll() is not None:
            self._process.communicate()
            self._process = _start()
        with TemporaryDirectory(prefix="sportello-mkdocs-") as scratch:
            outputs = [Path(scratch, config.name) for config in configs]
            builds = [
                (_arguments(config, out), str(output))
                for (config, out), output in zip(configs.items(), outputs, strict=True)
            ]
            for config, output, end in zip(configs, outputs, self._run(builds), strict=True):
                if end:
                    said = output.read_text("utf-8").strip()
                    raise SiteError(f"MkDocs could not build {config.name}:\n{said}")

    def _run(self, builds: Sequence[tuple[Sequence[str], str]]) -> list[int]:
        """Return the exit statuses of some builds."""
        try:
            with suppress(BrokenPipeError):
                print(json.dumps(builds), file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline() if self._process.stdout else ""
            ends: list[int] = json.loads(answer) if answer else []
        except BaseException:
            self._kill()  # before the directories go that it writes into
            raise
        if not ends:
            self._kill()
            raise SiteError("MkDocs ended before it had built the pages")
        return ends

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        [sys.executable, "-P", str(_WARM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **_SAME_BYTES, **_QUIET},
        text=True,
        start_new_session=True,  # Ctrl+C is for us alone, and all its builds end with it
    )


def _arguments(config: Path, out: Path) -> list[str]:
    return ["build", "--strict", "--config-file", str(config), "--site-dir", str(out)]
