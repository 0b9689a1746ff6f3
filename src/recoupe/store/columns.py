"""What columns of a store's tables have in common, and the one list of its tables.

Every column says what it holds.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

METADATA = MetaData()


def stated(name: str, comment: str) -> Column[str]:
    """Text that every row states."""
    return Column(name, Text, nullable=False, comment=comment)


def maybe(name: str, comment: str) -> Column[str]:
    """Text that a row may lack."""
    return Column(name, Text, nullable=True, comment=comment)


def whole(name: str, comment: str) -> Column[int]:
    """A whole number that every row has."""
    return Column(name, Integer, nullable=False, comment=comment)


def key() -> Column[int]:
    """The number of the row."""
    return Column("row_id", Integer, primary_key=True, comment="number of the row")


def of_article(*, primary: bool = False, name: str = "article_row") -> Column[int]:
    """The column that names an article; what hangs on an article goes with it."""
    return Column(
        name,
        Integer,
        ForeignKey("articles.row_id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
        comment="row_id of the article",
    )


def of_neighborhood() -> Column[int]:
    """The column that names a neighborhood."""
    return Column(
        "neighborhood_row",
        Integer,
        ForeignKey("neighborhoods.row_id"),
        nullable=False,
        comment="row_id of the neighborhood it was found in",
    )
