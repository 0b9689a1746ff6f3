"""Frames of what follows a verb of saying, the surest first.

    X affirme que P · X affirme avoir vu · X confirme la présence · X parle de Y
    X accuse Y de P · X : « P » · X dénonce « P »

Source: frames after Danlos, Sagot & Stern 2010 (French verbs of saying) and
house rows of `cues.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from recoupe.attribution import contents
from recoupe.attribution.labels import has_clitic_object, is_labelled, label_first, with_label
from recoupe.attribution.quotes import MARKS
from recoupe.attribution.scene import Weight
from recoupe.attribution.speakers import is_speaker
from recoupe.attribution.unmarked import listed_speaker
from recoupe.model import LOSSES, EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.cues import Cue
    from recoupe.attribution.quotes import Quote
    from recoupe.attribution.scene import Scene
    from recoupe.attribution.tree import Tree

BEFORE_INFINITIVES = frozenset({"inf", "de", "a", "addressee"})
BEFORE_NOUNS = frozenset({"np", "objaddr", "label", "addressee", "claim", "toll"})
#: Frames whose content is a whole object.
WHOLE_OBJECTS = frozenset({"np", "objaddr", "claim", "toll"})
#: Frames of verbs that a colon and a quotation may follow.
OPENING_QUOTES = frozenset({"colon", "que", "ins", "inf", "np"})
#: Stances of those who give nothing away.
HOLDING_BACK = frozenset({Stance.DENY, Stance.SILENCE, Stance.EVADE})
#: Classes of verbs for what goes on in a head, which only a clause tells.
KNOWING = frozenset({"cognition", "label", "intention"})
#: Classes of verbs that answer what somebody else put forward.
ANSWERING = frozenset({"denial", "confirmation", "avoidance"})
#: Classes of verbs that say something whoever their subject is.
SAYING = frozenset({"reporting", "writing", "cognition", "denial", "accusation", "manner"})
#: Tokens between a verb and an infinitive that stands for « que », at most: a day.
NEAR = 5
#: Words that name whom somebody speaks to, at most.
ADDRESSED = 14
#: Frames in which an adposition joins the content, and the role of its words in the grammar.
JOINING = (("de", "of"), ("a", "to"), ("about", "about"), ("par", "agent"))


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A noun for something put forward, which can be denied: « accusation », « hypothèse »."""

    TABLE: ClassVar[str] = "claims.tsv"

    noun: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Found:
    """A content: how sure, by which frames, and where its cue ends when it is longer."""

    content: tuple[Span, ...]
    weight: Weight
    frames: frozenset[str]
    cue_end: int | None = None


def following(scene: Scene, cue: Cue) -> Iterator[Found]:
    """What stands after a cue, the surest frame first.

    A quotation after a colon stands beside what comes before the colon.
    """
    tree, frames = scene.tree, cue.frames
    stops = scene.stops - {cue.first}
    colon, opened = _after_colon(scene, cue)
    if opened is not None:
        yield Found((opened,), Weight.QUOTATION, frozenset({"colon"}))
    if tree.words[colon] == ":":
        stops = stops | {colon}
    clause = contents.clause_after(
        tree, cue.governor, last=cue.last, stops=stops, addressed="addressee" in frames
    )
    if clause is not None and frames & {"que", "addressee"}:
        yield Found((_sentence_quoted(scene, clause),), Weight.CLAUSE, frozenset({"que"}))
        return
    quoted = _quoted_after(scene, cue)
    if quoted is not None:
        yield Found((quoted,), Weight.QUOTATION, frozenset({"np", "que", "ins"}))
        return
    asks = cue.last + 1 < len(tree) and contents.opens_question(tree, cue.last + 1)
    plain = (
        asks
        and bool(cue.classes & SAYING)
        and not tree.grammar["whether"] & {tree.words[cue.last + 1]}
    )
    if "si" in frames or cue.negated or plain:  # « n'a pas dit si », « a raconté comment »
        question = contents.indirect_question(tree, cue.governor, last=cue.last, stops=stops)
        if question is not None:
            yield Found((question,), Weight.CLAUSE, frozenset({"si"}))
            return
    found = _phrasal(scene, cue, stops=stops) or _quoted_before(scene, cue)
    if found is not None:
        yield found


def through_quote(scene: Scene, content: Span) -> Span:
    """The content, on to the end of a quotation that begins in it and goes on beyond it."""
    for quote in scene.quotes_touching(content):
        opens = min(content.start, quote.inner.start)
        inside = content.start <= quote.inner.start and quote.outer.start < content.end
        if inside and content.end < quote.inner.end:
            begun = content.start < quote.outer.start
            return Span(opens, quote.outer.end if begun else quote.inner.end)
    return content


def _phrasal(scene: Scene, cue: Cue, *, stops: frozenset[int]) -> Found | None:
    """The infinitive, object or prepositional phrase after a cue."""
    tree, frames = scene.tree, cue.frames
    if cue.negated and cue.stance in HOLDING_BACK and not cue.classes <= KNOWING:
        frames = frames | {"np", "about"}  # what is not commented on is a topic
    infinitive = contents.infinitive_after(tree, cue.governor, last=cue.last, stops=stops)
    directs = cue.classes & {"directive", "commissive"} and "inf" in frames
    if infinitive is None and (frames & {"de", "addressee"} or directs):
        infinitive = contents.infinitive_ahead(tree, cue.last, stops=stops)
    noun = contents.noun_after(tree, cue.governor, last=cue.last, stops=stops)
    if noun is None and infinitive is None and frames & {"np", "claim"}:
        noun = contents.words_after(tree, _past_asides(scene, cue.last), stops=stops)
    elif noun is None and infinitive is None and "label" in frames:
        noun = _marked(scene, contents.words_after(tree, cue.last, stops=stops))
    if noun is not None and _is_time(scene, noun):
        noun = None  # « l'a confirmé ce jeudi »
    if noun is not None:
        noun = _resumed(scene, noun, stops=stops)
        if not is_speaker(scene, min(tree.at(noun.end) + 2, len(tree) - 1)):
            noun = contents.with_enumeration(tree, noun, stops=stops)
    first = noun is None or "np" not in frames or (infinitive is not None and infinitive < noun)
    if infinitive is not None and first:
        wanted = _frames_of_infinitive(tree, infinitive)
        is_bare = _is_bare(scene, cue, infinitive=infinitive)
        if frames & wanted or is_bare:
            wanted = wanted | {"que"} if is_bare else wanted
            return Found((through_quote(scene, infinitive),), Weight.INFINITIVE, wanted)
    after = tree.span(min(cue.last + 1, len(tree) - 1), min(cue.last + 1, len(tree) - 1))
    to = after.of(scene.text).lower() in tree.grammar["to"]
    if noun is not None and to and "a" in frames and after.end < noun.start:
        noun = Span(after.start, noun.end)  # « estime à dix le nombre de … »
    if noun is not None and frames & BEFORE_NOUNS and _fits(scene, frames, noun=noun):
        content = with_label(scene, cue, noun=noun) if "label" in frames else noun
        content = contents.before_contrast(tree, content)
        labelled = is_labelled(scene, cue, content=content)
        addressed = "addressee" in frames and _is_said_of(scene, cue, noun=noun)
        if ("label" in frames and labelled) or addressed or frames & WHOLE_OBJECTS:
            return Found((content,), Weight.OBJECT, _frames_of_noun(scene, noun))
    if "label" in frames and (named := label_first(scene, cue, stops=stops)) is not None:
        return Found((named,), Weight.OBJECT, frozenset({"label"}))
    label = next((c for c in tree.by_relation(cue.head, ("xcomp",)) if c > cue.last), None)
    near = min(cue.last + 1, len(tree) - 1)
    if label is None and tree.tokens.tag[near] == "ADJ" and cue.head == cue.last:
        label = near  # « se dit satisfait de l'accord »
    if label is not None and "label" in frames:
        end = contents.extent(tree, cue.head, first=label, stops=stops)
        content = contents.tidy(scene.text, tree.span(tree.left[label], end))
        return Found((content,), Weight.OBJECT, frozenset({"label"}))
    return _adpositional(scene, cue, frames=frames, stops=stops)


def _is_said_of(scene: Scene, cue: Cue, *, noun: Span) -> bool:
    """Whether an object names somebody and says something of them: « accuse X de vol ».

    Somebody alone is accused, or is whom the verb speaks to: « a alerté les secours ».
    """
    tree = scene.tree
    inside = range(tree.at(noun.start), tree.before(noun.end) + 1)
    people = [m.span for i in inside if is_speaker(scene, i) and (m := scene.mention(i))]
    alone = any(span.covers(noun) for span in people)
    return bool(people) and (not alone or "accusation" in cue.classes)


def _past_timex(scene: Scene, last: int) -> int:
    """Past a time set between commas after a token: « a démenti, jeudi 3 mai, les propos »."""
    tree = scene.tree
    _, end = tree.sentence_of(last)
    i = last + 1
    while i < end and (tree.words[i] == "," or scene.in_timex(i) or scene.in_timex(i + 1)):
        i += 1
    crossed = i > last + 2 and tree.words[last + 1] == tree.words[i - 1] == ","
    return i - 1 if crossed else last


def _past_asides(scene: Scene, last: int) -> int:
    """Past a time or words in marks that tell how: « condamne « avec force » l'attaque »."""
    after = _past_timex(scene, last)
    tree = scene.tree
    while after + 2 < len(tree) and scene.in_timex(after + 1):
        after += 1
    i = after + 1
    while i + 1 < len(tree) and (tree.words[i] == "," or scene.in_timex(i)):
        i += 1
    quote = _opening_at(scene, tree.tokens.end[i - 1])
    if quote is None or not _is_manner(scene, quote):
        return after
    i = tree.at(quote.outer.end)
    return i if i < len(tree) and tree.words[i] == "," else i - 1


def _marked(scene: Scene, phrase: Span | None) -> Span | None:
    """A phrase if it holds a label in marks: « les propos du maire d'« absurdes » »."""
    return phrase if phrase is not None and contents.has_marks(phrase.of(scene.text)) else None


def _is_manner(scene: Scene, quote: Quote) -> bool:
    """Whether words in marks tell how, and an object follows them: « avec la plus vive force »."""
    tree = scene.tree
    first = tree.at(quote.inner.start)
    joins = tree.grammar["of"] | tree.grammar["to"]
    if first >= len(tree) or scene.is_sentence(quote):
        return False
    if tree.tokens.tag[first] != "ADP" or tree.words[first] in joins:
        return False
    after = tree.at(quote.outer.end)
    after += after < len(tree) and tree.words[after] == ","
    return after < len(tree) and tree.tokens.tag[after] == "DET"


def _is_time(scene: Scene, noun: Span) -> bool:
    """Whether an object is only a time."""
    inside = range(scene.tree.at(noun.start), scene.tree.before(noun.end) + 1)
    return all(scene.in_timex(i) for i in inside)


def _resumed(scene: Scene, noun: Span, *, stops: frozenset[int]) -> Span:
    """An object with what completes it past a time: « la pose, dès mai, d'un radar »."""
    tree = scene.tree
    last = tree.before(noun.end)
    if scene.in_timex(last):
        while last > 0 and tree.words[last] != ",":
            last -= 1
        last -= 1
    after = _past_timex(scene, last)
    if after == last or tree.words[after + 1].strip('"«“ ') not in tree.grammar["of"] | {""}:
        return noun
    _, end = tree.sentence_of(after)
    ends = (i - 1 for i in range(after + 2, end + 1) if tree.words[i] in (",", ";") or i in stops)
    return contents.tidy(scene.text, Span(noun.start, tree.tokens.end[next(ends, end)]))


def _frames_of_infinitive(tree: Tree, infinitive: Span) -> frozenset[str]:
    """Frames that admit an infinitive, by the adposition it begins with, if any."""
    first = tree.words[tree.at(infinitive.start)]
    if first in tree.grammar["of"]:
        return frozenset({"de", "inf", "addressee"})
    if first in tree.grammar["to"]:
        return frozenset({"a", "inf", "addressee"})
    return frozenset({"inf"}) if first not in MARKS else BEFORE_INFINITIVES


def _is_bare(scene: Scene, cue: Cue, *, infinitive: Span | None) -> bool:
    """Whether an infinitive stands for « que »: « a ajouté ne pas avoir lu les messages »."""
    tree = scene.tree
    if infinitive is None or "que" not in cue.frames or not cue.classes & SAYING:
        return False
    first = tree.at(infinitive.start)
    return tree.tokens.tag[first] != "ADP" and tree.at(infinitive.start) <= cue.last + NEAR


def _frames_of_noun(scene: Scene, noun: Span) -> frozenset[str]:
    """Frames of an object; one without « le » is new: who « revendique une prime » demands it."""
    is_new = scene.tree.has(scene.tree.at(noun.start), "Definite=Ind")
    return BEFORE_NOUNS | {"indef"} if is_new else BEFORE_NOUNS


def _adpositional(
    scene: Scene, cue: Cue, *, frames: frozenset[str], stops: frozenset[int]
) -> Found | None:
    """The phrase that an adposition joins to a cue, an antecedent, or the cue by itself."""
    tree = scene.tree
    wanted = frozenset().union(*(tree.grammar[role] for frame, role in JOINING if frame in frames))
    phrase = contents.phrase_after(
        tree, cue.governor, last=cue.last, adpositions=wanted, stops=stops
    )
    if phrase is None and wanted:
        phrase = contents.joined_after(tree, cue.last, adpositions=wanted, stops=stops)
    if phrase is not None and tree.words[phrase[0] + 1] in tree.grammar["our"]:
        phrase = None  # « n'a pas répondu à nos questions » says nothing of what
    if phrase is not None and _is_place(scene, phrase):
        phrase = None  # « s'exprimait à Lyon » tells where
    if phrase is not None:
        adposition, span = phrase
        owned = _owned(scene, cue)
        if cue.stance is Stance.THANK and cue.last > cue.head and owned is None:
            owned = tree.span(cue.head + 1, cue.last)  # « a rendu hommage aux victimes »
        if owned is not None:  # « ses condoléances aux proches »
            span = Span(owned.start, span.end)
            return Found((span,), Weight.PHRASE, frozenset({"a"}))
        end = adposition if adposition == cue.last + 1 else None
        return Found((span,), Weight.PHRASE, frozenset(frame for frame, _ in JOINING), end)
    if (owned := _owned(scene, cue)) is not None:
        return Found((owned,), Weight.PHRASE, frozenset({"a", "about"}))
    before = contents.antecedent(tree, cue.governor)
    if before is not None and frames & {"np", "about", "objaddr"}:
        return Found((before,), Weight.OBJECT, BEFORE_NOUNS)
    if "abs" in frames and "directive" in cue.classes and cue.last > cue.head:
        named = tree.span(cue.head + 1, cue.last)  # « appelle au calme »
        return Found((named,), Weight.PHRASE, frozenset({"abs"}))
    if cue.classes & ANSWERING and has_clitic_object(scene, cue):
        return Found((tree.span(cue.first, cue.last),), Weight.PHRASE, frozenset({"abs"}))
    ends = cue.last + 1 >= len(tree) or tree.tokens.tag[cue.last + 1] == "PUNCT"
    if cue.negated and cue.classes <= KNOWING:
        return None  # « elles ne trouvaient aucune trace »
    # « restent prudents » evades nothing
    is_manner = cue.stance is not Stance.DENY and not tree.is_verb(cue.last)
    says_alone = "abs" in frames or (ends and not is_manner)
    if cue.stance in HOLDING_BACK and (cue.negated or says_alone):
        return Found((tree.span(cue.first, cue.last),), Weight.PHRASE, frozenset({"abs"}))
    return None


def _owned(scene: Scene, cue: Cue) -> Span | None:
    """What a cue itself names as its source's: « a exprimé sa colère »."""
    tree = scene.tree
    if tree.tokens.lemma[cue.head] not in tree.grammar["expressing"] or cue.stance in HOLDING_BACK:
        return None
    words = range(cue.head + 1, cue.last + 1)
    first = next((i for i in words if tree.words[i] in tree.grammar["possessive"]), None)
    return tree.span(first, cue.last) if first is not None else None


def _is_place(scene: Scene, phrase: tuple[int, Span]) -> bool:
    """Whether « à » and a place tell where somebody speaks."""
    adposition, span = phrase
    mention = scene.mention(adposition + 1)
    if mention is None or mention.entity_kind is not EntityKind.PLACE:
        return False
    return scene.tree.words[adposition] in scene.tree.grammar["to"] and mention.span == span


def _fits(scene: Scene, frames: frozenset[str], *, noun: Span) -> bool:
    """Whether an object is something put forward, where the cue takes nothing else.

    One rejects an accusation as one rejects an appeal; only the first denies.
    A prefecture counts the dead, and tells so; a company counts its staff.
    """
    if "toll" in frames and not frames & {"np", "objaddr", "claim"}:
        counted = scene.analysis.quantities
        return any(q.event in LOSSES and noun.covers(q.span) for q in counted)
    if "claim" not in frames or frames & {"np", "objaddr"}:
        return True
    tree = scene.tree
    inside = range(tree.at(noun.start), tree.before(noun.end) + 1)
    head = next((i for i in inside if tree.tokens.tag[i] in ("NOUN", "PROPN")), None)
    known = {row.noun for row in scene.pack.table(ClaimRow)}
    return head is not None and (
        tree.tokens.lemma[head] in known or tree.words[inside[0]] in tree.grammar["whole"]
    )


def _sentence_quoted(scene: Scene, clause: Span) -> Span:
    """The clause, cut at the end of a whole sentence quoted at its beginning."""
    clause = through_quote(scene, clause)
    quote = scene.opening_from(clause.start)
    if quote is not None and quote.outer.start == clause.start and scene.is_sentence(quote):
        rest = scene.text[quote.outer.end : clause.end].lstrip()
        return quote.inner if rest and not rest[0].isalpha() else clause
    return clause


def _after_colon(scene: Scene, cue: Cue) -> tuple[int, Span | None]:
    """The colon after a cue and its arguments, and what it opens; a whole quotation if one does."""
    tree = scene.tree
    _, sentence_end = tree.sentence_of(cue.head)
    if not cue.frames & OPENING_QUOTES:
        return sentence_end, None
    for i in range(cue.last + 1, sentence_end + 1):
        if i in scene.stops and i > cue.last + 1:
            break
        if tree.words[i] != ":":
            continue
        if _is_anothers(scene, cue, colon=i):
            return i, None
        quote = _opening_at(scene, tree.tokens.end[i])
        if quote is not None:
            return i, quote.inner
        objects = [c for c in tree.by_relation(cue.head, ("obj", "ccomp", "xcomp")) if c < i]
        if i < sentence_end and "colon" in cue.frames and not objects:
            return i, contents.tidy(scene.text, tree.span(i + 1, sentence_end))
        break
    return sentence_end, None


def _is_anothers(scene: Scene, cue: Cue, *, colon: int) -> bool:
    """Whether a later verb of saying stands right before a colon: « P, et X a dit : « Q » »."""
    later = scene.cues_between(cue.governor + 1, colon)
    return any(
        c.last == colon - 1 and c.frames & OPENING_QUOTES and c.classes & SAYING for c in later
    )


def _quoted_before(scene: Scene, cue: Cue) -> Found | None:
    """The quotation that stands before a verb and its subject: « « P », Luc Durand a dit »."""
    if "ins" not in cue.frames or cue.first == 0:
        return None
    subject = scene.mention(cue.first - 1)
    if subject is None or not is_speaker(scene, cue.first - 1):
        return None
    quote = scene.closing_by(subject.span.start)
    between = scene.text[quote.outer.end : subject.span.start] if quote is not None else ""
    if quote is None or between.strip() != "," or not scene.is_sentence(quote):
        return None
    return Found((quote.inner,), Weight.QUOTATION, frozenset({"ins"}))


def _past_addressee(scene: Scene, cue: Cue) -> Quote | None:
    """The quotation past whom a verb speaks to: « a dit au préfet Luc Durand « … » »."""
    tree = scene.tree
    first = cue.last + 1
    if (
        first >= len(tree)
        or tree.words[first] not in tree.grammar["to"]
        or not cue.classes & SAYING
    ):
        return None
    _, end = tree.sentence_of(cue.head)
    for i in range(first, min(first + ADDRESSED, end)):
        quote = scene.opening_from(tree.tokens.start[i])
        if quote is not None and quote.outer.start == tree.tokens.start[i]:
            return quote if scene.is_sentence(quote) else None
        if tree.is_verb(i) or tree.tokens.tag[i] == "PUNCT":
            return None
    return None


def _opening_at(scene: Scene, offset: int) -> Quote | None:
    """The quotation that opens at an offset, spaces and line ends aside."""
    quote = scene.opening_from(offset)
    if quote is None or scene.text[offset : quote.outer.start].strip():
        return None
    return quote


def _quoted_after(scene: Scene, cue: Cue) -> Span | None:
    """The quotation that stands right after a cue, as its object: « a dénoncé « … » »."""
    beside = _opening_at(scene, scene.tree.tokens.end[cue.last])
    if beside is not None and _is_manner(scene, beside):
        return None
    quote = beside or _past_addressee(scene, cue)
    if quote is None or (cue.classes == {"manner"} and not scene.is_sentence(quote)):
        return None  # « tranchera « avec bon sens » » quotes how, not what
    end = scene.tree.tokens.end[scene.tree.before(quote.outer.start)]
    if "\n" in scene.text[end : quote.outer.start]:
        return None
    rest = contents.noun_after(scene.tree, cue.governor, last=cue.last, stops=scene.stops)
    if rest is not None and rest.start <= quote.inner.start and rest.end > quote.outer.end + 2:
        others = (q for q in scene.quotes_touching(rest) if q.outer.start > quote.outer.end)
        return quote.inner if any(listed_speaker(scene, q) for q in others) else rest
    return quote.inner
