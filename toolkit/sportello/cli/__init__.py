"""The command `sportello`: one module here is one command. A command parses, calls and prints."""

import errno
import sys
from io import TextIOWrapper
from typing import Any, Final

import click

from sportello.cli._group import ModuleGroup

_EXTRA_OF: Final = {
    "babel": "site", "icalendar": "site", "jinja2": "site", "mkdocs": "site",
    "duckdb": "bulk", "numpy": "bulk", "python_calamine": "bulk",
}  # fmt: skip
"""The optional part of Sportello that a package belongs to."""


class _Commands(ModuleGroup):
    """The commands of the program, and what is told of them where they cannot run."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; a letter that the terminal does not have is told by its number."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a file or an extra that is not to be had is told in one line."""
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as error:
            missing = (error.name or "").partition(".")[0]
            extra = _EXTRA_OF.get(missing)
            if extra is None:
                raise
            raise click.ClickException(
                f"this command needs {missing}, which is not installed: "
                f'install Sportello with its extra "{extra}" (in a clone: make build)'
            ) from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click ends quietly when nobody reads on
            if error.errno == errno.ENOENT and error.filename is None:  # as os.getcwd says it
                raise click.ClickException(
                    "the directory you are in is gone or was replaced: go into it anew"
                ) from None
            name = "" if error.filename is None else f"{error.filename}: "
            raise click.ClickException(f"{name}{error.strerror or error}") from None


@click.group(
    cls=_Commands, package=__name__, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="sportello", prog_name="sportello")
def main() -> None:
    """Support data as code: check a support catalog and build from it.

    From YAML files in git, Sportello makes the public support site, the routing of mail
    servers and a calculator for deadlines.
    """
