"""Find who speaks at a cue: its subject, the one it shares, or the name that follows it.

`sources` reads the dependencies; this module also looks at the mentions of the
article, which know what a parser does not: who can speak.

Source: house; measured with `evals`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import sources
from recoupe.attribution.tree import trim
from recoupe.model import EntityKind, Span

if TYPE_CHECKING:
    from collections.abc import Container

    from recoupe.attribution.cues import Cue
    from recoupe.attribution.scene import Scene
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
#: How far after an inserted verb its subject may be named, in tokens.
MENTION_AHEAD = 9


def is_speaker(scene: Scene, subject: int | None) -> bool:
    """Whether a subject names somebody who can speak."""
    if subject is None:
        return False
    mention = scene.mention(subject)
    if mention is not None:
        return mention.entity_kind in SPEAKING
    is_name = scene.tree.tokens.tag[subject] == "PROPN"
    return is_name or _is_described(scene.tree, subject) or _is_some(scene.tree, subject)


def _is_some(tree: Tree, token: int) -> bool:
    """Whether a pronoun stands for some of many: « certains disent »."""
    is_many = tree.tokens.tag[token] == "PRON" and tree.has(token, "Number=Plur")
    return is_many and tree.has(token, "PronType=Ind")


def _is_described(tree: Tree, token: int) -> bool:
    """Whether a pronoun stands for somebody: « celui qui dirige », « les uns », « certains »."""
    after = tree.words[token + 1] if token + 1 < len(tree) else ""
    if tree.words[token] in tree.grammar["some"] and tree.tokens.tag[token] in ("PRON", "ADJ"):
        return after not in tree.grammar["of"]
    return (
        tree.words[token] in tree.grammar["described"] and after in tree.grammar["relative_subject"]
    )


def _is_somebody(scene: Scene, subject: int | None) -> bool:
    """Whether a subject is somebody who can speak, and no document."""
    return is_speaker(scene, subject) and kind_of(scene, subject or 0) is not EntityKind.DOCUMENT


def kind_of(scene: Scene, token: int) -> EntityKind | None:
    """What the mention over a token is, or None."""
    mention = scene.mention(token)
    return mention.entity_kind if mention is not None else None


def speaker_of(scene: Scene, cue: Cue) -> int | None:
    """The head of a cue's source: its subject, or that of the cue it is coordinated with.

    A participle whose nearest noun cannot speak is the main clause's.
    """
    tree = scene.tree
    found = sources.subject(tree, cue.head, first=cue.first)
    if found is not None and _is_within_words(scene, found, cue=cue):
        found = None
    if sources.is_present_participle(tree, cue.head) and tree.words[cue.first - 1] == ",":
        speaker = _inserted_before(scene, cue)
        speaker = speaker if speaker is not None else main_speaker(scene, cue)
        speaker = speaker if speaker is not None else _opening(scene, cue)
        found = speaker if speaker is not None else found
    if sources.is_present_participle(tree, cue.head) and not is_speaker(scene, found):
        main = sources.main_subject(tree, cue.head)
        main = main if is_speaker(scene, main) else _told_before(scene, cue)
        return main if is_speaker(scene, main) else found
    if tree.tokens.relation[cue.head] == "conj" and not _is_somebody(scene, found):
        speaker = main_speaker(scene, cue)  # « affirme que l'enquête avance et annonce … »
        found = speaker if _is_somebody(scene, speaker) else found
    found = _agreeing(scene, cue, subject=found)
    if found is not None and tree.words[found] in tree.grammar["indefinite"]:
        place = place_speaking(scene, cue.first)
        return place if place is not None else found
    if found is None:
        found = _mention_before(scene, cue)
    if found is None and cue.first > 0 and tree.tokens.tag[cue.first - 1] == "CCONJ":
        earlier = _joined_to(scene, cue)
        if earlier is not None:
            return sources.subject(tree, earlier.head, first=earlier.first)
    return found


def _agreeing(scene: Scene, cue: Cue, *, subject: int | None) -> int | None:
    """The subject, or the last joined to it where that agrees with a verb in the singular.

    « dont des enfants, et la préfecture demande »: a parser may join two clauses' subjects.
    """
    tree = scene.tree
    if subject is None or subject > cue.first:
        return subject
    finite = [i for i in range(cue.first, cue.head + 1) if tree.has(i, "VerbForm=Fin")]
    joined = [c for c in tree.by_relation(subject, ("conj",)) if c < cue.first]
    is_one = finite and tree.has(finite[0], "Number=Sing") and joined
    if is_one and not is_speaker(scene, subject) and is_speaker(scene, joined[-1]):
        return joined[-1]  # « Le ton monte et le maire évoque »
    if not tree.has(subject, "Number=Plur"):
        return subject
    return joined[-1] if is_one and tree.has(joined[-1], "Number=Sing") else subject


def _is_within_words(scene: Scene, token: int, *, cue: Cue) -> bool:
    """Whether a token stands in a quotation that does not hold the cue."""
    quote = scene.quote_over(scene.tree.span(token, token))
    return quote is not None and not quote.outer.covers(scene.tree.span(cue.head, cue.head))


def _told_before(scene: Scene, cue: Cue) -> int | None:
    """Who speaks before a participle: « P, a-t-il dit, annonçant Q »."""
    sentence, _ = scene.tree.sentence_of(cue.head)
    earlier = scene.cues_between(sentence, cue.first)
    if not earlier:
        return None
    own = sources.subject(scene.tree, earlier[-1].head, first=earlier[-1].first)
    return own if is_speaker(scene, own) else subject_after(scene, earlier[-1])


def _inserted_before(scene: Scene, cue: Cue) -> int | None:
    """Who speaks in the clause right before a participle: « P, a ajouté X, précisant Q »."""
    tree = scene.tree
    sentence, _ = tree.sentence_of(cue.head)
    earlier = scene.cues_between(sentence, cue.first)
    if not earlier or not sources.is_inverted(tree, earlier[-1].head):
        return None
    told = earlier[-1].first
    quote = scene.closing_by(tree.tokens.start[told])
    is_said = any(tree.has(i, "VerbForm=Fin") for i in range(sentence, told)) or (
        quote is not None and tree.at(quote.outer.end) >= told - 1
    )
    if not is_said or not sources.stands_inserted(tree, told):
        return None
    return subject_after(scene, earlier[-1])


def _opening(scene: Scene, cue: Cue) -> int | None:
    """The person whom the sentence of a cue names first, no preposition before."""
    tree = scene.tree
    first, _ = tree.sentence_of(cue.head)
    for i in range(first, cue.first):
        mention = scene.mention(i)
        if mention is None or mention.name is None or mention.entity_kind is not EntityKind.PERSON:
            continue
        start = tree.at(mention.span.start)
        is_governed = start > first and tree.tokens.tag[start - 1] == "ADP"
        return None if is_governed else tree.at(mention.name.start)
    return None


def _joined_to(scene: Scene, cue: Cue) -> Cue | None:
    """The cue that « et » joins another to, past the sentences of what it quotes.

    « a précisé que « A. B », et ajouté que C »
    """
    tree = scene.tree
    sentence, _ = tree.sentence_of(cue.head)
    quote = scene.closing_by(tree.tokens.start[cue.first])
    if quote is not None and tree.at(quote.outer.start) < sentence <= tree.at(quote.outer.end):
        sentence, _ = tree.sentence_of(tree.at(quote.outer.start))
    before = scene.cues_between(sentence, cue.first)
    outside = [c for c in before if scene.quote_over(tree.span(c.first, c.last)) is None]
    return outside[-1] if outside else None


def _mention_before(scene: Scene, cue: Cue) -> int | None:
    """The speaker named right before a verb that the parser took for something else."""
    tree = scene.tree
    before = cue.first - 1
    while before >= 0 and tree.tokens.tag[before] == "ADV":
        before -= 1
    if before < 0 or tree.sentence[before] != tree.sentence[cue.head]:
        return None
    mention = scene.mention(before)
    if mention is None or mention.entity_kind not in SPEAKING:
        return None
    first = tree.at(mention.span.start)
    governed = first > 0 and tree.tokens.tag[first - 1] == "ADP"
    return None if governed else tree.at((mention.name or mention.span).start)


def main_speaker(scene: Scene, cue: Cue) -> int | None:
    """The subject of the sentence's main verb when that is a cue before this one."""
    tree = scene.tree
    sentence, _ = tree.sentence_of(cue.head)
    for earlier in scene.cues_between(sentence, cue.first):
        if tree.is_root(earlier.head):
            return sources.subject(tree, earlier.head, first=earlier.first)
    return None


def place_speaking(scene: Scene, verb: int) -> int | None:
    """Whose « on » speaks before `verb`: the body named after « chez » or « du côté de »."""
    tree = scene.tree
    first, _ = tree.sentence_of(verb)
    for i in range(first, verb):
        mention = scene.mention(i)
        if mention is None or mention.entity_kind not in SPEAKING:
            continue
        before = tree.at(mention.span.start) - 1
        if before >= first and tree.words[before] in tree.grammar["place_speaking"]:
            return tree.at((mention.name or mention.span).start)
    return None


def is_narrated(scene: Scene, head: int) -> bool:
    """Whether an infinitive goes on with the telling: « Et d'ajouter : « … » »."""
    tree = scene.tree
    first, _ = tree.sentence_of(head)
    opens = head == first + 2 and tree.tokens.tag[first] == "CCONJ"
    return opens and tree.words[first + 1] in tree.grammar["of"] and tree.has(head, "VerbForm=Inf")


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


def with_partners(scene: Scene, cue: Cue, *, source: Span | None) -> Span | None:
    """The source with those listed before or after it, where the verb is plural and it is not."""
    tree = scene.tree
    if source is None:
        return None
    start = tree.tokens.start[cue.first]
    if source.start < start < source.end:  # « ce dernier | expliquant »
        source = trim(scene.text, Span(source.start, start))
    first = tree.at(source.start)
    plural = any(tree.has(i, "Number=Plur") for i in (cue.head, *range(cue.first, cue.head)))
    if source.start > start:
        return _listed_beyond(scene, cue, source=source, is_plural=plural)
    source = _with_besides(scene, cue, source=source)
    inside = range(first, tree.before(source.end) + 1)
    alone = not any(tree.has(i, "Number=Plur") or tree.tokens.tag[i] == "CCONJ" for i in inside)
    if not plural or not alone:
        return source
    sentence, _ = tree.sentence_of(cue.head)
    for i in range(max(sentence, first - sources.BACK), first + 1):
        opening = scene.mention(i)
        if i < first and (opening is None or tree.at(opening.span.start) != i):
            continue
        begun = opening.span if opening is not None and i < first else source
        listed, beyond = _listed(scene, begun, before=cue.first)
        if listed is not None and beyond == cue.first and listed.covers(source):
            return listed
    if first < 2 or tree.tokens.tag[first - 1] != "CCONJ":
        return source
    before = scene.mention(first - 2)
    if before is None or before.entity_kind not in SPEAKING or not is_speaker(scene, first - 2):
        return source
    return Span(before.span.start, source.end)


def _with_besides(scene: Scene, cue: Cue, *, source: Span) -> Span:
    """A source with whoever says the same before its verb: « X, tout comme Y, affirme »."""
    tree = scene.tree
    i = tree.at(source.end - 1) + 1
    i += i < cue.first and tree.words[i] == ","
    link = next(
        (n for n in (2, 3) if " ".join(tree.words[i : i + n]) in tree.grammar["besides"]), 0
    )
    mention = scene.mention(i + link) if link and i + link < cue.first else None
    if mention is None or mention.entity_kind not in SPEAKING:
        return source
    return Span(source.start, mention.span.end) if mention.span.start > source.end else source


def _listed_beyond(scene: Scene, cue: Cue, *, source: Span, is_plural: bool) -> Span:
    """A source after its verb with all who follow it: « ont indiqué X et Y », « auprès de X et Y ».

    What follows « et » and has a verb of its own is another clause.
    """
    tree = scene.tree
    first = tree.at(source.start)
    of = tree.grammar["of"] | tree.grammar["place_speaking"]
    is_governed = tree.words[first] in of or tree.words[first - 1] in of
    if not is_plural and not is_governed:
        return source
    _, last = tree.sentence_of(cue.head)
    listed, beyond = _listed(scene, source, before=last + 1, joins=of if is_governed else ())
    is_clause = beyond <= last and tree.tokens.tag[beyond] in ("VERB", "AUX", "PRON", "ADV")
    return source if listed is None or is_clause else listed


def _listed(
    scene: Scene, source: Span, *, before: int, joins: Container[str] = ()
) -> tuple[Span | None, int]:
    """The source with all listed after it, and the token beyond: « A, B ainsi que C »; None alone.

    `joins` has the words that can stand before each: « auprès de A et de B ».
    """
    tree = scene.tree
    i, end, listed = tree.at(source.end - 1) + 1, source.end, None
    joined = False
    while i < before:
        if tree.words[i] == ",":
            i += 1
            continue
        words = (" ".join(tree.words[i : i + count]) for count in (1, 2))
        link = next((w for w in words if w in tree.grammar["junction"]), "")
        j, joined = i + len(link.split()), joined or bool(link)
        while j < before and tree.words[j] in joins and scene.mention(j) is None:
            j += 1
        mention = scene.mention(min(j, before - 1))
        if mention is None or tree.at(mention.span.start) != j:
            break
        if mention.entity_kind not in SPEAKING:
            break
        end = max(end, mention.span.end)
        i = tree.at(end - 1) + 1
        listed = Span(source.start, end) if joined else None
    return listed, i


def subject_after(scene: Scene, cue: Cue) -> int | None:
    """The head of the noun phrase that follows an inverted verb."""
    clitic = sources.clitic_subject(scene.tree, cue.head)
    if clitic is not None:
        return clitic
    named = mention_after(scene, cue)
    if named is not None:
        return named
    after = sources.subject_after(scene.tree, cue.head)
    return after if after is None or not cue.head < after <= cue.last else None


def mention_after(scene: Scene, cue: Cue) -> int | None:
    """The head of the first mention of a speaker after a cue, past a day, an addressee."""
    tree = scene.tree
    _, sentence_end = tree.sentence_of(cue.head)
    quoted_to = 0
    for i in range(cue.last + 1, min(cue.last + MENTION_AHEAD, sentence_end + 1)):
        if tree.words[i] in ("«", "“", '"') and i >= quoted_to:  # « dit au « Relevé » X »
            opened = scene.opening_from(tree.tokens.start[i])
            quoted_to = tree.at(opened.outer.end) if opened is not None else i + 1
        if i < quoted_to:
            continue
        if tree.tokens.tag[i] in ("VERB", "SCONJ", "AUX") or tree.words[i] in (":", ";", "."):
            return None
        mention = scene.mention(i)
        if mention is None or mention.entity_kind not in SPEAKING:
            continue
        first = tree.at(mention.span.start)
        before = first - 1 - (tree.tokens.tag[first - 1] == "DET")
        if before > cue.last and tree.tokens.tag[before] == "ADP":
            continue  # « a dit à l'AFP X »
        if first > cue.last:
            return tree.at((mention.name or mention.span).start)
    return None
