"""From a directory of pages to the finished site: one MkDocs build a language, merged."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from sportello.files import TreeChanges, list_tree, write_tree

_SAME_BYTES = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0"}
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class SiteError(Exception):
    """MkDocs could not build the pages; the message holds what it said."""


def build_site(docs: Path, out: Path) -> TreeChanges:
    """Build the pages below `docs` into `out`, which then holds nothing else.

    `docs` holds what the target wrote. The main language stands at the root of `out`, the others
    in directories named by their language. Files whose content stays the same stay untouched.
    Raises SiteError.
    """
    configs = {path.name.split(".")[1]: path for path in sorted(docs.glob("mkdocs.*.yml"))}
    if not configs:
        raise SiteError(f"{docs} holds no mkdocs.<language>.yml: render the pages into it first")
    with TemporaryDirectory(prefix="sportello-site-") as temporary:
        built = {language: Path(temporary) / language for language in configs}
        with ThreadPoolExecutor(len(configs)) as pool:
            for done in [
                pool.submit(_build, configs[language], built[language]) for language in configs
            ]:
                done.result()
        files: dict[str, bytes] = {}
        for language, folder in built.items():
            prefix = _place(configs[language])
            files |= {f"{prefix}{path}": (folder / path).read_bytes() for path in list_tree(folder)}
    return write_tree(out, files)


def _place(config: Path) -> str:
    folder: str = yaml.safe_load(config.read_text("utf-8"))["extra"]["folder"]
    return folder


def _build(config: Path, out: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config), "--site-dir", str(out)]
    environment = {**os.environ, **_SAME_BYTES, **_QUIET}
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        output = f"{done.stdout}{done.stderr}".strip()
        raise SiteError(f"MkDocs could not build {config.name}:\n{output}")
