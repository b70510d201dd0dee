"""Docstrings below attributes and constants, which Python itself forgets (PEP 258)."""

import ast
from collections.abc import Iterator, Sequence
from inspect import cleandoc


def docstrings(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr | None, str]]:
    """Yield the names that a module or class annotates, their values, and the text below each."""
    for node, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            match below:
                case ast.Expr(ast.Constant(str(text))):
                    yield node.target.id, node.value, cleandoc(text)
                case _:
                    yield node.target.id, node.value, ""
