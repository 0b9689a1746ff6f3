"""Tell how firmly each account of a claim puts it forward.

« des informations préliminaires », « une présence désormais avérée »: one
proposition, two states of it. The mood of the verb and its adverbs are
attribution's; the nouns and participles of a table say the rest. What is
negated is neither tentative nor established by them.

Source: degrees of factuality after Saurí & Pustejovsky 2009; house.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.sayings import days_said
from recoupe.lang import load_pack
from recoupe.model import Certainty, ConditionalReading, Degree, Firmness, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition
    from recoupe.model import Passage

#: Words of an account that a reason quotes.
QUOTED_WORDS = 14
#: The degrees by how firm they are.
ORDER = {firmness: place for place, firmness in enumerate(Firmness)}
#: How each degree is told, in French and in English.
TOLD = {
    Firmness.REPORTED: ("au conditionnel", "in the conditional"),
    Firmness.TENTATIVE: ("avec réserve", "tentatively"),
    Firmness.POSSIBLE: ("comme possible", "as possible"),
    Firmness.PROBABLE: ("comme probable", "as probable"),
    Firmness.PLAIN: ("sans réserve", "without reserve"),
    Firmness.ESTABLISHED: ("comme établi", "as established"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmnessRow:
    """Words, as lemmas, that say how firmly something is put forward."""

    TABLE: ClassVar[str] = "firmness.tsv"
    words: str
    firmness: str
    source: str
    example: str


def degrees_of(material: Material, members: Sequence[Proposition]) -> tuple[Degree, ...]:
    """How firmly the accounts of a claim put it forward, the earliest said first."""
    held: dict[Firmness, list[Proposition]] = defaultdict(list)
    for member in members:
        held[firmness_of(material, member)].append(member)
    ranked = sorted(held, key=lambda f: (_first_day(material, held[f]), ORDER[f]))
    return tuple(
        Degree(
            firmness=firmness,
            attribution_ids=tuple(p.id for p in held[firmness] if p.attribution),
            passages=tuple(p.passage for p in held[firmness]),
        )
        for firmness in ranked
    )


def why_apart(material: Material, degrees: Sequence[Degree]) -> tuple[Reason, ...]:
    """The sentence that says that accounts of one claim are not equally firm; none if they are."""
    if len(degrees) < 2:
        return ()
    told = [(TOLD[d.firmness], _quoted(material, d.passages[0])) for d in degrees]
    fr = ", ".join(f"{how[0]} (« {words} »)" for how, words in told)
    en = ", ".join(f"{how[1]} (“{words}”)" for how, words in told)
    return (Reason(f"Tous ne le disent pas aussi fermement : {fr}.", f"Not equally firm: {en}."),)


def order_of(material: Material, member: Proposition) -> int:
    """How firmly one account puts a proposition forward, as a rank."""
    return ORDER[firmness_of(material, member)]


def firmness_of(material: Material, member: Proposition) -> Firmness:
    """How firmly one account puts a proposition forward."""
    attribution = member.attribution
    if attribution is not None and attribution.certainty is not Certainty.PLAIN:
        return Firmness(attribution.certainty)
    if attribution is None and _is_hearsay(material, member):
        return Firmness.REPORTED
    if member.is_negated:
        return Firmness.PLAIN
    return _marked(material, member) or Firmness.PLAIN


def _is_hearsay(material: Material, member: Proposition) -> bool:
    """Whether an article says something itself in the conditional of hearsay."""
    conditionals = material.readings[member.article_id].analysis.conditionals
    return any(
        c.reading is ConditionalReading.REPORTED and member.passage.span.covers(c.span)
        for c in conditionals
    )


def _marked(material: Material, member: Proposition) -> Firmness | None:
    """What the words of a content, or those between its cue and it, say of its firmness."""
    analysis = material.readings[member.article_id].analysis
    tokens, markers = analysis.tokens, _markers(analysis.article.language)
    spans = [(s.start, s.end) for s in member.spans]
    cue = member.attribution.cue if member.attribution else None
    if cue is not None and cue.start < spans[0][0]:
        spans.insert(0, (cue.start, spans[0][0]))
    for start, end in spans:
        for i in range(bisect_left(tokens.start, start), bisect_left(tokens.start, end)):
            for words, firmness in markers.get(tokens.lemma[i].lower(), ()):
                ahead = tuple(w.lower() for w in tokens.lemma[i : i + len(words)])
                is_active = len(words) == 1 and (
                    tokens.tag[i] == "VERB" and "VerbForm=Part" not in tokens.features[i]
                )
                if ahead == words and not is_active:
                    return firmness
    return None


@lru_cache(maxsize=8)
def _markers(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Firmness], ...]]:
    """The words of the table by their first, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Firmness]]] = defaultdict(list)
    for row in load_pack(language).table(FirmnessRow):
        words = tuple(row.words.split())
        found[words[0]].append((words, Firmness(row.firmness)))
    return {k: tuple(sorted(v, key=lambda m: (-len(m[0]), m[0]))) for k, v in found.items()}


def _first_day(material: Material, members: Sequence[Proposition]) -> str:
    """The first day on which one of some accounts may have been given."""
    days = (days_said(material.article(p.article_id), p.attribution).latest for p in members)
    return min((d.isoformat() for d in days if d), default="~")


def _quoted(material: Material, passage: Passage) -> str:
    """The first words of a passage."""
    words = material.words(passage).split()
    return " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")
