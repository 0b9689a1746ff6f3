"""Find who goes against what was said before: « rétorque », « soutient au contraire que … ».

What a retort says may share no word with what it goes against (« la lettre est
là », « aucun défaut ne nous a été signalé »): the article itself sets the two
against one another, and says so by its verb or by a word beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.propositions import CLAIMING
from recoupe.lang import load_pack, lowered
from recoupe.model import Finding, FindingKind, Passage, Reason, Span, Stance, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.replies import Claimed, Told
    from recoupe.model import Attribution

#: How sure it is that an article sets two sayings against one another.
SET_AGAINST = 0.8
#: Words around a cue among which a word of contrast stands.
BESIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RetortRow:
    """A verb of retort, or words of contrast beside the verb of a saying."""

    TABLE: ClassVar[str] = "retorts.tsv"
    words: str  # a lemma, or words as written
    place: str  # cue, beside
    source: str
    example: str


def find_retorts(material: Material, index: Claimed) -> Iterator[Finding]:
    """For each retort, what it goes against in its paragraph or in the one before."""
    for told_here in index.by_article.values():
        for told in told_here:
            answer = told.attribution
            if answer is None or answer.stance not in CLAIMING - {Stance.DENY}:
                continue
            marker = _marker(material, answer)
            against = marker and index.gone_against(answer, retorts=marker[1])
            if marker and against and against.attribution:
                yield _finding(material, (against, told), marker=marker[0])


def _marker(material: Material, answer: Attribution) -> tuple[str, bool] | None:
    """The words by which a saying goes against another, and whether its verb itself does."""
    if answer.cue is None:
        return None
    article = material.article(answer.article_id)
    tokens = material.readings[article.id].analysis.tokens
    verbs, contrasts = _retorts(article.language)
    first = material.token_at(article.id, answer.cue.start)
    last = material.token_at(article.id, answer.cue.end - 1)
    if any(tokens.lemma[i].lower() in verbs for i in range(first, last + 1)):
        return answer.cue.of(article.text), True
    around = Span(
        tokens.start[max(0, first - BESIDE)], tokens.end[min(len(tokens) - 1, last + BESIDE)]
    )
    sentence = material.sentence_at(article.id, answer.cue)
    start, end = max(around.start, sentence.start), min(around.end, sentence.end)
    beside = f" {' '.join(lowered(article.text[start:end]).split())} "
    found = next((words for words in contrasts if f" {words} " in beside), None)
    return (found, False) if found else None


@lru_cache(maxsize=8)
def _retorts(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load_pack(language).table(RetortRow)
    verbs = frozenset(row.words for row in rows if row.place == "cue")
    return verbs, tuple(row.words for row in rows if row.place == "beside")


def _finding(material: Material, pair: tuple[Told, Told], *, marker: str) -> Finding:
    """The finding that the second of two sayings goes against the first."""
    passages = [Passage(t.attribution.article_id, t.span) for t in pair if t.attribution]
    names = [material.named(t.attribution) or "?" for t in pair if t.attribution]
    one, other = (f"{name[:1].upper()}{name[1:]}" for name in names)
    claims = dict.fromkeys(t.claim[1] for t in pair if t.claim)
    return Finding(
        id=f"finding-{digest(FindingKind.CONTRADICTED, *passages)}",
        kind=FindingKind.CONTRADICTED,
        score=SET_AGAINST,
        claim_ids=tuple(claims),
        left=passages[0],
        right=passages[1],
        reason=Reason(
            f"L'article les oppose (« {marker} ») : {one} ; {other}.",
            f"The article sets them against one another (“{marker}”): {one}; {other}.",
        ),
    )
