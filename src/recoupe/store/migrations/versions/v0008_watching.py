"""Step 8: what is watched, which hosts are left alone, and where news is sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0008"
down_revision = "v0007"


def upgrade() -> None:
    """Make the tables of watching."""
    op.create_table(
        "watched",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("feed", sa.Text),
        sa.Column("mark", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("asked_url", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("seen_at", sa.Text, nullable=False),
        sa.Column("read_at", sa.Text),
        sa.Column("due_at", sa.Text),
        sa.Column("reads", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("reason_fr", sa.Text),
        sa.Column("reason_en", sa.Text),
        sa.Index("watched_by_due", "due_at"),
    )
    op.create_table(
        "watched_hosts",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("until", sa.Text, nullable=False),
    )
    op.create_table(
        "webhooks",
        sa.Column("address_hash", sa.Text, primary_key=True),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("taken_to", sa.Integer, nullable=False),
    )
