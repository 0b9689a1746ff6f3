"""Step 4: what each addition changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    """Make the table of news; what was added before is none."""
    op.execute(
        "INSERT INTO settings (name, value) "
        "SELECT 'news_told_to', CAST(row_id AS TEXT) FROM articles "
        "WHERE row_id = (SELECT max(row_id) FROM articles)"
    )
    op.create_table(
        "news",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("news_id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("claim_id", sa.Text),
        sa.Column("series_id", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Index("news_by_article", "article_row"),
        sa.Index("news_by_time", "at"),
    )
