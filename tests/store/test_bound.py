"""SQL is written in the code, never put together from what comes in: values are bound."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "recoupe"
#: What sends text to a database as it stands.
RAW = {"text", "exec_driver_sql", "literal_column", "execute", "executescript", "executemany"}
MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if "sqlalchemy" in (code := path.read_text("utf-8")) or "sqlite3" in code
]


def put_together(node: ast.expr) -> bool:
    """Whether a text is made at run time from other texts."""
    if isinstance(node, ast.IfExp):
        return put_together(node.body) or put_together(node.orelse)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def faults(code: str) -> list[str]:
    """The calls that send such a text."""
    return [
        ast.unparse(call)
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).split(".")[-1] in RAW
        and any(put_together(part) for part in call.args)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_value_is_written_into_sql(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "c.execute(text(f'SELECT {x}'))",
        "c.exec_driver_sql('SELECT ' + x)",
        "c.exec_driver_sql('SELECT %s' % x)",
        "text('SELECT {}'.format(x))",
        "c.execute(' '.join(parts))",
        "c.exec_driver_sql('BEGIN' if x else f'{y}')",
    ],
)
def test_sql_that_is_put_together_would_be_found(code: str) -> None:
    assert faults(code)


def test_every_module_that_speaks_to_a_database_is_looked_at() -> None:
    assert len(MODULES) > 20
