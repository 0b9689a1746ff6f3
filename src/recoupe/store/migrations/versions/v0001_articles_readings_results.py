"""Step 1: articles, what was read in them, what a cross-check found, and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None

#: Marks the file as Recoupe's for tools that look: “Rcpe”.
APPLICATION_ID = 0x52637065
#: The tables in the order they need one another.
TABLES = {
    "additions": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("finished_at", sa.Text),
        sa.Column("paths", sa.Text, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("skipped", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
    ),
    "crosschecks": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
    ),
    "results": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    ),
    "settings": (
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    ),
    "stories": (
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
    ),
    "articles": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.Text, nullable=False, unique=True),
        sa.Column("given_id", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False, unique=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("credit", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("published_earliest", sa.Text),
        sa.Column("published_latest", sa.Text),
        sa.Column("published_basis", sa.Text, nullable=False),
        sa.Column("published_reason_fr", sa.Text, nullable=False),
        sa.Column("published_reason_en", sa.Text, nullable=False),
        sa.Column("headline_start", sa.Integer),
        sa.Column("headline_end", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("bytes_sha256", sa.Text, nullable=False),
        sa.Column("furniture", sa.Text, nullable=False),
        sa.Column("addition_row", sa.Integer, sa.ForeignKey("additions.row_id"), nullable=False),
        sa.Index("articles_by_given_id", "given_id"),
        sa.Index("articles_by_path", "path"),
        sa.Index("articles_by_published", "published_latest"),
        sa.Index("articles_by_url", "url", "version"),
    ),
    "claims": (
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("story_id", sa.Text, sa.ForeignKey("stories.story_id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("origins_at_most", sa.Integer, nullable=False),
        sa.Column("parties", sa.Text, nullable=False),
    ),
    "article_words": (
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    ),
    "attributions": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("attribution_id", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("speakers", sa.Text, nullable=False),
        sa.Column("cue", sa.Text),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("content_start", sa.Integer, nullable=False),
        sa.Column("content_end", sa.Integer, nullable=False),
        sa.Column("quotation", sa.Text, nullable=False),
        sa.Column("stance", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("said_on", sa.Text),
        sa.Index("attributions_by_article", "article_row"),
    ),
    "changes": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "earlier_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Index("changes_by_article", "article_row"),
        sa.Index("changes_by_earlier", "earlier_row"),
    ),
    "claim_articles": (
        sa.Column("claim_id", sa.Text, sa.ForeignKey("claims.claim_id"), primary_key=True),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            primary_key=True,
        ),
    ),
    "figures": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("approximate", sa.Boolean, nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("counted", sa.Text),
        sa.Column("counted_lemma", sa.Text),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("attribution_id", sa.Text),
        sa.Index("figures_by_article", "article_row"),
    ),
    "readings": (
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("recoupe", sa.Text, nullable=False),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text),
        sa.Column("record", sa.Text),
        sa.Column("dated_record", sa.Text),
    ),
    "rejections": (
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("reason_fr", sa.Text, nullable=False),
        sa.Column("reason_en", sa.Text, nullable=False),
        sa.Column("addition_row", sa.Integer, sa.ForeignKey("additions.row_id"), nullable=False),
        sa.Column("article_row", sa.Integer, sa.ForeignKey("articles.row_id", ondelete="CASCADE")),
        sa.UniqueConstraint("path", "stage", "reason_en", name="rejections_once"),
    ),
    "story_articles": (
        sa.Column("story_id", sa.Text, sa.ForeignKey("stories.story_id"), primary_key=True),
        sa.Column(
            "article_row",
            sa.Integer,
            sa.ForeignKey("articles.row_id", ondelete="CASCADE"),
            primary_key=True,
        ),
    ),
}
#: SQLite: the index reads `article_words`; triggers keep the two in step.
SQLITE = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE VIRTUAL TABLE article_search USING fts5(headline, body, "
    "content='article_words', content_rowid='article_row', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER article_words_added AFTER INSERT ON article_words BEGIN "
    "INSERT INTO article_search(rowid, headline, body) "
    "VALUES (new.article_row, new.headline, new.body); END",
    "CREATE TRIGGER article_words_gone AFTER DELETE ON article_words BEGIN "
    "INSERT INTO article_search(article_search, rowid, headline, body) "
    "VALUES ('delete', old.article_row, old.headline, old.body); END",
    "CREATE TRIGGER article_words_changed AFTER UPDATE ON article_words BEGIN "
    "INSERT INTO article_search(article_search, rowid, headline, body) "
    "VALUES ('delete', old.article_row, old.headline, old.body); "
    "INSERT INTO article_search(rowid, headline, body) "
    "VALUES (new.article_row, new.headline, new.body); END",
)
#: PostgreSQL: the same words under an index of its own; a longer text than it can hold is cut.
POSTGRESQL = (
    "CREATE INDEX article_search ON article_words USING gin "
    "(to_tsvector('simple', headline || ' ' || left(body, 500000)))",
)


def upgrade() -> None:
    """Make the tables and the full-text index."""
    for name, parts in TABLES.items():
        op.create_table(name, *parts)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
