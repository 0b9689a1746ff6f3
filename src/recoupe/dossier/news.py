"""What is new, as rows for programs and as one line for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import NewsKind

if TYPE_CHECKING:
    from recoupe.dossier.words import Words
    from recoupe.model import News


def news_row(one: News) -> dict[str, str | int | None]:
    """A piece of news as a flat row; `start` and `end` are code points of the article's text."""
    place = one.place
    return {
        "id": one.id,
        "at": one.at,
        "kind": one.kind.value,
        "story": one.story,
        "subject": one.subject,
        "before": one.before,
        "after": one.after,
        "words": place.words,
        "outlet": place.outlet,
        "title": place.title,
        "url": place.url,
        "article_id": place.article_id,
        "start": place.span.start,
        "end": place.span.end,
        "story_id": one.story_id,
        "claim_id": one.claim_id,
        "series_id": one.series_id,
    }


def news_line(one: News, words: Words) -> str:
    """A piece of news in one line."""
    told = {"subject": one.subject, "before": one.before, "after": one.after}
    kind = one.kind.value
    if one.kind is NewsKind.FIRST_DENIAL and one.before:
        kind = f"{kind}_of"
    nothing = words.say("news.nothing")
    return words.say(f"news.{kind}", **{name: said or nothing for name, said in told.items()})
