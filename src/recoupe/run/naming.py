"""Find the records of a dossier by words, to name them by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.run.anchors import article_anchor, content_of
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.model import Dossier


def named(dossier: Dossier, words: str) -> Iterator[dict[str, str]]:
    """What has all the words: its kind, its id, and what it says; in the order of the dossier."""
    sought = folded(words).split()
    for row in _rows(dossier):
        text = folded(row["words"])
        if all(word in text for word in sought):
            yield row


def _rows(dossier: Dossier) -> Iterator[dict[str, str]]:
    """Every record that can be corrected, with the words that tell it."""
    texts = {r.analysis.article.id: r.analysis.article.text for r in dossier.readings}
    names = {actor: e.name for e in dossier.entities for actor in e.actor_ids}

    def row(kind: str, record_id: str, *, text: str, articles: Iterable[str]) -> dict[str, str]:
        where = " ".join(sorted(set(articles)))
        return {"kind": kind, "id": record_id, "words": " ".join(text.split()), "articles": where}

    for story in dossier.stories:
        yield row("story", story.id, text=story.title, articles=story.article_ids)
    for article in (r.analysis.article for r in dossier.readings):
        told = ", ".join(p for p in (article.outlet, article_anchor(article).words) if p)
        yield row("article", article.id, text=told, articles=[article.id])
    for entity in dossier.entities:
        places = [mention.passage.article_id for mention in entity.mentions]
        text = ", ".join((entity.name, *entity.aliases))
        yield row("entity", entity.id, text=text, articles=places)
    for claim in dossier.claims:
        yield row("claim", claim.id, text=claim.text, articles=claim.article_ids)
    for said in (a for r in dossier.readings for a in r.attributions if a.content):
        who = ", ".join(names[s] for s in said.speakers if s in names) or "?"
        text = f"{who} ({said.stance}): {content_of(said).of(texts[said.article_id])}"
        yield row("attribution", said.id, text=text, articles=[said.article_id])
    for finding in dossier.findings:
        sides = [p for p in (finding.left, finding.right) if p]
        text = f"{finding.kind}: {' / '.join(p.span.of(texts[p.article_id]) for p in sides)}"
        yield row("finding", finding.id, text=text, articles=[p.article_id for p in sides])
