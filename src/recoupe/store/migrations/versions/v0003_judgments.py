"""Step 3: what editors decide, and the audit log; both only grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"

TABLES = {
    "judgments": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("judgment_id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("anchors", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text, unique=True),
    ),
    "audit_log": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    ),
}
#: SQLite: `INSERT OR REPLACE` removes a row without a word to triggers on DELETE.
_REPLACED = {
    "judgments": "SELECT 1 FROM judgments WHERE row_id = new.row_id "
    "OR judgment_id = new.judgment_id OR undoes = new.undoes",
    "audit_log": "SELECT 1 FROM audit_log WHERE row_id = new.row_id",
}


def upgrade() -> None:
    """Make the tables, and let nobody change or remove a row of theirs."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, parts in TABLES.items():
        op.create_table(name, *parts)
        for statement in _sqlite(name) if is_sqlite else _postgresql(name):
            op.execute(statement)


def _sqlite(name: str) -> tuple[str, ...]:
    refused = f"SELECT RAISE(ABORT, '{name} only grows: its rows stay as they are')"
    return (
        *(
            f"CREATE TRIGGER {name}_{verb.lower()} BEFORE {verb} ON {name} BEGIN {refused}; END"
            for verb in ("UPDATE", "DELETE")
        ),
        f"CREATE TRIGGER {name}_replace BEFORE INSERT ON {name} "
        f"WHEN EXISTS ({_REPLACED[name]}) BEGIN {refused}; END",
    )


def _postgresql(name: str) -> tuple[str, ...]:
    return (
        f"CREATE FUNCTION {name}_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{name} only grows: its rows stay as they are'; END $$",
        f"CREATE TRIGGER {name}_rows BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_only_grows()",
        f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_only_grows()",
    )
