"""Attributions that verbs make: inserted clauses, passives, and what follows the verb.

    affirmant que P · confirmé par X · qui affirme P

Source: frames after Danlos, Sagot & Stern 2010 (French verbs of saying) and
house rows of `cues.tsv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.cues import is_negated
from recoupe.attribution.following import (
    BEFORE_INFINITIVES,
    BEFORE_NOUNS,
    SAYING,
    Found,
    following,
)
from recoupe.attribution.inserted import inserted
from recoupe.attribution.pointing import is_inverted_relative, pointed
from recoupe.attribution.scene import Draft, Weight
from recoupe.attribution.speakers import (
    is_narrated,
    is_speaker,
    kind_of,
    main_speaker,
    source_span,
    speaker_of,
    with_partners,
)
from recoupe.attribution.tree import SUBJECTS
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.cues import Cue
    from recoupe.attribution.scene import Scene
    from recoupe.attribution.tree import Tree

#: Classes of verbs for what people gather, strike or write for.
SOUGHT = frozenset({"accusation", "denial", "directive"})
#: Infinitives joined to one another, at most.
JOINED_INFINITIVES = 3
#: Classes of verbs whose passive still says something: « annoncé par », « démenti par ».
TOLD_IN_THE_PASSIVE = frozenset({"reporting", "confirmation", "denial", "commissive"})
#: How far after a passive verb its agent may stand, in tokens.
AGENT_AHEAD = 9
COMMA = frozenset({",", ";", ":", "(", "–", "—"})
#: Classes whose participle reports what its subject said, not how the writer sees it.
TAKING_SIDES = frozenset(
    {"accusation", "denial", "directive", "commissive", "label", "evaluative", "avoidance"}
)


def verbal_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that verbs make, in order of the verbs."""
    for longest in scene.cues:
        cue: Cue | None = longest
        drafts: tuple[Draft, ...] = ()
        while cue is not None and not drafts:
            drafts = tuple(_drafts(scene, cue))
            cue = None if "abs" in cue.frames and _is_whole(cue) else cue.shorter
        yield from drafts


def _is_whole(cue: Cue) -> bool:
    """Whether a cue's words stand together: « dit ravi de l'accord » is not « d'accord »."""
    return cue.last - cue.head <= len(cue.rows[0].cue.split())


def _drafts(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """The attributions of one cue: an inserted clause, a passive, or what follows the verb."""
    inside = scene.quote_over(scene.tree.span(cue.first, cue.last))
    after, found_beside = inserted(scene, cue, inside=inside)
    if found_beside:
        yield from (_draft(scene, cue, found=found, subject=after) for found in found_beside)
        return
    if inside is not None or _says_nothing(scene, cue):
        return
    if (pointing := pointed(scene, cue)) is not None:
        yield _draft(scene, cue, found=pointing[1], subject=pointing[0])
        return
    if is_passive(scene.tree, cue):
        yield from _passive(scene, cue)
        return
    if is_inverted_relative(scene.tree, cue):
        return
    subject = speaker_of(scene, cue)
    if subject is not None and scene.tree.words[subject] in scene.tree.grammar["nobody"]:
        return
    for found in following(scene, cue):
        if _suffices(scene, cue, subject=subject, weight=found.weight):
            yield _draft(scene, cue, found=found, subject=subject)


def _says_nothing(scene: Scene, cue: Cue) -> bool:
    """Whether a verb goes on another, joins two names or speaks to the reader."""
    return _goes_on(scene, cue) or _is_alias(scene, cue) or _is_the_writer(scene.tree, cue.head)


def _is_alias(scene: Scene, cue: Cue) -> bool:
    """Whether a verb only joins a name to another: « Luc Vautrel dit Tito »."""
    tree = scene.tree
    if tree.words[cue.first] not in tree.grammar["alias"] or cue.first + 1 >= len(tree):
        return False
    before, after = scene.mention(cue.first - 1), tree.tokens.tag[cue.first + 1]
    is_name = before is not None and before.entity_kind is EntityKind.PERSON and before.name
    return bool(is_name) and after == "PROPN" and cue.first == cue.last


def _goes_on(scene: Scene, cue: Cue) -> bool:
    """Whether a cue is the infinitive of another: « dit vouloir partir » is one attribution."""
    tree = scene.tree
    if not tree.has(cue.head, "VerbForm=Inf") or tree.tokens.relation[cue.head] != "xcomp":
        return False
    head = tree.tokens.head[cue.head]
    return any(
        head in (c.head, c.governor) and c.frames & BEFORE_INFINITIVES
        for c in scene.cues_between(head, head + 1)
    )


def _is_the_writer(tree: Tree, verb: int) -> bool:
    """Whether a verb speaks to the reader: « Rappelons que », « Notons que »."""
    return tree.has(verb, "Mood=Imp") and tree.has(verb, "Number=Plur")


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
    if not helpers:  # « l'adjoint précisa : « … » » is no participle, whatever a tagger says
        colon = tree.words[cue.last + 1 : cue.last + 2] == (":",)
        finite = tree.tokens.relation[cue.head] == "conj" or tree.by_relation(cue.head, ("nsubj",))
        return not finite and not colon
    return helpers[-1] in tree.grammar["passive_auxiliary"]


def _suffices(scene: Scene, cue: Cue, *, subject: int | None, weight: Weight) -> bool:
    """Whether a frame as sure as `weight` holds with the subject that was found.

    A clause or a quotation speaks for itself; an object or an infinitive is
    content only when somebody who can speak stands before it. A participle
    that adds how something is said (« signalant ainsi une hausse ») is the
    writer's own comment.
    """
    tree = scene.tree
    bare = _is_infinitive(tree, cue.head) and not is_narrated(scene, cue.head)
    if bare and not _happens(scene, cue):
        return False
    if subject is None:
        return weight in (Weight.CLAUSE, Weight.QUOTATION) and not bare
    if bare and tree.words[subject] in tree.grammar["indefinite"]:
        return False
    if weight in (Weight.CLAUSE, Weight.QUOTATION):
        return bool(cue.classes & SAYING) or is_speaker(scene, subject)
    of_document = kind_of(scene, subject) is EntityKind.DOCUMENT and subject < cue.first
    tells = of_document and tree.tokens.relation[cue.head] == "acl"  # « un rapport évoquant »
    if sources.is_present_participle(tree, cue.head) and _comments(scene, cue) and not tells:
        return False
    answers = bare or cue.classes & {"denial", "confirmation"}
    if answers and kind_of(scene, subject) is EntityKind.DOCUMENT:
        return False
    return is_speaker(scene, subject)


def _happens(scene: Scene, cue: Cue) -> bool:
    """Whether an infinitive tells what was said, not what may be, or what for.

    « a tenu à rappeler », « après avoir accusé », « sans préciser »; not
    « pourront interroger », « apprend à parler ». People gather « pour dénoncer »:
    a purpose counts with what they demand, accuse or deny.
    """
    tree = scene.tree
    helped = any(tree.words[i] not in tree.grammar["reflexive"] for i in range(cue.first, cue.head))
    if cue.negated or helped:
        return True
    head = cue.head
    for _ in range(JOINED_INFINITIVES):
        if tree.tokens.relation[head] == "conj" and head != tree.tokens.head[head]:
            head = tree.tokens.head[head]
    if not _is_infinitive(tree, head):
        return True
    first = cue.first if head == cue.head else head
    before = tree.words[first - 1] if first else ""
    joined = before in tree.grammar["of"] | tree.grammar["to"]
    opener = tree.words[first - 2] if joined and first > 1 else before
    if opener in tree.grammar["purpose"]:
        return bool(cue.classes & SOUGHT)
    if opener in tree.grammar["sequence"]:
        return True
    return any(_performs(tree, i) for i in (tree.tokens.head[head], max(0, first - 1 - joined)))


def _is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb is an infinitive, and not a participle that a tagger took for one."""
    is_form = tree.words[verb] == tree.tokens.lemma[verb]
    helped = verb > 0 and tree.has(verb - 1, "VerbForm=Fin") and tree.tokens.tag[verb - 1] == "AUX"
    return tree.has(verb, "VerbForm=Inf") and is_form and not helped


def _performs(tree: Tree, governor: int) -> bool:
    """Whether what a verb governs is done: « vient de », « n'hésite pas à », « a dû »."""
    lemma = tree.tokens.lemma[governor]
    if lemma in tree.grammar["performing_negated"]:
        return is_negated(tree, governor)
    if lemma in tree.grammar["performing_past"]:
        return tree.has(governor, "VerbForm=Part")
    return lemma in tree.grammar["performing"]


def _comments(scene: Scene, cue: Cue) -> bool:
    """Whether a participle is the writer's comment rather than what its subject said.

    It reports when it takes sides (« accusant ») or follows a verb of saying;
    « signalant ainsi » concludes.
    """
    tree = scene.tree
    after = cue.last + 1
    if after < len(tree) and tree.words[after] in tree.grammar["conclusion"]:
        return True
    first, _ = tree.sentence_of(cue.head)
    inserted_before = any(
        sources.is_inverted(tree, c.head) for c in scene.cues_between(first, cue.first)
    )
    told = inserted_before or main_speaker(scene, cue) is not None
    return not cue.classes & TAKING_SIDES and not told


def _draft(scene: Scene, cue: Cue, *, found: Found, subject: int | None) -> Draft:
    """A draft for a cue, its source the noun phrase around the subject."""
    content = _with_state(scene, cue, found=found)
    whole = _cue_span(scene, cue, end=found.cue_end)
    called = "abs" in found.frames and "directive" in cue.classes
    before = called or content != found.content
    last = scene.tree.before(content[0].start)
    last -= scene.tree.tokens.tag[last] == "PUNCT"
    end = scene.tree.tokens.end[last] if before else whole.end
    return Draft(
        content=content,
        cue=Span(whole.start, min(end, whole.end)),
        head=cue.head,
        source=with_partners(scene, cue, source=source_span(scene, subject)),
        source_head=subject,
        stance=_stance(cue, found),
        weight=found.weight,
        row=cue.rows[0].cue,
    )


def _with_state(scene: Scene, cue: Cue, *, found: Found) -> tuple[Span, ...]:
    """The content with the state that its source calls itself in: « se dit | inquiet de P »."""
    tree = scene.tree
    calls = tree.tokens.lemma[cue.head] in tree.grammar["calling"] and cue.last > cue.head
    if not calls or found.weight not in (Weight.PHRASE, Weight.INFINITIVE):
        return found.content
    state = tree.span(cue.last, cue.last)
    described = tree.tokens.tag[cue.last] in ("ADJ", "VERB") and state.end < found.content[0].start
    first, *rest = found.content
    return (Span(state.start, first.end), *rest) if described else found.content


def _stance(cue: Cue, found: Found) -> Stance:
    """What the source does; a quotation after a denial gives its grounds, not what it denies."""
    stance = cue.stance_in(found.frames)
    quoted = found.frames == frozenset({"colon"}) and not cue.frames & {"colon"}
    return Stance.ASSERT if quoted and stance is Stance.DENY else stance


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


def _agent_beyond(scene: Scene, cue: Cue) -> int | None:
    """The agent of a passive that stands apart from it: « démenti dans la foulée par X »."""
    tree = scene.tree
    _, end = tree.sentence_of(cue.head)
    for i in range(cue.last + 1, min(cue.last + AGENT_AHEAD, end)):
        if tree.words[i] in tree.grammar["agent"]:
            for j in range(i + 1, min(i + 4, end + 1)):
                if is_speaker(scene, j):
                    return j
    return None


def _passive(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """The attribution of a passive: « confirmé par X », « il a été annoncé que P »."""
    tree = scene.tree
    by = sources.agent(tree, cue.head)
    by = by if by is not None else _agent_beyond(scene, cue)
    clause = contents.clause_after(tree, cue.head, last=cue.last, stops=scene.stops)
    if clause is not None and "que" in cue.frames and _follows(scene, cue, clause=clause):
        found = Found((clause,), Weight.CLAUSE, frozenset({"que"}))
        yield _draft(scene, cue, found=found, subject=by)
        return
    judged = cue.classes & {"label", "accusation", "directive"}
    if by is not None and is_speaker(scene, by) and judged and cue.frames & {"label", "addressee"}:
        said = _said_of_patient(scene, cue, agent=by)
        if said is not None:
            yield _draft(scene, cue, found=said, subject=by)
        return
    bare = cue.first == cue.head
    if tree.tokens.tag[min(cue.last + 1, len(tree) - 1)] == "ADJ":
        return  # « reconnu coupable par le tribunal » is sentenced
    if not is_speaker(scene, by) or not cue.frames & {"np", "objaddr"}:
        return
    if not cue.classes & TOLD_IN_THE_PASSIVE:
        return  # « condamné par le tribunal » is done to somebody, not said
    if bare and cue.stance not in (Stance.CONFIRM, Stance.DENY):
        return  # « un communiqué diffusé par X » tells who did it, not who says so
    patient = next(iter(tree.by_relation(cue.head, SUBJECTS)), None)
    if patient is None and tree.tokens.relation[cue.head] in ("acl", "amod"):
        patient = tree.tokens.head[cue.head]
    if patient is None or kind_of(scene, patient) is EntityKind.PERSON:
        return  # « un ministre confirmé par les députés » is appointed
    first, last = tree.left[patient], tree.right[patient]
    if first < cue.first <= last:
        last = cue.first - 1
    if patient == last and tree.tokens.tag[patient] == "PRON":
        return  # « l'homme, qui avait été reconnu par la victime »
    content = contents.tidy(scene.text, tree.span(first, last))
    found = Found((content,), Weight.PASSIVE, BEFORE_NOUNS)
    yield _draft(scene, cue, found=found, subject=by)


def _follows(scene: Scene, cue: Cue, *, clause: Span) -> bool:
    """Whether a clause is that of a passive verb, and not of a verb before it.

    « a dit hier, dans un entretien accordé au « Relevé », que P »
    """
    tree = scene.tree
    bare = cue.first == cue.head
    return not bare or "," not in tree.words[cue.last + 1 : tree.at(clause.start)]


def _said_of_patient(scene: Scene, cue: Cue, *, agent: int) -> Found | None:
    """What a passive says of its subject: « qualifié de « P » par X », « accusé par X de P »."""
    tree = scene.tree
    _, end = tree.sentence_of(cue.head)
    by = next(
        (i for i in range(cue.last + 1, agent) if tree.words[i] in tree.grammar["agent"]), None
    )
    if by is None:
        return None
    source = source_span(scene, agent)
    first = cue.last + 1
    if by > first:
        last = by - 1
    else:
        stop = next((i for i in range(agent + 1, end) if tree.words[i] in COMMA), end)
        first = next((i for i in range(agent + 1, stop) if _opens_complement(tree, i)), end)
        ends = (i - 1 for i in range(first, end + 1) if tree.words[i] in COMMA or i in scene.stops)
        last = next(ends, end)
    infinitive = any(
        tree.has(i, "VerbForm=Inf") for i in range(first + 1, min(first + 3, last + 1))
    )
    joined = _opens_complement(tree, first)
    if joined and not infinitive:
        first += 1
    shown = "label" in cue.frames and (
        tree.tokens.tag[first] == "ADJ" or contents.has_marks(tree.words[first])
    )
    if first > last or source is None or not (shown or joined):
        return None
    content = contents.tidy(scene.text, tree.span(first, last))
    return Found((content,), Weight.PASSIVE, frozenset({"label", "addressee", "de"}))


def _opens_complement(tree: Tree, i: int) -> bool:
    """Whether a word joins what is said of somebody: « qualifié de », « vu comme »."""
    joins = tree.grammar["of"] | tree.grammar["to"] | tree.grammar["inserted_opener"]
    return tree.words[i] in joins
