"""Frames without a verb: « selon X, P », « il apparaît que P », « X : « P » ».

Source: house rows of `cues.tsv`, classes adposition and phrase.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from recoupe.attribution import contents
from recoupe.attribution.cues import find_adpositions, find_phrases_with, lexicon
from recoupe.attribution.facets import venue_nouns
from recoupe.attribution.following import through_quote
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.sources import is_inverted, stands_inserted
from recoupe.attribution.speakers import SPEAKING, source_span
from recoupe.attribution.tree import SUBJECTS, trim
from recoupe.model import EntityKind, MentionKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.cues import Cue, CueRow

#: Relations of clauses that stand within another.
EMBEDDED = frozenset({"ccomp", "acl:relcl"})
#: How what is told of a source hangs on it, past a comma.
ASIDES = frozenset({"acl:relcl", "acl", "appos", "nmod", "amod"})
#: Characters of what completes a source before its quotation, at most.
ASIDE_CHARS = 90
#: Heads climbed from an adposition to its verb, at most.
STEPS_AT_MOST = 5
#: Words that may open a sentence before « selon »: they belong to neither source nor content.
OPENERS = frozenset({"ADV", "CCONJ", "SCONJ", "INTJ"})
COMMA = frozenset({",", ":", ";", "–", "—", "("})


def adposition_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that adpositions and phrases make, in order."""
    found = (
        _adposition(scene, first, last=last, row=row)
        for first, last, row in find_adpositions(scene.tree, scene.pack)
    )
    by_sentence = groupby((d for d in found if d), lambda d: scene.tree.sentence[d.head or 0])
    for _, drafts in by_sentence:
        yield from _apart(scene, tuple(drafts))


def phrase_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions of phrases that nobody speaks: « il apparaît que P »."""
    tree = scene.tree
    for first, last, row in find_phrases_with(tree, scene.pack, frame="que"):
        after = last + 1
        if after + 1 >= len(tree) or tree.words[after] not in tree.grammar["that"]:
            continue
        _, end = tree.sentence_of(first)
        content = contents.tidy(scene.text, tree.span(after + 1, max(end, after + 1)))
        yield Draft(
            content=(through_quote(scene, content),),
            cue=tree.span(first, last),
            head=last,
            source=None,
            source_head=None,
            stance=Stance(row.stance),
            weight=Weight.CLAUSE,
            row=row.cue,
        )


def _adposition(scene: Scene, first: int, *, last: int, row: CueRow) -> Draft | None:
    """The attribution of one adposition; None where it attributes nothing."""
    tree = scene.tree
    if "clitic" in row.frames:
        return _with_clitic(scene, first, last=last, row=row)
    head = _source_head(scene, first, last=last)
    if head is None:
        return None
    after = tree.words[last + 1] if last + 1 < len(tree) else ""
    if after in tree.grammar["that"]:
        return None  # « pour que P »
    if after in tree.grammar["relative"] | tree.grammar["relative_subject"]:
        return _with_relative(scene, first, last=last, row=row)
    if _is_inserted_with(scene, first) or _is_said_by_on(scene, first):
        return None
    if any(cue.stance is Stance.UNCONFIRMED for cue in scene.cues_between(first - 2, first)):
        return None  # « n'a pas été confirmé de source indépendante »
    source = source_span(scene, head)
    begins = tree.tokens.start[last] if head == last else tree.tokens.end[last]
    if source is None or source.end <= begins:
        return None
    source = trim(scene.text, Span(max(source.start, begins), source.end))
    if "loose" in row.frames and not _is_plain_speaker(scene, first, head=head, source=source):
        return None
    if head > last and _is_measure(scene, first, head=head):
        return None
    content = _content(scene, first, source=source)
    if not content:
        return None
    return Draft(
        content=content,
        cue=tree.span(first, last),
        head=first,
        source=source,
        source_head=head,
        stance=Stance(row.stance),
        weight=Weight.ADPOSITION,
        row=row.cue,
    )


def _with_relative(scene: Scene, first: int, *, last: int, row: CueRow) -> Draft | None:
    """The attribution to whom a relative pronoun stands for: « le maire, selon lequel P »."""
    tree = scene.tree
    before = first - 2 if first > 1 and tree.words[first - 1] in COMMA else first - 1
    mention = scene.mention(before) if before >= 0 else None
    if mention is None or mention.entity_kind not in SPEAKING - {EntityKind.DOCUMENT}:
        return None
    if tree.tokens.lemma[before] in lexicon(scene.pack).nouns:
        return None  # « l'accusation selon laquelle P »
    _, end = tree.sentence_of(first)
    ends = (i - 1 for i in range(last + 3, end + 1) if tree.words[i] in COMMA)
    content = contents.tidy(scene.text, tree.span(last + 2, next(ends, end)))
    if not _says_something(scene, content):
        return None
    return Draft(
        content=(through_quote(scene, content),),
        cue=tree.span(first, last),
        head=first,
        source=mention.span,
        source_head=tree.at((mention.name or mention.span).start),
        stance=Stance(row.stance),
        weight=Weight.ADPOSITION,
        row=row.cue,
    )


def _is_inserted_with(scene: Scene, first: int) -> bool:
    """Whether an adposition completes an inserted clause: « P, apprend-on de source sûre »."""
    tree = scene.tree
    begins, _ = tree.sentence_of(first)
    past = first - 1 if first > 0 and tree.words[first - 1] in COMMA else first
    for i in range(past - 1, begins, -1):
        if tree.words[i] in COMMA or tree.words[i] in ("»", "”", '"'):
            near = scene.cues_between(i + 1, first)
            return any("ins" in c.frames and _ends_quote(scene, c) for c in near)
    return False


def _ends_quote(scene: Scene, cue: Cue) -> bool:
    """Whether a cue is inserted: with its subject after it, right after a quotation or a comma."""
    return is_inverted(scene.tree, cue.head) and stands_inserted(scene.tree, cue.first)


def _is_said_by_on(scene: Scene, first: int) -> bool:
    """Whether « on » says in the clause beside it: « de source sûre, on apprend que »."""
    tree = scene.tree
    _, end = tree.sentence_of(first)
    comma = next((i for i in range(first, end) if tree.words[i] == ","), end)
    said = scene.cues_between(comma + 1, comma + 4) if comma + 1 < end else ()
    return bool(said) and tree.words[comma + 1] in tree.grammar["indefinite"]


def _with_clitic(scene: Scene, first: int, *, last: int, row: CueRow) -> Draft | None:
    """The attribution of an adposition that holds its source: « à l'en croire, P »."""
    tree = scene.tree
    clitics = tree.grammar["object_clitic"]
    head = next((i for i in range(first, last) if tree.words[i] in clitics), None)
    content = _content(scene, first, source=tree.span(first, last))
    if head is None or not content:
        return None
    return Draft(
        content=content,
        cue=tree.span(first, last),
        head=first,
        source=tree.span(head, head),
        source_head=head,
        stance=Stance(row.stance),
        weight=Weight.ADPOSITION,
        row=row.cue,
    )


def _source_head(scene: Scene, first: int, *, last: int) -> int | None:
    """The head of the noun phrase after an adposition, or in it: « de source policière »."""
    tree = scene.tree
    if tree.tokens.tag[last] == "NOUN" and last > first:
        return last
    if last + 1 >= len(tree):
        return None
    for i in (first, last):
        head = tree.tokens.head[i]
        if head > last and tree.tokens.relation[i] in ("case", "mark", "fixed", "advmod"):
            return head
    for i in range(last + 1, min(last + 5, len(tree))):
        if tree.tokens.tag[i] in ("NOUN", "PROPN", "PRON"):
            return i
    return None


def _is_plain_speaker(scene: Scene, first: int, *, head: int, source: Span) -> bool:
    """Whether an ambiguous adposition stands before a speaker, parted by commas from its clause."""
    mention = scene.mention(head)
    if mention is None or mention.entity_kind not in SPEAKING:
        return False
    if not mention.span.overlaps(source):
        return False
    sentence, end = scene.tree.sentence_of(first)
    before = range(sentence, first)
    if before and not any(scene.tree.is_verb(i) for i in before) and _is_named(scene, first - 2):
        return False  # « Me Durand, pour la commune, a rappelé »: she speaks for it
    after = scene.tree.at(source.end)
    if mention.entity_kind is EntityKind.GROUP and before:
        return False  # « une sortie est prévue, pour les rameurs »
    opens = first == sentence or scene.tree.words[first - 1] in COMMA
    closes = after > end or scene.tree.words[after] in (",", ".", "»")
    if mention.kind is MentionKind.PRONOUN and first == sentence and after < end:
        closes = closes or scene.tree.tokens.tag[after] == "DET"  # « Pour lui la fête est finie »
    return opens and closes


def _is_measure(scene: Scene, first: int, *, head: int) -> bool:
    """Whether an adposition names a measure: « varie selon les époques », « selon les plans »."""
    tree = scene.tree
    begins, _ = tree.sentence_of(first)
    unparted = first > begins and tree.words[first - 1] not in COMMA
    return unparted and tree.tokens.tag[head] == "NOUN" and scene.mention(head) is None


def _is_named(scene: Scene, token: int) -> bool:
    """Whether a token ends the name of a person."""
    mention = scene.mention(token) if token >= 0 else None
    return mention is not None and mention.entity_kind is EntityKind.PERSON


def _apart(scene: Scene, drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    """The drafts of one sentence, each with its own part of it.

    « 300 selon X, 500 selon Y »; « selon X, 300, mais selon Y, 500 ».
    """
    whole = tuple(d for d in drafts if not _is_embedded(scene, d))
    if len(whole) < 2:
        yield from drafts
        return
    yield from (d for d in drafts if d not in whole)
    drafts, tree = whole, scene.tree
    first, last = tree.sentence_of(drafts[0].head or 0)
    cuts = [(d.cue.start, d.source.end) for d in drafts if d.cue and d.source]
    opens = _is_opener(scene, first, last=tree.at(cuts[0][0]) - 1)
    bounds = [tree.tokens.start[first], *(c for cut in cuts for c in cut), tree.tokens.end[last]]
    for n, draft in enumerate(drafts):
        start = bounds[2 * n + 2] if opens else bounds[2 * n]
        end = bounds[2 * n + 3] if opens else bounds[2 * n + 1]
        content = contents.tidy(scene.text, Span(start, max(start, end)))
        if content.end > content.start:
            yield replace(draft, content=(content,))


def _is_embedded(scene: Scene, draft: Draft) -> bool:
    """Whether an adposition attributes a clause within its sentence, and not its sentence."""
    first, last = scene.tree.sentence_of(draft.head or 0)
    begins, ends = _clause(scene, draft.head or 0)
    return begins > first and ends < last - 1


def _content(scene: Scene, first: int, *, source: Span) -> tuple[Span, ...]:
    """The clause that an adposition attributes: what its sentence holds beside it."""
    tree = scene.tree
    sentence_first, sentence_last = _clause(scene, first)
    sentence = tree.span(sentence_first, sentence_last)
    inside = scene.quote_over(tree.span(first, first))
    if inside is not None:
        return ()
    opens_hole = first
    while opens_hole > sentence_first + 1 and tree.tokens.tag[opens_hole - 1] == "ADV":
        opens_hole -= 1
    if tree.words[opens_hole - 1] not in COMMA:  # « P, toujours selon X »
        opens_hole = first
    hole = Span(tree.tokens.start[opens_hole], _through_afterthoughts(scene, source))
    before = tree.span(sentence_first, opens_hole - 1) if opens_hole > sentence_first else None
    after_token = tree.at(hole.end)
    said = _quoted_from(scene, hole.end)
    if said is not None and (before is None or not _has_verb(scene, before)):
        return (said,)
    after = tree.span(after_token, sentence_last) if after_token <= sentence_last else None
    opens = _is_opener(scene, sentence_first, last=first - 1)
    aside = tree.words[min(after_token, len(tree) - 1)] == ","  # « il y a, selon X, trois causes »
    if after is not None and not opens and not aside and not _says_something(scene, after):
        after = None
    if before is not None and opens:
        before = None
    if before is not None and after is not None:
        return contents.around(tree, sentence, hole=hole, venues=venue_nouns(scene.pack))
    kept = before or after
    if kept is None:
        return ()
    span = contents.tidy(scene.text, kept)
    span = through_quote(scene, span) if kept is after else span
    return (span,) if span.end > span.start else ()


def _quoted_from(scene: Scene, offset: int) -> Span | None:
    """The whole sentences quoted right after a source: « pour X, « A. B » »."""
    quote = scene.opening_from(offset)
    if quote is None or not _leads_to(scene, Span(offset, quote.outer.start)):
        return None
    rest = scene.text[quote.outer.end : quote.outer.end + 3].strip(" \u00a0\u202f")
    closes = not rest or not (rest[0].isalnum() or rest[0] == ",")
    return quote.inner if scene.is_sentence(quote) and closes else None


def _leads_to(scene: Scene, between: Span) -> bool:
    """Whether nothing or only what completes a source stands between it and a quotation."""
    words = between.of(scene.text).strip()
    told = words.strip(" ,:\u00a0\u202f")
    if not told:
        return True
    aside = words.startswith(",") and words.endswith(",") and len(told) <= ASIDE_CHARS
    return aside and not _has_verb(scene, between)


def _has_verb(scene: Scene, span: Span) -> bool:
    """Whether a stretch has a finite verb."""
    tree = scene.tree
    inside = range(tree.at(span.start), tree.before(span.end) + 1)
    return any(tree.has(i, "VerbForm=Fin") for i in inside)


def _through_afterthoughts(scene: Scene, source: Span) -> int:
    """Where what is told of a source ends: « selon X, qui s'exprimait à Lyon, P »."""
    tree, end = scene.tree, source.end
    inside = range(tree.at(source.start), tree.before(source.end) + 1)
    told = [c for i in inside for c in tree.children[i] if c > inside[-1]]
    for child in sorted(told):
        first, last = tree.left[child], tree.right[child]
        opened = "," in (tree.words[first - 1], tree.words[first]) or first == inside[-1] + 1
        aside = opened and tree.tokens.relation[child] in ASIDES
        while last > child and tree.tokens.tag[last] == "PUNCT":
            last -= 1
        if aside and last + 1 < len(tree) and tree.words[last + 1] == ",":
            end = max(end, tree.tokens.end[last])
    return end


def _clause(scene: Scene, first: int) -> tuple[int, int]:
    """First and last token of the clause that an adposition qualifies.

    At the beginning of a sentence it qualifies all of it, to a semicolon;
    within, the smallest clause with a verb of its own that holds it.
    """
    tree = scene.tree
    start, end = tree.sentence_of(first)
    marks = [
        i
        for i in range(start, end)
        if tree.words[i] == ";" and scene.quote_over(tree.span(i, i)) is None
    ]
    begins = max((i + 1 for i in marks if i < first), default=start)
    ends = min((i - 1 for i in marks if i > first), default=end)
    if _is_opener(scene, begins, last=first - 1):
        return begins, ends
    if _closes_sentence(scene, first, last=end):
        return begins, ends
    verb = _verb_over(scene, first)
    if verb is None or tree.tokens.relation[verb] not in EMBEDDED:
        return begins, ends
    inner = tree.left[verb]
    while inner < first and tree.tokens.tag[inner] in ("SCONJ", "PUNCT", "CCONJ"):
        inner += 1
    return max(begins, inner), min(ends, tree.right[verb])


def _closes_sentence(scene: Scene, first: int, *, last: int) -> bool:
    """Whether an adposition stands past a comma at its sentence's end: « …, selon la mairie. »."""
    tree = scene.tree
    if first == 0 or tree.words[first - 1] != ",":
        return False
    return not any(tree.has(i, "VerbForm=Fin") for i in range(first, last + 1))


def _verb_over(scene: Scene, token: int) -> int | None:
    """The verb on which a token hangs, through whatever stands between."""
    tree = scene.tree
    at = tree.tokens.head[token]
    for _ in range(STEPS_AT_MOST):
        if tree.is_verb(at) or tree.by_relation(at, SUBJECTS):
            return at
        if tree.tokens.head[at] == at:
            return None
        at = tree.tokens.head[at]
    return None


def _says_something(scene: Scene, span: Span) -> bool:
    """Whether a stretch has a verb or several words of its own."""
    tree = scene.tree
    inside = range(tree.at(span.start), tree.before(span.end) + 1)
    words = [i for i in inside if tree.tokens.tag[i] != "PUNCT"]
    return any(tree.is_verb(i) for i in words) or len(words) >= 4


def _is_opener(scene: Scene, first: int, *, last: int) -> bool:
    """Whether the words before an adposition only link the sentence to what came before."""
    tree = scene.tree
    return all(
        tree.tokens.tag[i] in OPENERS or tree.words[i] in COMMA for i in range(first, last + 1)
    )
