"""From an article to its analysis: parse, then find times, quantities, names and moods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.analysis.conditional import find_conditionals
from recoupe.analysis.dating import date_article
from recoupe.analysis.mention import find_mentions
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.analysis.quantity import find_quantities
from recoupe.analysis.timex import find_timexes
from recoupe.model import Analysis, AnalyzeSettings, DateBasis

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Article


def analyze(article: Article, pack: Pack, *, settings: AnalyzeSettings) -> Analysis:
    """The analysis of an article, its date of publication narrowed by its own words.

    Times are resolved twice where the article names its own day: once to find
    that day, once from it.

    Cost: linear in the length of the text.
    """
    text = article.text
    tokens = parse(text, load_pipeline(pack, settings.pipeline))
    timexes = find_timexes(
        text, tokens, pack=pack, published=article.published, as_of=settings.as_of
    )
    if article.published.basis is DateBasis.UNKNOWN:
        published = date_article(article, timexes, as_of=settings.as_of)
        article = replace(article, published=published)
        timexes = find_timexes(text, tokens, pack=pack, published=published, as_of=settings.as_of)
    return Analysis(
        article=article,
        tokens=tokens,
        mentions=find_mentions(text, tokens, pack=pack),
        timexes=timexes,
        quantities=find_quantities(text, tokens, timexes=timexes, pack=pack),
        conditionals=find_conditionals(text, tokens, pack=pack),
    )
