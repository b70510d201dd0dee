"""Docstrings below attributes and constants, which Python itself forgets (PEP 258)."""

import ast
from collections.abc import Iterator, Sequence
from inspect import cleandoc


def docstrings(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr | None, str]]:
    """Yield the names that a module or class assigns, their values, and the text below each."""
    for node, below in zip(body, [*body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(name)) | ast.Assign(targets=[ast.Name(name)]):
                yield name, node.value, _text(below)


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(ast.Constant(str(text))):
            return cleandoc(text)
    return ""
