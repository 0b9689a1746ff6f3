"""Step 7: what a cross-check finds is kept neighborhood by neighborhood.

Readings gain the telling words that neighborhoods are made of, so articles are
read again; all that is thrown away here is made of articles, which stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0007"
down_revision = "v0006"

REMADE = (
    "claim_articles",
    "claims",
    "story_articles",
    "stories",
    "results",
    "crosschecks",
    "readings",
)


def _of(table: str, *, name: str | None = None, primary: bool = False) -> sa.Column[int]:
    """The column that names a row of another table."""
    return sa.Column(
        name or f"{table[:-1]}_row",
        sa.Integer,
        sa.ForeignKey(f"{table}.row_id", ondelete="CASCADE" if table == "articles" else None),
        primary_key=primary,
        nullable=False,
    )


def _story(*, primary: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("stories.story_id")
    return sa.Column("story_id", sa.Text, key, primary_key=primary, nullable=False)


def upgrade() -> None:
    """Make the tables of texts and neighborhoods, and those that rest on them anew."""
    for table in REMADE:
        op.drop_table(table)
    _make_texts()
    _make_results()
    _make_marks()


def _make_texts() -> None:
    op.create_table(
        "neighborhoods",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("inputs", sa.Text),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Index("neighborhoods_by_current", "is_current"),
    )
    op.create_table(
        "texts",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("text_id", sa.Text, nullable=False, unique=True),
        sa.Column("neighborhood_row", sa.Integer, sa.ForeignKey("neighborhoods.row_id")),
        sa.Column("is_grouped", sa.Boolean, nullable=False),
        sa.Index("texts_by_grouped", "is_grouped"),
        sa.Index("texts_by_neighborhood", "neighborhood_row"),
    )
    op.create_table(
        "text_words",
        _of("texts", primary=True),
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Index("text_words_by_word", "word"),
    )
    op.create_table(
        "word_spread",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("texts", sa.Integer, nullable=False),
    )
    op.create_table(
        "text_marks",
        sa.Column("word", sa.Text, primary_key=True),
        _of("texts", primary=True),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Index("text_marks_by_text", "text_row"),
    )
    op.create_table(
        "text_links",
        _of("texts", primary=True),
        _of("texts", name="other_row", primary=True),
        sa.Column("likeness", sa.Integer, nullable=False),
        sa.Index("text_links_by_other", "other_row"),
    )


def _make_results() -> None:
    op.create_table(
        "readings",
        _of("articles", primary=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("recoupe", sa.Text, nullable=False),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text),
        sa.Column("record", sa.Text),
        _of("texts"),
        sa.Column("words", sa.Text),
        sa.Column("dated_record", sa.Text),
        sa.Index("readings_by_text", "text_row"),
    )
    op.create_table(
        "crosschecks",
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("made_under", sa.Text, nullable=False),
        sa.Column("settled", sa.Integer, nullable=False),
    )
    op.create_table(
        "results",
        sa.Column("row_id", sa.Integer, primary_key=True),
        _of("neighborhoods"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Index("results_by_neighborhood", "neighborhood_row"),
    )
    op.create_table(
        "stories",
        sa.Column("story_id", sa.Text, primary_key=True),
        _of("neighborhoods"),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sa.Column("families", sa.Integer, nullable=False),
        sa.Index("stories_by_neighborhood", "neighborhood_row"),
    )
    op.create_table("story_articles", _story(primary=True), _of("articles", primary=True))
    op.create_table(
        "claims",
        sa.Column("claim_id", sa.Text, primary_key=True),
        _story(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("origins_at_most", sa.Integer, nullable=False),
        sa.Column("parties", sa.Text, nullable=False),
        sa.Index("claims_by_story", "story_id"),
    )
    op.create_table(
        "claim_articles",
        sa.Column("claim_id", sa.Text, sa.ForeignKey("claims.claim_id"), primary_key=True),
        _of("articles", primary=True),
    )


def _make_marks() -> None:
    """What is followed and told so far; articles after the last one told wait for their news."""
    op.create_table("followed_judgments", sa.Column("judgment_id", sa.Text, primary_key=True))
    op.create_table("untold_articles", _of("articles", primary=True))
    op.execute(
        "INSERT INTO untold_articles (article_row) SELECT row_id FROM articles WHERE row_id > "
        "coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'news_told_to'), 0)"
    )
    op.execute("DELETE FROM settings WHERE name = 'news_told_to'")
