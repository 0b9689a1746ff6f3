"""Step 5: what is handed to the desk waits here until it is read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "deliveries",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("skipped", sa.Integer, nullable=False),
        sa.Column("addition_row", sa.Integer, sa.ForeignKey("additions.row_id")),
        sa.Column("rejections", sa.Text, nullable=False),
        sa.Column("failure", sa.Text),
    )
    op.create_table(
        "delivery_parts",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column(
            "delivery_row",
            sa.Integer,
            sa.ForeignKey("deliveries.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_index("delivery_parts_by_delivery", "delivery_parts", ["delivery_row", "place"])
