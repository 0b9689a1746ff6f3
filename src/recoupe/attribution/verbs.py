"""Frames of verbal cues: what stands around a verb of saying, and who says it.

    X affirme que P · X affirme avoir vu · X confirme la présence · X parle de Y
    X accuse Y de P · « P », affirme X · P, a affirmé X · X : « P » · X dénonce « P »
    affirmant que P · confirmé par X · qui affirme P

Source: frames after Danlos, Sagot & Stern 2010 (French verbs of saying) and
house rows of `cues.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.tree import SUBJECTS, trim
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.cues import Cue
    from recoupe.attribution.quotes import Quote
    from recoupe.attribution.tree import Tree

SPEAKING = frozenset(
    {
        EntityKind.PERSON,
        EntityKind.GOVERNMENT,
        EntityKind.ORGANIZATION,
        EntityKind.GROUP,
        EntityKind.DOCUMENT,
    }
)

BEFORE_INFINITIVES = frozenset({"inf", "de", "a", "addressee"})
BEFORE_NOUNS = frozenset({"np", "objaddr", "label", "addressee"})
#: Frames in which an adposition joins the content, and the role of its words in the grammar.
JOINING = (("de", "of"), ("a", "to"), ("about", "about"))
#: Classes of verbs that say something whoever their subject is.
SAYING = frozenset({"reporting", "writing", "cognition", "denial", "accusation", "manner"})
#: Classes whose participle reports what its subject said, not how the writer sees it.
TAKING_SIDES = frozenset(
    {"accusation", "denial", "directive", "commissive", "label", "evaluative", "avoidance"}
)
#: Between a closing mark and its verb: a comma, a dash, spaces.
GAP_CHARS = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """A content: how sure, by which frames, and where its cue ends when it is longer."""

    content: tuple[Span, ...]
    weight: Weight
    frames: frozenset[str]
    cue_end: int | None = None


def verbal_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that verbs make, in order of the verbs."""
    for cue in scene.cues:
        yield from _drafts(scene, cue)


def _drafts(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """The attributions of one cue: an inserted clause, a passive, or what follows the verb."""
    inside = scene.quote_over(scene.tree.span(cue.first, cue.last))
    inserted = _inserted(scene, cue, inside=inside)
    if inserted:
        yield from inserted
        return
    if inside is not None or _goes_on(scene, cue):
        return
    if is_passive(scene.tree, cue):
        yield from _passive(scene, cue)
        return
    subject = _subject(scene, cue)
    if subject is not None and scene.tree.words[subject] in scene.tree.grammar["nobody"]:
        return
    for found in _following(scene, cue):
        if _suffices(scene, cue, subject=subject, weight=found.weight):
            yield _draft(scene, cue, found=found, subject=subject)


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Whether a cue is the infinitive of another: « dit vouloir partir » is one attribution."""
    tree = scene.tree
    if not tree.has(cue.head, "VerbForm=Inf") or tree.tokens.relation[cue.head] != "xcomp":
        return False
    head = tree.tokens.head[cue.head]
    return any(head in (c.head, c.governor) for c in scene.cues_between(head, head + 1))


def is_passive(tree: Tree, cue: Cue) -> bool:
    """Whether a cue's verb is passive: a participle with « être », or on a noun by itself."""
    past = tree.has(cue.head, "VerbForm=Part") and not sources.is_present_participle(tree, cue.head)
    if not past or any(
        tree.words[i] in tree.grammar["reflexive"] for i in range(cue.first, cue.head)
    ):
        return False
    helpers = [
        tree.tokens.lemma[i]
        for i in range(cue.first, cue.head)
        if tree.tokens.lemma[i] in tree.grammar["auxiliary"] and tree.is_verb(i)
    ]
    if not helpers:
        return tree.tokens.relation[cue.head] != "conj"
    return helpers[-1] in tree.grammar["passive_auxiliary"]


def _subject(scene: Scene, cue: Cue) -> int | None:
    """The head of a cue's source: its subject, or that of the cue it is coordinated with.

    A participle whose nearest noun cannot speak is the main clause's.
    """
    tree = scene.tree
    found = sources.subject(tree, cue.head, first=cue.first)
    if sources.is_present_participle(tree, cue.head) and tree.words[cue.first - 1] == ",":
        speaker = _main_speaker(scene, cue)
        found = speaker if speaker is not None else found
    if sources.is_present_participle(tree, cue.head) and not _is_speaker(scene, found):
        main = sources.main_subject(tree, cue.head)
        return main if _is_speaker(scene, main) else found
    if found is None and cue.first > 0 and tree.tokens.tag[cue.first - 1] == "CCONJ":
        sentence, _ = tree.sentence_of(cue.head)
        earlier = [c for c in scene.cues_between(sentence, cue.first) if c is not cue]
        if earlier:
            return sources.subject(tree, earlier[-1].head, first=earlier[-1].first)
    return found


def _main_speaker(scene: Scene, cue: Cue) -> int | None:
    """The subject of the sentence's main verb when that is a cue before this one."""
    tree = scene.tree
    sentence, _ = tree.sentence_of(cue.head)
    for earlier in scene.cues_between(sentence, cue.first):
        if tree.is_root(earlier.head):
            return sources.subject(tree, earlier.head, first=earlier.first)
    return None


def _suffices(scene: Scene, cue: Cue, *, subject: int | None, weight: Weight) -> bool:
    """Whether a frame as sure as `weight` holds with the subject that was found.

    A clause or a quotation speaks for itself; an object or an infinitive is
    content only when somebody who can speak stands before it. A participle
    that adds how something is said (« signalant ainsi une hausse ») is the
    writer's own comment.
    """
    tree = scene.tree
    bare = tree.has(cue.head, "VerbForm=Inf")
    if subject is None:
        return weight in (Weight.CLAUSE, Weight.QUOTATION) and not bare
    if bare and tree.words[subject] in tree.grammar["indefinite"]:
        return False
    if weight in (Weight.CLAUSE, Weight.QUOTATION):
        return bool(cue.classes & SAYING) or _is_speaker(scene, subject)
    if sources.is_present_participle(tree, cue.head) and not cue.classes & TAKING_SIDES:
        return False
    if bare and _kind(scene, subject) is EntityKind.DOCUMENT:
        return False
    return _is_speaker(scene, subject)


def _kind(scene: Scene, token: int) -> EntityKind | None:
    """What the mention over a token is, or None."""
    mention = scene.mention(token)
    return mention.entity_kind if mention is not None else None


def _is_speaker(scene: Scene, subject: int | None) -> bool:
    """Whether a subject names somebody who can speak."""
    if subject is None:
        return False
    mention = scene.mention(subject)
    if mention is not None:
        return mention.entity_kind in SPEAKING
    return scene.tree.tokens.tag[subject] == "PROPN"


def _draft(scene: Scene, cue: Cue, *, found: _Found, subject: int | None) -> Draft:
    """A draft for a cue, its source the noun phrase around the subject."""
    return Draft(
        content=found.content,
        cue=_cue_span(scene, cue, end=found.cue_end),
        head=cue.head,
        source=source_span(scene, subject),
        source_head=subject,
        stance=cue.stance_in(found.frames),
        weight=found.weight,
        row=cue.rows[0].cue,
    )


def _cue_span(scene: Scene, cue: Cue, *, end: int | None) -> Span:
    """The characters of a cue, with « en » before a gerund and the adposition it governs."""
    first = cue.first
    if (
        first > 0
        and scene.tree.words[first - 1] in scene.tree.grammar["gerund"]
        and scene.tree.has(cue.head, "Tense=Pres")
    ):
        first -= 1
    return scene.tree.span(first, max(cue.last, end if end is not None else cue.last))


def source_span(scene: Scene, subject: int | None) -> Span | None:
    """The words of a source: its noun phrase, or the mention that holds it where that is wider."""
    if subject is None:
        return None
    if scene.tree.words[subject].startswith("-"):  # « a-t-il »: the pronoun alone
        end = scene.tree.tokens.end[subject]
        return Span(end - len(scene.tree.words[subject].rsplit("-", 1)[-1]), end)
    phrase = sources.noun_phrase(scene.tree, subject)
    mention = scene.mention(subject)
    if mention is None:
        return phrase
    start = min(phrase.start, mention.span.start)
    end = max(phrase.end, mention.span.end)
    return trim(scene.text, Span(start, end))


def _following(scene: Scene, cue: Cue) -> Iterator[_Found]:
    """What stands after a cue, the surest frame first.

    A quotation after a colon stands beside what comes before the colon.
    """
    tree, frames = scene.tree, cue.frames
    stops = scene.stops - {cue.first}
    colon, opened = _after_colon(scene, cue)
    if opened is not None:
        yield _Found((opened,), Weight.QUOTATION, frozenset({"colon"}))
        stops = stops | {colon}
    clause = contents.clause_after(tree, cue.governor, last=cue.last, stops=stops)
    if clause is not None and frames & {"que", "addressee"}:
        yield _Found((_sentence_quoted(scene, clause),), Weight.CLAUSE, frozenset({"que"}))
        return
    quoted = _quoted_after(scene, cue)
    if quoted is not None:
        yield _Found((quoted,), Weight.QUOTATION, frozenset({"np", "que", "ins"}))
        return
    if "si" in frames:
        question = contents.indirect_question(tree, cue.governor, last=cue.last, stops=stops)
        if question is not None:
            yield _Found((question,), Weight.CLAUSE, frozenset({"si"}))
            return
    found = _phrasal(scene, cue, stops=stops)
    if found is not None:
        yield found


def _phrasal(scene: Scene, cue: Cue, *, stops: frozenset[int]) -> _Found | None:
    """The infinitive, object or prepositional phrase after a cue."""
    tree, frames = scene.tree, cue.frames
    if cue.negated:  # what is not commented on is a topic, whatever the verb governs
        frames = frames | {"np", "about"}
    infinitive = contents.infinitive_after(tree, cue.governor, last=cue.last, stops=stops)
    noun = contents.noun_after(tree, cue.governor, last=cue.last, stops=stops)
    first = noun is None or "np" not in frames or (infinitive is not None and infinitive < noun)
    if infinitive is not None and first and frames & BEFORE_INFINITIVES:
        content = through_quote(scene, infinitive)
        return _Found((content,), Weight.INFINITIVE, BEFORE_INFINITIVES)
    if noun is not None and frames & BEFORE_NOUNS:
        content = _labelled(scene, cue, noun=noun) if "label" in frames else noun
        if content != noun or frames & (BEFORE_NOUNS - {"label"}):
            return _Found((content,), Weight.OBJECT, BEFORE_NOUNS)
    label = next((c for c in tree.by_relation(cue.head, ("xcomp",)) if c > cue.last), None)
    if label is not None and "label" in frames:
        end = contents.extent(tree, cue.head, first=label, stops=stops)
        content = contents.tidy(scene.text, tree.span(tree.left[label], end))
        return _Found((content,), Weight.OBJECT, frozenset({"label"}))
    return _adpositional(scene, cue, frames=frames, stops=stops)


def _adpositional(
    scene: Scene, cue: Cue, *, frames: frozenset[str], stops: frozenset[int]
) -> _Found | None:
    """The phrase that an adposition joins to a cue, an antecedent, or the cue by itself."""
    tree = scene.tree
    wanted = frozenset().union(*(tree.grammar[role] for frame, role in JOINING if frame in frames))
    phrase = contents.phrase_after(
        tree, cue.governor, last=cue.last, adpositions=wanted, stops=stops
    )
    if phrase is not None:
        adposition, span = phrase
        end = adposition if adposition == cue.last + 1 else None
        return _Found((span,), Weight.PHRASE, frozenset({"de", "a", "about"}), end)
    before = contents.antecedent(tree, cue.governor)
    if before is not None and frames & {"np", "about", "objaddr"}:
        return _Found((before,), Weight.OBJECT, BEFORE_NOUNS)
    holds_back = cue.stance in (Stance.DENY, Stance.SILENCE, Stance.EVADE)
    if holds_back and (cue.negated or "abs" in frames):
        return _Found((tree.span(cue.first, cue.last),), Weight.PHRASE, frozenset({"abs"}))
    return None


def _labelled(scene: Scene, cue: Cue, *, noun: Span) -> Span:
    """The object of a verb of labelling with its label, as far as the verb governs."""
    end = contents.extent(scene.tree, cue.head, first=scene.tree.at(noun.start), stops=scene.stops)
    right = min(scene.tree.right[cue.head], end)
    return contents.tidy(scene.text, Span(noun.start, max(noun.end, scene.tree.tokens.end[right])))


def _sentence_quoted(scene: Scene, clause: Span) -> Span:
    """The clause, cut at the end of a whole sentence quoted at its beginning."""
    clause = through_quote(scene, clause)
    quote = scene.opening_from(clause.start)
    if quote is not None and quote.outer.start == clause.start and scene.is_sentence(quote):
        return quote.inner if quote.outer.end < clause.end else clause
    return clause


def through_quote(scene: Scene, content: Span) -> Span:
    """The content, on to the end of a quotation that begins in it and goes on beyond it."""
    for quote in scene.quotes_touching(content):
        if content.start <= quote.outer.start < content.end < quote.inner.end:
            return Span(content.start, quote.inner.end)
    return content


def _after_colon(scene: Scene, cue: Cue) -> tuple[int, Span | None]:
    """The colon after a cue and its arguments, and what it opens; a whole quotation if one does."""
    tree = scene.tree
    _, sentence_end = tree.sentence_of(cue.head)
    if not cue.frames & {"colon", "que", "ins", "inf", "np"}:
        return sentence_end, None
    for i in range(cue.last + 1, sentence_end + 1):
        if i in scene.stops and i > cue.last + 1:
            break
        if tree.words[i] != ":":
            continue
        quote = _opening_at(scene, tree.tokens.end[i])
        if quote is not None:
            return i, quote.inner
        objects = [c for c in tree.by_relation(cue.head, ("obj", "ccomp", "xcomp")) if c < i]
        if i < sentence_end and "colon" in cue.frames and not objects:
            return i, contents.tidy(scene.text, tree.span(i + 1, sentence_end))
        break
    return sentence_end, None


def _opening_at(scene: Scene, offset: int) -> Quote | None:
    """The quotation that opens at an offset, spaces and line ends aside."""
    quote = scene.opening_from(offset)
    if quote is None or scene.text[offset : quote.outer.start].strip():
        return None
    return quote


def _quoted_after(scene: Scene, cue: Cue) -> Span | None:
    """The quotation that stands right after a cue, as its object: « a dénoncé « … » »."""
    end = scene.tree.tokens.end[cue.last]
    quote = _opening_at(scene, end)
    if quote is None or "\n" in scene.text[end : quote.outer.start]:
        return None
    rest = contents.noun_after(scene.tree, cue.governor, last=cue.last, stops=scene.stops)
    if rest is not None and rest.start <= quote.inner.start and rest.end > quote.outer.end + 2:
        return rest
    return quote.inner


def _inserted(scene: Scene, cue: Cue, *, inside: Quote | None) -> list[Draft]:
    """The attributions of a clause such as « , a affirmé X », after or within its content."""
    tree = scene.tree
    if not cue.frames & {"ins"} or not sources.is_inverted(tree, cue.head):
        return []
    subject = sources.subject_after(tree, cue.head)
    if subject is None or tree.words[subject] in tree.grammar["first_person"]:
        return []
    source = source_span(scene, subject)
    end = max(source.end if source else 0, tree.tokens.end[cue.last])
    hole = Span(_hole_start(scene, cue), end)
    pieces = _around(scene, cue, hole=hole, inside=inside)
    drafts = []
    for content, weight in pieces:
        found = _Found(content, weight, frozenset({"ins"}))
        drafts.append(_draft(scene, cue, found=found, subject=subject))
    return drafts


def _hole_start(scene: Scene, cue: Cue) -> int:
    """Where an inserted clause begins: at « comme » or a clitic before its verb."""
    first = cue.first
    if first > 0 and scene.tree.words[first - 1] in scene.tree.grammar["inserted_opener"]:
        first -= 1
    return scene.tree.tokens.start[first]


def _around(
    scene: Scene, cue: Cue, *, hole: Span, inside: Quote | None
) -> list[tuple[tuple[Span, ...], Weight]]:
    """The contents that an inserted clause attributes, with the weight of each."""
    text = scene.text
    if inside is not None:
        cut = contents.without(text, inside.inner, hole=hole)
        return [(cut, Weight.QUOTATION)] if cut else []
    before = _closing_before(scene, cue)
    after = _resumed(scene, hole)
    if before is not None:
        whole = _whole(scene, before)
        if after is None:
            return [(whole, Weight.ENCLOSED)]
        if after.inner.of(text)[:1].islower() or whole[-1].of(text)[-1:] not in ".!?…":
            return [((*whole, after.inner), Weight.ENCLOSED)]
        return [(whole, Weight.ENCLOSED), ((after.inner,), Weight.ENCLOSED)]
    first, last = scene.tree.sentence_of(cue.head)
    sentence = scene.tree.span(first, last)
    cut = contents.without(text, sentence, hole=hole)
    if not cut or not _has_comma(scene, hole):
        return []
    return [(cut, Weight.INSERTED)]


def _has_comma(scene: Scene, hole: Span) -> bool:
    """Whether a comma, a dash or a closing mark parts an inserted clause from the rest."""
    before = scene.text[max(0, hole.start - 3) : hole.start].rstrip()
    return before[-1:] in (",", "»", "”", '"', "–", "—", "!", "?", "…")


def _closing_before(scene: Scene, cue: Cue) -> Quote | None:
    """The outermost quotation that closes just before a cue."""
    start = scene.tree.tokens.start[cue.first]
    quote = scene.closing_by(start)
    if quote is None or start - quote.outer.end > GAP_CHARS:
        return None
    between = scene.text[quote.outer.end : start]
    return None if between.strip(" ,\u00a0\u202f\n–—-") else quote


def _whole(scene: Scene, quote: Quote) -> tuple[Span, ...]:
    """A quotation with what its sentence puts before it, when the quotation is a fragment of it."""
    text = scene.text
    first, _ = scene.tree.sentence_of(scene.tree.at(quote.outer.start))
    start = scene.tree.tokens.start[first]
    lead = text[start : quote.outer.start]
    if lead.strip() and not lead.rstrip().endswith(":") and quote.inner.of(text)[:1].islower():
        return (contents.tidy(text, Span(start, quote.outer.end)),)
    chain = [quote]
    while (before := scene.closing_by(chain[0].outer.start)) is not None:
        if before.closed or text[before.outer.end : chain[0].outer.start].strip():
            break
        chain.insert(0, before)
    return tuple(q.inner for q in chain)


def _resumed(scene: Scene, hole: Span) -> Quote | None:
    """The quotation that goes on after an inserted clause: « A », dit X, « B »."""
    quote = scene.opening_from(hole.end)
    if quote is None or quote.depth:
        return None
    between = scene.text[hole.end : quote.outer.start]
    return quote if between.strip() in (",", ":", ";") else None


def _passive(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """The attribution of a passive: « confirmé par X », « il a été annoncé que P »."""
    tree = scene.tree
    by = sources.agent(tree, cue.head)
    clause = contents.clause_after(tree, cue.head, last=cue.last, stops=scene.stops)
    if clause is not None and "que" in cue.frames:
        found = _Found((clause,), Weight.CLAUSE, frozenset({"que"}))
        yield _draft(scene, cue, found=found, subject=by)
        return
    bare = cue.first == cue.head
    if by is None or not cue.frames & {"np", "objaddr", "que", "label"}:
        return
    if bare and cue.stance is Stance.ASSERT:  # « un communiqué diffusé par X » says nothing
        return
    patient = next(iter(tree.by_relation(cue.head, SUBJECTS)), None)
    if patient is None and tree.tokens.relation[cue.head] in ("acl", "amod"):
        patient = tree.tokens.head[cue.head]
    if patient is None:
        return
    first, last = tree.left[patient], tree.right[patient]
    if first < cue.first <= last:
        last = cue.first - 1
    content = contents.tidy(scene.text, tree.span(first, last))
    found = _Found((content,), Weight.PASSIVE, BEFORE_NOUNS)
    yield _draft(scene, cue, found=found, subject=by)
