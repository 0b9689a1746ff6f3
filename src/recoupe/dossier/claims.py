"""The claims of a story: what each says, on how many origins at most, and how it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.answers import unanswered
from recoupe.dossier.earliest import first_to_say, told_first
from recoupe.dossier.edition import Place, anchor, gist, one_line, shortened
from recoupe.dossier.origins import one_side, origin_rows
from recoupe.dossier.passages import passage_anchor
from recoupe.model import FindingKind, Firmness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.origins import OriginRow
    from recoupe.dossier.words import Words
    from recoupe.model import Claim, Finding, Reason

#: What keeps a claim from standing alone: each kind makes it matter more, once.
TROUBLES = (
    (FindingKind.CONTRADICTED, FindingKind.DIVERGENT),
    (FindingKind.DENIED,),
    (FindingKind.UNANSWERED,),
    (
        FindingKind.ATTRIBUTION_DROPPED,
        FindingKind.CERTAINTY_RAISED,
        FindingKind.FIGURE_CHANGED,
        FindingKind.SOURCE_CHANGED,
        FindingKind.QUOTATION_CHANGED,
        FindingKind.CERTAINTY_LOWERED,
    ),
)
#: Characters of a claim on the first screen: all its words are one step away.
SHORT_CHARS = 150
#: Characters of what a reason quotes.
QUOTED_CHARS = 36
#: Places told that one kind of reason was found in.
FOUND = 1
#: After the kind of a reason comes what it was found in, which it quotes.
_COLON = re.compile(r"(\s?: )(?=[«“])")
_TWICE = re.compile(r"^([«“].+[»”]) \w+ \1(\.?)$")
_QUOTED = re.compile(r"([«“]\s?)([^«»“”]+?)(\s?[»”])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its origins at most."""

    anchor: str
    text: str
    short: str
    counts: str  # its origins by name, and its articles
    at_most: int
    origins: tuple[OriginRow, ...]  # as many as there can be at most
    state: tuple[str, ...]  # how it stands, in words
    places: tuple[tuple[Place, ...], ...]  # its words, by article
    cited: tuple[Cited, ...]
    first: tuple[Cited, ...]  # the articles of which one had it first; one where that is known
    told_first: str | None  # the same in words
    reasons: tuple[str, ...]  # why it is one claim, and why its origins are several
    is_shared: bool  # by two articles or more
    is_plain: bool  # one saying of one article, and nothing to tell of it
    weight: int  # how much it matters: articles that carry it, kinds of trouble


def claim_rows(edition: Edition) -> tuple[ClaimRow, ...]:
    """The claims, those that many carry or some dispute first."""
    troubles: dict[str, list[Finding]] = defaultdict(list)
    for finding in edition.dossier.findings:
        for claim_id in finding.claim_ids:
            troubles[claim_id].append(finding)
    rows = [_row(c, edition, findings=troubles[c.id]) for c in edition.dossier.claims]
    return tuple(sorted(rows, key=lambda row: (-row.weight, -len(row.cited), row.anchor)))


def claims_of_words(edition: Edition) -> Mapping[str, Claim]:
    """The claim that each attribution is one of, by the attribution's id."""
    return {i: claim for claim in edition.dossier.claims for i in claim.attribution_ids}


def in_brief(reasons: Iterable[Reason], words: Words) -> tuple[str, ...]:
    """Why, each kind of reason once, with the first places that it was found in.

    Of what a reason quotes only the first words: the rest is linked. Words that
    two articles have alike are quoted once: « onze tués » ×2.
    """
    by_kind: dict[str, list[str]] = {}
    for reason in reasons:
        told = one_line(words.reason(reason))
        kind, colon, found = (*_COLON.split(told, maxsplit=1), "", "")[:3]
        short = _QUOTED.sub(lambda m: f"{m[1]}{shortened(m[2], QUOTED_CHARS)}{m[3]}", found)
        by_kind.setdefault(kind + colon, []).append(_TWICE.sub(r"\1 ×2\2", short))
    return tuple(kind + _listed(told_once(found), words) for kind, found in by_kind.items())


def _listed(found: Sequence[str], words: Words) -> str:
    """The first places that a reason was found in, and how many more there are."""
    told = [one.removesuffix(".") for one in found if one]
    if len(told) > FOUND:
        told[FOUND:] = [words.count("and_others", len(told) - FOUND)]
    return " ; ".join(told)


def _why(claim: Claim, words: Words) -> Iterator[str]:
    """Why accounts are taken for one claim, by the first pair, and why its origins are several.

    The last reasons are told elsewhere: how firm accounts are beside the claim, joins beside
    each origin.
    """
    elsewhere = sum(len(origin.joins) for origin in claim.origins) + (len(claim.degrees) > 1)
    kept = claim.reasons[: len(claim.reasons) - elsewhere]
    pairs = told_once(one_line(words.reason(reason)) for reason in kept)
    if pairs:
        left = len(pairs) - 1
        yield pairs[0] + (f" ({words.count('and_others', left)})" if left else "")
    if len(claim.origins) > 1:
        yield words.say("origins_apart")


def told_once(reasons: Iterable[str]) -> tuple[str, ...]:
    """Reasons in their order, each wording once."""
    return tuple(dict.fromkeys(reasons))


def _row(claim: Claim, edition: Edition, *, findings: list[Finding]) -> ClaimRow:
    words = edition.words
    rows, first = origin_rows(claim, edition), first_to_say(claim, edition)
    text = one_line(claim.text)
    text = text[:1].upper() + text[1:]  # it may begin within its sentence
    is_shared = len(claim.article_ids) > 1
    kinds = {finding.kind for finding in findings}
    weight = len(claim.article_ids) + sum(bool(kinds & {*group}) for group in TROUBLES)
    weight += bool(claim.parties)  # somebody can be asked
    return ClaimRow(
        anchor=anchor("c", claim.id),
        text=text,
        short=gist(text, SHORT_CHARS),
        counts=words.join(
            (_at_most(rows, claim, words=words), words.count("articles_n", len(claim.article_ids)))
        ),
        at_most=claim.origins_at_most,
        origins=rows,
        state=tuple(_state(claim, edition, findings=findings, side=one_side(rows, claim))),
        places=_places(claim, edition),
        cited=edition.cite(claim.article_ids),
        first=first,
        told_first=told_first(first, words),
        reasons=tuple(_why(claim, words)),
        is_shared=is_shared,
        is_plain=not is_shared
        and len(claim.attribution_ids) == 1
        and claim.origins_at_most == 1
        and not claim.assertions
        and not any(kinds & {*group} for group in TROUBLES),
        weight=weight,
    )


def _at_most(rows: Iterable[OriginRow], claim: Claim, *, words: Words) -> str:
    """How many origins at most, and which."""
    named = " ; ".join(f"{row.who} ({row.party})" if row.party else row.who for row in rows)
    told = words.count("origins_n", claim.origins_at_most)
    return f"{told}{words.colon} {named}" if named else told


def _state(
    claim: Claim, edition: Edition, *, findings: list[Finding], side: str | None
) -> Iterable[str]:
    """How the claim stands, the firmest words first; `side` is the one that all speak for."""
    words = edition.words
    kinds = {finding.kind for finding in findings}
    if not claim.attribution_ids:
        yield words.say("no_source")
    elif claim.origins_at_most == 1:
        yield words.say("finding.single_source")
    elif len(claim.parties) > 1:
        yield words.say("finding.corroborated")
    elif side:
        yield words.say("one_side", party=side)
    if firm := _firmness(claim, edition):
        yield firm
    for group in TROUBLES:
        if FindingKind.UNANSWERED in group:
            yield from unanswered(findings, edition)
            continue
        yield from (words.say(f"finding.{kind}") for kind in group if kind in kinds)


def _firmness(claim: Claim, edition: Edition) -> str | None:
    """How firmly a claim is put forward, where not all articles say it plainly."""
    words = edition.words
    if {degree.firmness for degree in claim.degrees} <= {Firmness.PLAIN}:
        return None
    told = []
    for degree in claim.degrees:
        how = words.say(f"firmness.{degree.firmness}")
        numbers = [one.number for one in edition.cite(p.article_id for p in degree.passages)]
        told.append(f"{how} ({', '.join(map(str, numbers))})" if len(claim.degrees) > 1 else how)
    return ", ".join(told)


def _places(claim: Claim, edition: Edition) -> tuple[tuple[Place, ...], ...]:
    """Where the claim's words stand, article by article."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for attribution_id in claim.attribution_ids:
        attribution = edition.index.attributions.get(attribution_id)
        if attribution:
            by_article[attribution.article_id].append(anchor("t", attribution_id))
    for passage in claim.assertions:
        by_article[passage.article_id].append(passage_anchor(passage, edition))
    return tuple(
        tuple(Place(cited=edition.cited[i], anchor=a) for a in dict.fromkeys(by_article[i]))
        for i in sorted(by_article, key=lambda i: edition.cited[i].number)
    )
