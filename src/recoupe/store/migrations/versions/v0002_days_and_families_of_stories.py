"""Step 2: the days and the families of a story stand beside its title."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"

#: What the latest cross-check filled: it is made again, with the new columns.
FILLED = ("claim_articles", "claims", "story_articles", "stories", "results", "crosschecks")


def upgrade() -> None:
    """Empty what a cross-check fills, and give stories their columns."""
    for table in FILLED:
        op.execute(sa.delete(sa.table(table)))
    with op.batch_alter_table("stories") as stories:
        stories.add_column(sa.Column("first_day", sa.Text))
        stories.add_column(sa.Column("last_day", sa.Text))
        stories.add_column(sa.Column("families", sa.Integer, nullable=False, server_default="0"))
