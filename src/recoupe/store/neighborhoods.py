"""Keep every text in its neighborhood, touching only what a new text moves.

`text/neighborhood.py` says what a neighborhood is; here the same is held in
tables, so that one more text costs what is near it: the words whose weight
moves by a step, the texts that they mark, the links of these, and the
neighborhoods at the ends of links that came or went.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import case, delete, func, insert, or_, select, update

from recoupe.store.tables import (
    followed_judgments,
    neighborhoods,
    readings,
    text_links,
    text_marks,
    text_words,
    texts,
    word_spread,
)
from recoupe.text import (
    LENGTH,
    LEVELS,
    ONE_MARK,
    bound_by,
    marks_of,
    neighborhood_of,
    step_of,
    text_id,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection, Select, Table

    from recoupe.store.opening import Store

    Words = dict[str, int]
    Links = dict[int, dict[int, int]]

Item = TypeVar("Item")

#: Texts that are put into neighborhoods in one transaction.
_AT_ONCE = 500
#: Values that one query names.
_NAMED = 400


def reread_text(connection: Connection, text: str) -> int:
    """The row of a text whose words are being read, new or again; what rests on it is outdated."""
    key = text_id(text)
    row: int | None = connection.scalar(select(texts.c.row_id).where(texts.c.text_id == key))
    if row is None:
        number: int = connection.execute(
            insert(texts).values(text_id=key, is_grouped=False).returning(texts.c.row_id)
        ).scalar_one()
        return number
    _reopen(connection, row)
    return row


def follow(
    store: Store, texts_of: Mapping[str, AbstractSet[str]], *, decided: Sequence[str]
) -> None:
    """Let texts wait for their neighborhood on which editors decided something since.

    `texts_of` gives the texts of each judgment by its id; `decided` are the
    judgments in force.
    """
    with store.writing() as connection:
        followed = connection.scalars(select(followed_judgments.c.judgment_id)).all()
        moved = {*followed} ^ {*decided}
        if not moved:
            return
        for some in in_parts(sorted({text for one in moved for text in texts_of.get(one, ())})):
            for row in connection.scalars(select(texts.c.row_id).where(texts.c.text_id.in_(some))):
                _reopen(connection, row)
        connection.execute(delete(followed_judgments))
        _insert(connection, followed_judgments, rows=({"judgment_id": one} for one in decided))


def texts_in(connection: Connection, neighborhood: int) -> frozenset[str]:
    """The ids of the texts of a neighborhood."""
    here = select(texts.c.text_id).where(texts.c.neighborhood_row == neighborhood)
    return frozenset(connection.scalars(here))


def _reopen(connection: Connection, row: int) -> None:
    """Let a text wait for its neighborhood, and the one it is in be compared again."""
    connection.execute(update(texts).where(texts.c.row_id == row).values(is_grouped=False))
    home = select(texts.c.neighborhood_row).where(texts.c.row_id == row).scalar_subquery()
    connection.execute(
        update(neighborhoods)
        .where(neighborhoods.c.row_id == home)
        .values(inputs=None, is_current=False)
    )


def regroup(store: Store, bonds: Iterable[AbstractSet[str]] = ()) -> bool:
    """Put some of the texts that came or changed into their neighborhoods; whether any waited.

    Texts of one of the `bonds`, by their ids, are of one neighborhood whatever they share.
    """
    with store.writing() as connection:
        waiting = connection.scalars(
            select(texts.c.row_id).where(~texts.c.is_grouped).order_by(texts.c.row_id)
            .limit(_AT_ONCE)
        ).all()  # fmt: skip
        if not waiting:
            return False
        moved = _keep_words(connection, waiting)
        marked = _keep_marks(connection, {*waiting, *_holders(connection, moved)})
        ends = _keep_links(connection, marked)
        bound = _bound(connection, bonds)
        _keep_neighborhoods(connection, {*waiting, *ends}, bound=bound)
        connection.execute(update(texts).where(texts.c.row_id.in_(waiting)).values(is_grouped=True))
        return True


def in_parts(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The items, as many at a time as one query names."""
    left = iter(items)
    while part := tuple(islice(left, _NAMED)):
        yield part


def _keep_words(connection: Connection, waiting: Sequence[int]) -> list[str]:
    """Keep the telling words of texts, as last read; the words whose weight moves by a step."""
    old, new = _words(connection, waiting), words_read(connection, waiting)
    changed = [row for row in waiting if old.get(row, {}) != new.get(row, {})]
    came = Counter(word for row in changed for word in new.get(row, {}))
    came.subtract(Counter(word for row in changed for word in old.get(row, {})))
    for some in in_parts(changed):
        connection.execute(delete(text_words).where(text_words.c.text_row.in_(some)))
    _insert(
        connection,
        text_words,
        rows=(
            {"text_row": row, "word": word, "weight": weight}
            for row in changed
            for word, weight in new.get(row, {}).items()
        ),
    )
    return list(_keep_spread(connection, {word: n for word, n in came.items() if n}))


def _keep_spread(connection: Connection, came: Mapping[str, int]) -> Iterator[str]:
    """Count the texts of words anew; the words whose weight moves by a step."""
    for some in in_parts(sorted(came)):
        named = word_spread.c.word.in_(some)
        before: Words = dict(
            connection.execute(select(word_spread.c.word, word_spread.c.texts).where(named)).all()
        )
        after = {word: before.get(word, 0) + came[word] for word in some}
        connection.execute(delete(word_spread).where(named))
        _insert(connection, word_spread, rows=
                ({"word": word, "texts": n} for word, n in after.items() if n))  # fmt: skip
        yield from (w for w, n in after.items() if step_of(n) != step_of(before.get(w, 0)))


def _holders(connection: Connection, words: Iterable[str]) -> Iterator[int]:
    """The texts that hold some words."""
    for some in in_parts(words):
        yield from connection.scalars(
            select(text_words.c.text_row).where(text_words.c.word.in_(some))
        )


def _keep_marks(connection: Connection, rows: Collection[int]) -> list[int]:
    """Mark texts by their words as they weigh now; the texts whose marks are others."""
    changed = []
    for some in in_parts(sorted(rows)):
        words = _words(connection, some)
        spread: Words = {}
        for named in in_parts(sorted({w for held in words.values() for w in held})):
            spread.update(
                connection.execute(
                    select(word_spread.c.word, word_spread.c.texts)
                    .where(word_spread.c.word.in_(named))
                ).all()
            )  # fmt: skip
        old: dict[int, Words] = defaultdict(dict)
        for row, word, weight in connection.execute(
            select(text_marks.c.text_row, text_marks.c.word, text_marks.c.weight)
            .where(text_marks.c.text_row.in_(some))
        ):  # fmt: skip
            old[row][word] = weight
        new = {row: marks_of(words.get(row, {}), spread) for row in some}
        others = [row for row in some if new[row] != old.get(row, {})]
        connection.execute(delete(text_marks).where(text_marks.c.text_row.in_(others)))
        _insert(
            connection,
            text_marks,
            rows=(
                {"text_row": row, "word": word, "weight": weight}
                for row in others
                for word, weight in new[row].items()
            ),
        )
        changed += others
    return changed


def _keep_links(connection: Connection, rows: Sequence[int]) -> set[int]:
    """Link texts anew; the texts at the ends of links that came, went or changed."""
    ends: set[int] = set()
    new: Links = defaultdict(dict)
    for some in in_parts(rows):
        for row, other, how in connection.execute(_alike(some)):
            new[row][other] = new[other][row] = int(how)
    for some in in_parts(rows):
        old = _links(connection, some)
        connection.execute(
            delete(text_links).where(
                or_(text_links.c.text_row.in_(some), text_links.c.other_row.in_(some))
            )
        )
        for row in some:
            before, after = old.get(row, {}), new.get(row, {})
            moved = {o for o in before.keys() | after.keys() if before.get(o) != after.get(o)}
            ends |= moved
            ends |= {row} if moved else set()
    _insert(
        connection,
        text_links,
        rows=(
            {"text_row": row, "other_row": other, "likeness": how}
            for row, near in new.items()
            for other, how in near.items()
        ),
    )
    return ends


def _alike(rows: Sequence[int]) -> Select[int, int, int]:
    """The texts that share enough marks with some, each with how much."""
    one, other = text_marks.alias("one"), text_marks.alias("other")
    product = one.c.weight * other.c.weight // LENGTH
    how = func.sum(case((product > ONE_MARK, ONE_MARK), else_=product))
    return (
        select(one.c.text_row, other.c.text_row, how)
        .select_from(one.join(other, one.c.word == other.c.word))
        .where(one.c.text_row.in_(rows), one.c.text_row != other.c.text_row)
        .group_by(one.c.text_row, other.c.text_row)
        .having(how >= LEVELS[0])
    )


def _bound(connection: Connection, bonds: Iterable[AbstractSet[str]]) -> Links:
    """The links that bonds make."""
    listed = [*bonds]
    rows: dict[str, int] = {}
    for some in in_parts(sorted({text for bond in listed for text in bond})):
        rows.update(
            connection.execute(
                select(texts.c.text_id, texts.c.row_id).where(texts.c.text_id.in_(some))
            ).all()
        )
    by_row = [frozenset(rows[text] for text in bond if text in rows) for bond in listed]
    return bound_by(by_row, frozenset(rows.values()))


def _keep_neighborhoods(connection: Connection, rows: Collection[int], *, bound: Links) -> None:
    """Find the neighborhoods of texts, and of all that were in one with them."""
    known: Links = {}

    def linked(some: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        for part in in_parts(row for row in some if row not in known):
            near = _links(connection, part)
            known.update({row: {**near.get(row, {}), **bound.get(row, {})} for row in part})
        return {row: known[row] for row in some}

    members: dict[int, list[int]] = {}  # of the neighborhoods that were
    placed: set[int] = set()
    taken: set[int] = set()
    waiting = sorted(rows)
    while waiting:
        row = waiting.pop()
        if row in placed:
            continue
        group = neighborhood_of(row, linked)
        placed |= group
        were = {n for n in _neighborhood_rows(connection, group).values() if n is not None}
        for number, some in _members(connection, were - members.keys()).items():
            members[number] = some
            waiting += some
        free = sorted(were - taken)
        number = free[0] if free else _new_neighborhood(connection)
        taken.add(number)
        if group != frozenset(members.get(number, ())):
            _move(connection, group, to=number)
    for left in in_parts(members.keys() - taken):
        _outdate(connection, left)


def _move(connection: Connection, rows: Collection[int], *, to: int) -> None:
    """Put texts into a neighborhood, which is to be cross-checked again."""
    for some in in_parts(sorted(rows)):
        connection.execute(
            update(texts).where(texts.c.row_id.in_(some)).values(neighborhood_row=to)
        )
    _outdate(connection, (to,))


def _outdate(connection: Connection, numbers: Sequence[int]) -> None:
    """Note that neighborhoods are to be cross-checked again, or forgotten."""
    connection.execute(
        update(neighborhoods).where(neighborhoods.c.row_id.in_(numbers)).values(is_current=False)
    )


def _new_neighborhood(connection: Connection) -> int:
    number: int = connection.execute(
        insert(neighborhoods).values(is_current=False).returning(neighborhoods.c.row_id)
    ).scalar_one()
    return number


def _neighborhood_rows(connection: Connection, rows: Collection[int]) -> dict[int, int | None]:
    """The neighborhood of each text, None where it has none yet."""
    found: dict[int, int | None] = {}
    for some in in_parts(sorted(rows)):
        found.update(
            connection.execute(
                select(texts.c.row_id, texts.c.neighborhood_row).where(texts.c.row_id.in_(some))
            ).all()
        )
    return found


def _members(connection: Connection, numbers: Collection[int]) -> dict[int, list[int]]:
    """The texts of neighborhoods."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in in_parts(sorted(numbers)):
        for row, number in connection.execute(
            select(texts.c.row_id, texts.c.neighborhood_row)
            .where(texts.c.neighborhood_row.in_(some))
        ):  # fmt: skip
            found[number].append(row)
    return found


def _words(connection: Connection, rows: Sequence[int]) -> dict[int, Words]:
    """The telling words of texts, as kept."""
    found: dict[int, Words] = defaultdict(dict)
    for some in in_parts(rows):
        for row, word, weight in connection.execute(
            select(text_words.c.text_row, text_words.c.word, text_words.c.weight)
            .where(text_words.c.text_row.in_(some))
        ):  # fmt: skip
            found[row][word] = weight
    return found


def words_read(connection: Connection, rows: Sequence[int]) -> dict[int, Words]:
    """The telling words of texts, as last read; of copies, those of the first by id."""
    found: dict[int, Words] = {}
    for some in in_parts(rows):
        for row, words in connection.execute(
            select(readings.c.text_row, readings.c.words)
            .where(readings.c.text_row.in_(some), readings.c.words.is_not(None))
            .order_by(readings.c.article_id)
        ):
            found.setdefault(row, json.loads(words))
    return found


def _links(connection: Connection, rows: Sequence[int]) -> Links:
    """The links of texts, each with how alike its ends are."""
    found: Links = defaultdict(dict)
    for row, other, how in connection.execute(
        select(text_links.c.text_row, text_links.c.other_row, text_links.c.likeness)
        .where(text_links.c.text_row.in_(rows))
    ):  # fmt: skip
        found[row][other] = how
    return found


def _insert(connection: Connection, table: Table, *, rows: Iterable[dict[str, object]]) -> None:
    if listed := list(rows):
        connection.execute(insert(table), listed)
