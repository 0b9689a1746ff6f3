"""Tell what hardened between a text and the one that took it, beside its words.

A copy keeps an accusation and cuts the denial; it keeps what nobody could
confirm and cuts that; « n'avait pas réagi » becomes « garde le silence », and
« accuse d'avoir … » becomes « qui a … ». Each makes the story firmer than the
text that it was taken from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.drift import Drift, where_told, with_source
from recoupe.crosscheck.propositions import proposition_at, sayings
from recoupe.crosscheck.replies import paragraphs_before
from recoupe.crosscheck.utterances import SILENT
from recoupe.lang import load_pack
from recoupe.model import FindingKind, Passage, Reason, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.crosscheck.drift import Pair, Transfer
    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition
    from recoupe.model import Attribution, Finding, Tokens

#: What a wording that hardened, or an answer that was cut, weighs.
HARDENED, CUT = 0.8, 0.8
#: What an accusation and a clause that tells it as a fact share at least, in nouns.
LEAST_TOLD = 1.6
#: Words before the verb of a clause among which its subject stands: « qui n'aurait donc pas … ».
REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteRow:
    """A word that says of somebody without an answer that they chose to give none."""

    TABLE: ClassVar[str] = "mute.tsv"
    lemma: str
    source: str
    example: str


def find_hardening(
    transferred: Sequence[Transfer], *, material: Material, denied: Sequence[Finding]
) -> tuple[Drift, ...]:
    """What each text made firmer than the one it took from, each change once."""
    by_place = {(f.left, f.right) for f in denied if f.right}
    found: dict[tuple[Passage, Passage], Drift] = {}
    for transfer in transferred:
        for drift in chain(
            _unconfirmed(material, transfer),
            _accused(material, transfer),
            _silenced(material, transfer),
            _undenied(material, transfer, denied=by_place),
        ):
            found.setdefault((drift.left, drift.right), drift)
    return tuple(sorted(found.values(), key=lambda d: (d.left, d.right)))


def _said(material: Material, article_id: str) -> tuple[Attribution, ...]:
    return sayings(material.readings[article_id])


def _unconfirmed(material: Material, transfer: Transfer) -> Iterator[Drift]:
    """The earlier text says that nobody confirms it; the later one does not."""
    stances = [a.stance for a in _said(material, transfer.taker)]
    if Stance.UNCONFIRMED in stances:
        return
    for caveat in _said(material, transfer.giver):
        if caveat.stance is not Stance.UNCONFIRMED:
            continue
        pair = _last_before(material, caveat, pairs=transfer.pairs)
        if pair:
            yield Drift(
                FindingKind.CERTAINTY_RAISED,
                CUT,
                Passage(transfer.giver, material.sentence_at(transfer.giver, caveat.content[0])),
                where_told(material, pair),
                Reason(
                    "Le premier texte dit que personne ne le confirme, le second non.",
                    "The first text says that nobody confirms it, the second does not.",
                ),
            )


def _last_before(material: Material, caveat: Attribution, *, pairs: Sequence[Pair]) -> Pair | None:
    """What is told in the sentence before a caveat, or in its own, and told again later."""
    text = material.article(caveat.article_id).text
    sentence = material.sentence_at(caveat.article_id, caveat.content[0])
    own = next(iter(paragraphs_before(text, sentence.start, end=sentence.end)))
    before = text[own.start : sentence.start].rstrip()
    last = own.start + max(len(before) - 1, 0)
    reach = material.sentence_at(caveat.article_id, Span(last, last + 1)) if before else sentence
    near = [p for p in pairs if p.given.passage.span.overlaps(reach)]
    return max(near, key=lambda p: (p.score, -p.given.passage.span.start), default=None)


def _accused(material: Material, transfer: Transfer) -> Iterator[Drift]:
    """The earlier text accuses « d'avoir … »; the later one says « qui a … » beside it."""
    accusing = [
        [a for a in _said(material, article_id) if a.stance is Stance.ACCUSE]
        for article_id in (transfer.giver, transfer.taker)
    ]
    clauses = [(a, c) for a in accusing[1] for c in _clauses(material, a)]
    for given in accusing[0] if clauses else ():
        told = proposition_at(material, transfer.giver, spans=given.content, attribution=given)
        if any(_holds(material, told, clause=c, of=given) for c in _clauses(material, given)):
            continue
        speakers = set(material.speakers(given))
        for later, clause in clauses:
            is_same = speakers & set(material.speakers(later))
            if is_same and _holds(material, told, clause=clause, of=later):
                yield Drift(
                    FindingKind.ATTRIBUTION_DROPPED,
                    HARDENED,
                    with_source(told),
                    Passage(transfer.taker, clause),
                    Reason(
                        "Ce dont la source accuse devient un fait.",
                        "What the source accuses somebody of becomes a fact.",
                    ),
                )


def _holds(material: Material, told: Proposition, *, clause: Span, of: Attribution) -> bool:
    """Whether a clause of an article tells what an accusation says."""
    terms = {t.key for t in material.terms[of.article_id].within((clause,))}
    return sum(weight for key, weight in told.terms.items() if key in terms) >= LEAST_TOLD


def _clauses(material: Material, attribution: Attribution) -> Iterator[Span]:
    """The relative clauses after an accusation's cue that tell what somebody did: « qui a … »."""
    if attribution.cue is None:
        return
    tokens = material.readings[attribution.article_id].analysis.tokens
    sentence = material.sentence_at(attribution.article_id, attribution.cue)
    first = material.token_at(attribution.article_id, attribution.cue.end)
    last = min(material.token_at(attribution.article_id, sentence.end - 1) + 1, len(tokens))
    for verb in range(first, last):
        if tokens.relation[verb] != "acl:relcl":
            continue
        inside = _under(tokens, verb, last=last)
        if any("Mood=Ind" in tokens.features[i] for i in inside if tokens.head[i] == verb) or (
            "Mood=Ind" in tokens.features[verb]
        ):
            words = [i for i in inside if tokens.tag[i] != "PUNCT"]
            yield Span(tokens.start[min(words)], tokens.end[max(words)])


def _under(tokens: Tokens, verb: int, *, last: int) -> set[int]:
    """A verb with the words of its sentence that hang on it."""
    inside = {verb}
    size = 0
    while len(inside) > size:
        size = len(inside)
        inside |= {i for i in range(max(0, verb - REACH), last) if tokens.head[i] in inside}
    return inside


def _silenced(material: Material, transfer: Transfer) -> Iterator[Drift]:
    """Somebody had not answered; in the later text they keep silent, or refuse."""
    before, after = (_silences(material, a) for a in (transfer.giver, transfer.taker))
    for speakers, given in before.items():
        taken = after.get(speakers)
        if taken is None or _is_chosen(material, given) or not _is_chosen(material, taken):
            continue
        left, right = (_cue(a) for a in (given, taken))
        one, other = (" ".join(material.words(p).split()) for p in (left, right))
        yield Drift(
            FindingKind.CERTAINTY_RAISED,
            HARDENED,
            left,
            right,
            Reason(
                f"Une absence de réponse devient un refus : « {one} », puis « {other} ».",
                f"Not having answered becomes a refusal: “{one}”, then “{other}”.",
            ),
        )


def _silences(material: Material, article_id: str) -> Mapping[tuple[str, ...], Attribution]:
    """The silences of an article by who keeps them, where it tells one alone of them."""
    found: dict[tuple[str, ...], list[Attribution]] = defaultdict(list)
    for attribution in _said(material, article_id):
        speakers = material.speakers(attribution)
        if attribution.stance in SILENT and attribution.cue and speakers:
            found[speakers].append(attribution)
    return {speakers: some[0] for speakers, some in found.items() if len(some) == 1}


def _is_chosen(material: Material, attribution: Attribution) -> bool:
    """Whether the words say that somebody refuses or keeps silent, not that no answer came."""
    article_id = attribution.article_id
    if attribution.cue is None or material.terms[article_id].is_negated((attribution.cue,)):
        return False
    if attribution.stance is Stance.EVADE:
        return True
    tokens = material.readings[article_id].analysis.tokens
    first, last = (
        material.token_at(article_id, at) for at in (attribution.cue.start, attribution.cue.end - 1)
    )
    mute = _mute_words(material.article(article_id).language)
    return any(tokens.lemma[i].lower() in mute for i in range(first, last + 1))


@lru_cache(maxsize=8)
def _mute_words(language: str) -> frozenset[str]:
    return frozenset(row.lemma for row in load_pack(language).table(MuteRow))


def _cue(attribution: Attribution) -> Passage:
    return Passage(attribution.article_id, attribution.cue or attribution.content[0])


def _undenied(
    material: Material, transfer: Transfer, *, denied: set[tuple[Passage, Passage]]
) -> Iterator[Drift]:
    """The earlier text tells who denies it; the later one, which tells it too, does not."""
    still = [a for a in _said(material, transfer.taker) if a.stance is Stance.DENY]
    if still:
        return
    for answer in _said(material, transfer.giver):
        if answer.stance is not Stance.DENY:
            continue
        left = Passage(transfer.giver, answer.content[0])
        pair = next((p for p in transfer.pairs if (left, p.given.passage) in denied), None)
        if pair:
            who = material.named(answer)
            yield Drift(
                FindingKind.CERTAINTY_RAISED,
                CUT,
                Passage(transfer.giver, material.sentence_at(transfer.giver, answer.content[0])),
                where_told(material, pair),
                Reason(
                    f"Le démenti de « {who} » n'est plus dans le second texte."
                    if who
                    else "Le démenti n'est plus dans le second texte.",
                    f"The denial by “{who}” is gone from the second text."
                    if who
                    else "The denial is gone from the second text.",
                ),
            )
