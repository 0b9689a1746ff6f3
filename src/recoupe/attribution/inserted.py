"""Frames of clauses inserted in what they attribute, or set after it.

    « P », affirme X · P, a affirmé X · « A », dit X, « B » · « A, dit X, B »

Source: house rows of `cues.tsv`, frame `ins`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.facets import venue_nouns
from recoupe.attribution.following import Found
from recoupe.attribution.quotes import SPACES
from recoupe.attribution.scene import Weight
from recoupe.attribution.speakers import (
    SPEAKING,
    is_speaker,
    kind_of,
    mention_after,
    source_span,
    subject_after,
)
from recoupe.model import EntityKind, Span

if TYPE_CHECKING:
    from recoupe.attribution.cues import Cue
    from recoupe.attribution.quotes import Quote
    from recoupe.attribution.scene import Scene
    from recoupe.attribution.tree import Tree
    from recoupe.model import Mention

#: Between a closing mark and its verb: a comma, a dash, spaces.
GAP_CHARS = 6
#: Words between « comme » and its verb: a subject, a clitic.
COMPARED = 14
#: What ends a sentence right after an inserted clause.
FINAL = (".", "!", "?", "…")
#: Endings of participles that no finite verb of the third person has.
PARTICIPLES = ("é", "ée", "és", "ées")
#: Words from « lit-on » to where, at most.
PLACED = 8
#: What stands before « comme » where it opens an inserted clause.
BEFORE_OPENERS = frozenset({",", "–", "—", "(", "»", "”", '"', ";", ":"})
#: Tags of words that only link a sentence to the one before: « Car, comme le dit X, P ».
LINKS = frozenset({"CCONJ", "ADV", "PUNCT"})
#: Tags of words that open an aside after a name: « , qui », « , selon X », « , interrogé ».
ASIDES = frozenset({"PRON", "ADP", "VERB", "ADV"})
#: What ends an inserted clause that stands before the rest of its sentence.
INSERTED_ENDS = frozenset({",", ";", ".", "!", "?", "…", ")", "–", "—"})


def inserted(scene: Scene, cue: Cue, *, inside: Quote | None) -> tuple[int, tuple[Found, ...]]:
    """The subject of a clause such as « , a affirmé X », and what it attributes beside it.

    `inside` is the quotation that the clause interrupts. No content when the
    cue is not inserted.
    """
    tree = scene.tree
    opener = _opener(tree, cue)
    if opener is None and ("ins" not in cue.frames or not _is_inserted(scene, cue)):
        return cue.head, ()
    subject = subject_after(scene, cue) if opener is None else _compared(scene, cue)
    if subject is not None and scene.in_timex(subject):
        subject = None  # « a annoncé vendredi avoir renoncé »
    if subject is not None and tree.words[subject] in tree.grammar["indefinite"]:
        subject = _place_after(scene, cue) or subject
    if subject is None or tree.words[subject] in tree.grammar["first_person"]:
        return cue.head, ()
    source = source_span(scene, subject)
    first = _modal_before(tree, cue.first) if opener is None else opener
    end = max(source.end if source else 0, tree.tokens.end[cue.last])
    hole = Span(tree.tokens.start[first], end)
    said = _resumed(scene, hole) if opener is not None else None
    if said is not None and inside is None and _closing_before(scene, hole.start) is None:
        return subject, (Found((said.inner,), Weight.ENCLOSED, frozenset({"ins"})),)
    pieces = _around(scene, cue, hole=hole, inside=inside)
    return subject, tuple(Found(content, weight, frozenset({"ins"})) for content, weight in pieces)


def _is_inserted(scene: Scene, cue: Cue) -> bool:
    """Whether a cue stands in an inserted clause, its subject after it.

    A parser may take a noun before the comma for the subject; where somebody
    who can speak follows the verb, it is theirs.
    """
    if sources.clitic_subject(scene.tree, cue.head) is None and _closes_fragment(scene, cue):
        return False
    if cue.first == cue.head and scene.tree.words[cue.head].endswith(PARTICIPLES):
        return False  # « le groupe, considéré comme « terroriste » par X, … »
    if _opens_quote(scene, cue) or _follows_speaker(scene, cue):
        return False
    if sources.is_inverted(scene.tree, cue.head):
        return True
    if cue.frames & {"objaddr", "addressee"}:
        return False
    if sources.is_present_participle(scene.tree, cue.head):
        return False
    if not sources.stands_inserted(scene.tree, cue.first):
        return False
    after = mention_after(scene, cue)
    if after is None:
        return False
    if sources.subject(scene.tree, cue.head) is None:
        return True
    if kind_of(scene, after) is EntityKind.PERSON:
        return True
    return _says_before(scene, cue) and not _is_new_document(scene, after)


def _opens_quote(scene: Scene, cue: Cue) -> bool:
    """Whether a verb is the first word of a quotation: « qualifiée de "lâche attentat" »."""
    before = scene.tree.tokens.start[max(0, cue.first - 1)]
    quote = scene.opening_from(before)
    return quote is not None and quote.outer.start == before


def _follows_speaker(scene: Scene, cue: Cue) -> bool:
    """Whether who speaks stands before the comma: « Le maire, Luc Vautrel, a dit que »."""
    tree = scene.tree
    first, _ = tree.sentence_of(cue.head)
    if cue.first < first + 2 or tree.words[cue.first - 1] != ",":
        return False
    if scene.closing_by(tree.tokens.start[first]) != scene.closing_by(tree.tokens.start[cue.first]):
        return False
    if any(
        tree.has(i, "VerbForm=Fin") and not contents.is_in_relative(tree, i)
        for i in range(first, cue.first)
    ):
        return False
    return _free_name(scene, first=first, last=cue.first - 1) is not None


def _free_name(scene: Scene, *, first: int, last: int) -> Mention | None:
    """The name of a speaker before a comma at `last`, or before an aside that it ends.

    « Luc Vautrel, qui préside le club, », « Luc Vautrel, interrogé lundi, »
    """
    tree = scene.tree
    for i in range(last - 1, first - 1, -1):
        mention = scene.mention(i)
        if mention is None or mention.entity_kind not in SPEAKING:
            continue
        start, end = tree.at(mention.span.start), tree.at(mention.span.end - 1) + 1
        if mention.name is None and start != first:
            continue  # « La commission, qui siège à Lyon, a prôné »
        is_governed = start > first and tree.tokens.tag[start - 1] in ("ADP", "DET")
        is_whole = end == last or (end + 1 < last and tree.tokens.tag[end + 1] in ASIDES)
        if is_whole and tree.words[end] == "," and not is_governed:
            return mention
    return None


def _says_before(scene: Scene, cue: Cue) -> bool:
    """Whether a clause or a quotation stands before a verb for it to attribute."""
    tree = scene.tree
    first, _ = tree.sentence_of(cue.head)
    if _closing_before(scene, scene.tree.tokens.start[cue.first]) is not None:
        return True
    finite = (i for i in range(first, cue.first) if tree.has(i, "VerbForm=Fin"))
    return any(not contents.is_in_relative(tree, i) for i in finite)


def _is_new_document(scene: Scene, token: int) -> bool:
    """Whether a token names a document nobody knows yet: « réclame une enquête » is no subject."""
    tree = scene.tree
    is_document = kind_of(scene, token) is EntityKind.DOCUMENT
    return is_document and tree.has(token, "Definite=Ind")


def _closes_fragment(scene: Scene, cue: Cue) -> bool:
    """Whether a fragment in marks stands before a verb: « des « heurts » ont opposé »."""
    start = scene.tree.tokens.start[cue.first]
    quote = scene.closing_by(start)
    if quote is None or scene.text[quote.outer.end : start].strip():
        return False
    return not scene.is_sentence(quote)


def _opener(tree: Tree, cue: Cue) -> int | None:
    """The « comme » or « ainsi que » before a cue: « comme l'a dit X », « comme X l'a dit ».

    It opens its sentence or stands past a comma.
    """
    first, _ = tree.sentence_of(cue.head)
    for i in range(cue.first - 1, max(first - 1, cue.first - COMPARED), -1):
        word = tree.words[i]
        if word in tree.grammar["that"] and tree.words[i - 1] in tree.grammar["inserted_opener"]:
            continue
        if word in tree.grammar["inserted_opener"]:
            near = i == cue.first - 1 or _clitic_between(tree, i, cue=cue)
            opens = _only_links(tree, first, end=i) or tree.words[i - 1] in BEFORE_OPENERS
            return i if near and opens else None
        if tree.is_verb(i) or tree.tokens.tag[i] in ("PUNCT", "CCONJ"):
            return None
    return None


def _only_links(tree: Tree, first: int, *, end: int) -> bool:
    """Whether the words from `first` on and before `end` only link their sentence to another."""
    return all(tree.tokens.tag[i] in LINKS for i in range(first, end))


def _modal_before(tree: Tree, first: int) -> int:
    """The modal before an infinitive with its clitic: « peut-on lire »."""
    clitic = first > 1 and tree.words[first - 1].startswith("-")
    return first - 2 if clitic and tree.is_verb(first - 2) else first


def _place_after(scene: Scene, cue: Cue) -> int | None:
    """Whose « on » speaks after a cue: « lit-on dans le communiqué », « dit-on à la mairie »."""
    tree = scene.tree
    _, end = tree.sentence_of(cue.head)
    for i in range(cue.last + 1, min(cue.last + PLACED, end)):
        mention = scene.mention(i)
        if tree.tokens.tag[i] == "PUNCT" or tree.is_verb(i):
            return None
        if (
            mention is None
            or tree.at(mention.span.start) != i
            or mention.entity_kind not in SPEAKING
        ):
            continue
        opens = {
            tree.words[i - 1],
            tree.words[i],
        }  # « de | sources policières », « | des pompiers »
        if tree.tokens.tag[i - 1] == "ADP" or opens & tree.grammar["place_speaking"]:
            return tree.at((mention.name or mention.span).start)
    return None


def _clitic_between(tree: Tree, opener: int, *, cue: Cue) -> bool:
    """Whether the pronoun that stands for the clause is between « comme » and its verb."""
    between = range(opener + 1, cue.first)
    return any(tree.words[i] in tree.grammar["clause_clitic"] for i in between)


def _compared(scene: Scene, cue: Cue) -> int | None:
    """Who speaks in « comme l'a dit X », « comme X l'a dit » or « comme annoncé par X »."""
    before = cue.first - 1
    while scene.tree.words[before] in scene.tree.grammar["clause_clitic"]:
        before -= 1
    if is_speaker(scene, before):
        return before
    agent = sources.agent(scene.tree, cue.head)
    after = agent if agent is not None else subject_after(scene, cue)
    return after if is_speaker(scene, after) else None


def _around(
    scene: Scene, cue: Cue, *, hole: Span, inside: Quote | None
) -> list[tuple[tuple[Span, ...], Weight]]:
    """The contents that an inserted clause attributes, with the weight of each."""
    text = scene.text
    if inside is not None:
        cut = contents.without(text, inside.inner, hole=hole)
        if text[hole.end : hole.end + 2].strip()[:1] in FINAL:  # « A, dit X. B »
            lead = "".join(FINAL) + SPACES
            kept = [Span(p.end - len(p.of(text).lstrip(lead)), p.end) for p in cut]
            return [((piece,), Weight.QUOTATION) for piece in kept]
        return [(cut, Weight.QUOTATION)] if cut else []
    before = _closing_before(scene, hole.start)
    after = _resumed(scene, hole)
    if before is not None:
        whole = _whole(scene, before)
        if after is None:
            return [(whole, Weight.ENCLOSED)]
        if ":" in text[hole.end : after.outer.start]:
            return [(whole, Weight.ENCLOSED), ((after.inner,), Weight.ENCLOSED)]
        if after.inner.of(text)[:1].islower() or whole[-1].of(text)[-1:] not in ".!?…":
            return [((*whole, after.inner), Weight.ENCLOSED)]
        return [(whole, Weight.ENCLOSED), ((after.inner,), Weight.ENCLOSED)]
    first, last = scene.tree.sentence_of(cue.head)
    through = _through_comma(scene, hole)
    beyond = scene.tree.at(through.end)
    if beyond in scene.stops:  # « P, a indiqué X, précisant que Q »
        last = beyond - 1
    sentence = scene.tree.span(_clause_start(scene, first, hole=hole), last)
    cut = contents.around(scene.tree, sentence, hole=through, venues=venue_nouns(scene.pack))
    if not cut or not _has_comma(scene, hole):
        return []
    return [(cut, Weight.INSERTED)]


def _clause_start(scene: Scene, first: int, *, hole: Span) -> int:
    """Where the clause that an inserted one interrupts begins: after « mais », with both verbs."""
    tree = scene.tree
    at = tree.at(hole.start)
    if at - 2 > first and tree.words[at - 1] == "," and tree.tokens.tag[at - 2] == "SCONJ":
        return at  # « bien que, comme le note X, P »
    if _only_links(tree, first, end=at):
        return at  # « Car comme le dit X, P »
    for i in range(at - 1, first, -1):
        if tree.words[i] in tree.grammar["contrast"]:
            told = any(tree.has(j, "VerbForm=Fin") for j in range(first, i))
            quoted = scene.quote_over(tree.span(i, i)) is not None
            return i + 1 if told and not quoted else first
    return first


def _through_comma(scene: Scene, hole: Span) -> Span:
    """The inserted clause with all of it: « , indique X dans son rapport annuel, »."""
    tree = scene.tree
    after = tree.at(hole.end)
    _, last = tree.sentence_of(tree.at(hole.start))
    while after <= last and tree.words[after] not in INSERTED_ENDS:
        after += 1
    return Span(hole.start, max(hole.end, tree.tokens.end[min(after - 1, last)]))


def _has_comma(scene: Scene, hole: Span) -> bool:
    """Whether a comma, a dash or a closing mark parts an inserted clause from the rest."""
    first, _ = scene.tree.sentence_of(scene.tree.at(hole.start))
    if _only_links(scene.tree, first, end=scene.tree.at(hole.start)):
        return scene.text[hole.end :].lstrip()[:1] == ","
    before = scene.text[max(0, hole.start - 3) : hole.start].rstrip()
    return before[-1:] in (",", "»", "”", '"', "–", "—", "!", "?", "…")


def _closing_before(scene: Scene, start: int) -> Quote | None:
    """The outermost quotation that closes just before an offset."""
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
