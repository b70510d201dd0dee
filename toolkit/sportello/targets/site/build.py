"""From a directory of pages to the finished site: one MkDocs build a language, merged."""

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from sportello.files import TreeChanges, list_tree, write_tree
from sportello.targets.site.engine import Engine, SiteError

_UNUSED = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
"""What the theme brings along: the frame of our pages asks for none of it."""


def build_site(docs: Path, out: Path, engine: Engine | None = None) -> TreeChanges:
    """Build the pages below `docs` into `out`, which then holds nothing else.

    `docs` holds what the target wrote. The main language stands at the root of `out`, the others
    in directories named by their language. Files whose content stays the same stay untouched.
    Who builds again and again gives the `engine`. Raises SiteError.
    """
    if engine is None:
        with Engine() as started:
            return build_site(docs, out, started)
    configs = {path.name.split(".")[1]: path for path in sorted(docs.glob("mkdocs.*.yml"))}
    if not configs:
        raise SiteError(f"{docs} holds no mkdocs.<language>.yml: render the pages into it first")
    with TemporaryDirectory(prefix="sportello-site-") as temporary:
        built = {language: Path(temporary) / language for language in configs}
        engine.build({configs[language]: built[language] for language in configs})
        files: dict[str, bytes] = {}
        for language, folder in built.items():
            prefix = _place(configs[language])
            files |= {
                f"{prefix}{path}": (folder / path).read_bytes()
                for path in list_tree(folder)
                if not path.startswith(_UNUSED)
            }
    return write_tree(out, files)


def _place(config: Path) -> str:
    folder: str = yaml.safe_load(config.read_text("utf-8"))["extra"]["folder"]
    return folder
