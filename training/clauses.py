"""Clauses for the templates: verbs in their tenses, adjuncts, what is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.lexicon import WORDS
from training.phrases import (
    Phrase,
    Verb,
    adjective,
    adposition,
    agreement,
    article,
    group,
    of,
    person,
    pick,
    place,
    punct,
    thing,
    verb,
)
from training.trees import UNKNOWN, Node

if TYPE_CHECKING:
    import random

SIMPLE = ("present", "imperfect", "future", "conditional")
COMPOUND = ("perfect", "pluperfect", "past_conditional")
_HAVING = {"perfect": "a ont", "pluperfect": "avait avaient", "past_conditional": "aurait auraient"}
_BEING = {
    "present": "est sont",
    "imperfect": "était étaient",
    "future": "sera seront",
    "conditional": "serait seraient",
}
_SIMPLE_OF = {"perfect": "present", "pluperfect": "imperfect", "past_conditional": "conditional"}
_MOODS = {
    "present": "Mood=Ind|Number={}|Person=3|Tense=Pres|VerbForm=Fin",
    "imperfect": "Mood=Ind|Number={}|Person=3|Tense=Imp|VerbForm=Fin",
    "future": "Mood=Ind|Number={}|Person=3|Tense=Fut|VerbForm=Fin",
    "conditional": "Mood=Cnd|Number={}|Person=3|Tense=Pres|VerbForm=Fin",
}
_NUMBERS = {"s": "Sing", "p": "Plur"}
_ENDINGS = {"imperfect": ("ait", "aient"), "future": ("a", "ont"), "conditional": ("ait", "aient")}
PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"


@dataclass(slots=True)
class Core:
    """A verb to be put in a sentence, and what stands around it."""

    verb: Verb
    tense: str
    subject: Phrase | None = None
    number: str = "s"
    adverbs: list[Node] = field(default_factory=list)
    negation: str = ""
    clitics: list[Node] = field(default_factory=list)
    inserted: list[Node] = field(default_factory=list)  # between auxiliary and participle
    being: bool = False  # être for auxiliary


def finite(found: Verb, tense: str, *, number: str) -> Node:
    """The verb in a simple tense, third person."""
    index = "sp".index(number)
    if tense == "present":
        form = (found.singular, found.plural)[index]
    else:
        stem = found.imperfect if tense == "imperfect" else found.future()
        form = stem + _ENDINGS[tense][index]
    return Node(
        form, "VERB", features=_MOODS[tense].format(_NUMBERS[number]), lemma=found.infinitive
    )


def auxiliary(tense: str, number: str, *, being: bool = False) -> Node:
    """The auxiliary of a compound tense."""
    if being:
        return be(_SIMPLE_OF[tense], number).to("aux:tense")
    form = _HAVING[tense].split()["sp".index(number)]
    return Node(form, "AUX", "aux:tense", lemma="avoir")


def be(tense: str, number: str) -> Node:
    """« être » in a simple tense."""
    return Node(_BEING[tense].split()["sp".index(number)], "AUX", lemma="être")


def clause(core: Core, *, inverted: bool = False, clitic: str = "") -> Node:
    """The verb with its subject before it, after it, or as a pronoun joined to it."""
    number = core.subject.number if core.subject else core.number
    before = [core.subject.head.to("nsubj")] if core.subject and not inverted else []
    subject = core.subject.head.to("nsubj") if core.subject and inverted else None
    joined = Node(clitic, "PRON", "nsubj") if clitic else None
    ne = [Node("ne", "ADV", "advmod", "")] if core.negation else []
    pas = [Node(core.negation, "ADV", "advmod", "")] if core.negation else []
    if core.tense in SIMPLE:
        main = finite(core.verb, core.tense, number=number)
        main.left = [*before, *ne, *core.clitics]
        main.right = [*([joined] if joined else []), *pas, *core.inserted, *core.adverbs]
    else:
        main = Node(core.verb.participle, "VERB", features=PARTICIPLE, lemma=core.verb.infinitive)
        aux = auxiliary(core.tense, number, being=core.being)
        main.left = [
            *before,
            *ne,
            *core.clitics,
            aux,
            *([joined] if joined else []),
            *pas,
            *core.inserted,
            *core.adverbs,
        ]
    if subject:
        main.right.append(subject)
    return main


def infinitive(found: Verb, *, past: bool = False) -> Node:
    """The infinitive, past (« avoir affronté ») or not."""
    if not past:
        return Node(found.infinitive, "VERB", features="VerbForm=Inf", lemma=found.infinitive)
    node = Node(found.participle, "VERB", features=PARTICIPLE, lemma=found.infinitive)
    node.left.append(Node("avoir", "AUX", "aux:tense", "VerbForm=Inf"))
    return node


def that(content: Node, relation: str = "ccomp") -> Node:
    """« que » before a clause."""
    content.left.insert(0, Node("que", "SCONJ", "mark", ""))
    return content.to(relation)


def passive(rng: random.Random, subject: Phrase, *, found: Verb, tense: str) -> Node:
    """« les soldats auraient été tués », « le pont est fermé »."""
    ending = {"ms": "", "fs": "e", "mp": "s", "fp": "es"}[subject.gender + subject.number]
    participle = (
        found.participle
        if ending == "s" and found.participle.endswith("s")
        else found.participle + ending
    )
    features = f"{agreement(subject.gender, subject.number)}|Tense=Past|VerbForm=Part|Voice=Pass"
    main = Node(participle, "VERB", features=features, lemma=found.infinitive)
    main.left = [subject.head.to("nsubj:pass")]
    if tense in SIMPLE:
        main.left.append(be(tense, subject.number).to("aux:pass"))
    else:
        main.left += [
            auxiliary(tense, subject.number),
            Node("été", "AUX", "aux:pass", lemma="être"),
        ]
    if rng.random() < 0.3:
        main.left.append(Node(pick(rng, WORDS["adverbs"]), "ADV", "advmod", ""))
    return main


def participle_of(found: Verb, gender: str, *, number: str) -> Node:
    """A past participle that qualifies a noun."""
    ending = {"ms": "", "fs": "e", "mp": "s", "fp": "es"}[gender + number]
    form = (
        found.participle
        if ending == "s" and found.participle.endswith("s")
        else found.participle + ending
    )
    features = f"{agreement(gender, number)}|Tense=Past|VerbForm=Part|Voice=Pass"
    return Node(form, "VERB", "acl", features, found.infinitive)


def moment(rng: random.Random) -> Node:
    """When, without a preposition: « jeudi », « ces derniers mois », « samedi 14 décembre »."""
    return rng.choice((_weekday, _weekday, _spell, _edge, _adverb, _date, _number_date))(rng).to(
        "obl"
    )


def _noun(form: str, features: str = "Gender=Masc|Number=Sing") -> Node:
    return Node(form, "NOUN", "obl", features, form)


def _weekday(rng: random.Random) -> Node:
    node = _noun(pick(rng, WORDS["days"]))
    dice = rng.random()
    if dice < 0.3:
        node.left.append(article("m", "s", kind="dem"))
    elif dice < 0.45:
        node.right.append(
            Node(rng.choice(("dernier", "prochain")), "ADJ", "amod", "Gender=Masc|Number=Sing")
        )
    elif dice < 0.6:
        node.right.append(
            Node(rng.choice(("soir", "matin")), "NOUN", "nmod", "Gender=Masc|Number=Sing")
        )
    return node


def _spell(rng: random.Random) -> Node:
    form, gender, number, kind, after = pick(rng, WORDS["spells"]).split(":")
    node = Node(form, "NOUN", "obl", agreement(gender, number), form)
    node.left.append(article(gender, number, kind=kind))
    if number == "p":
        node.left.append(
            Node(
                "derniers" if gender == "m" else "dernières",
                "ADJ",
                "amod",
                agreement(gender, "p"),
                "dernier",
            )
        )
    if after:
        node.right.append(Node(after, "ADJ", "amod", agreement(gender, "s"), "dernier"))
    return node


def _edge(rng: random.Random) -> Node:
    node = _noun(rng.choice(("fin", "début", "mi")), UNKNOWN)
    if node.form == "mi":
        return _noun("mi-" + pick(rng, WORDS["months"]), UNKNOWN)
    node.right.append(Node(pick(rng, WORDS["months"]), "NOUN", "nmod", "Gender=Masc|Number=Sing"))
    return node


def _adverb(rng: random.Random) -> Node:
    return Node(
        rng.choice(("hier", "aujourd'hui", "mardi", "dimanche")),
        "ADV" if rng.random() < 0 else "NOUN",
        "obl",
        UNKNOWN,
    )


def _date(rng: random.Random) -> Node:
    node = _number_date(rng)
    if rng.random() < 0.7:
        day = _noun(pick(rng, WORDS["days"]))
        node.left.clear()
        day.right.append(node.to("nmod"))
        return day
    return node


def _number_date(rng: random.Random) -> Node:
    form = str(rng.randint(2, 31)) if rng.random() < 0.85 else "1er"
    node = Node(form, "NUM" if form != "1er" else "ADJ", "obl", UNKNOWN)
    node.left.append(article("m", "s"))
    node.right.append(Node(pick(rng, WORDS["months"]), "NOUN", "nmod", "Gender=Masc|Number=Sing"))
    if rng.random() < 0.3:
        node.right[0].right.append(Node(str(rng.randint(1990, 2026)), "NUM", "nmod", UNKNOWN))
    return node


def circumstance(rng: random.Random) -> Node:
    """Where or how, with a preposition: « dans un communiqué », « devant la presse »."""
    preposition, form, gender, kind = pick(rng, WORDS["circumstances"]).split(":")
    number = "p" if kind == "plur" else "s"
    tag = "PROPN" if form.isupper() else "NOUN"
    node = Node(form, tag, "obl", agreement(gender, number), form)
    if kind:
        node.left.append(article(gender, number, kind="def" if kind == "plur" else kind))
    if rng.random() < 0.3 and form not in ("place", "marge"):
        extra = {
            "vidéo": "quotidienne",
            "allocution": "télévisée",
            "communiqué": "officiel",
            "réseaux": "sociaux",
        }.get(form)
        if extra:
            node.right.append(Node(extra, "ADJ", "amod", agreement(gender, number)))
        elif form in ("situation", "capitale"):
            node.right.append(of(place(rng)))
    if form == "marge":
        node.right.append(of(thing(rng, plain=True).head))
    elif rng.random() < 0.25:
        node.right.append(rng.choice((_of_thing, _on_networks, _with_somebody))(rng))
    return _with_preposition(preposition, node)


def _of_thing(rng: random.Random) -> Node:
    return of(thing(rng).head)


def _on_networks(rng: random.Random) -> Node:
    """« sur ses réseaux sociaux »."""
    node = Node("réseaux", "NOUN", features="Gender=Masc|Number=Plur")
    node.left.append(article("m", "p", kind=rng.choice(("poss", "def"))))
    node.right.append(Node("sociaux", "ADJ", "amod", "Gender=Masc|Number=Plur", "social"))
    return of(node, "sur")


def _with_somebody(rng: random.Random) -> Node:
    return of(rng.choice((group, person))(rng).head, "avec")


def _with_preposition(preposition: str, node: Node) -> Node:
    if preposition in ("lors", "auprès"):
        outer = Node(preposition, "ADV", "advmod", "")
        node.left.insert(0, adposition("de"))
        outer.right.append(node.to("obl"))
        return outer
    if "_" in preposition:
        first, second = preposition.split("_")
        outer = Node(second, "NOUN", "obl", "Gender=Masc|Number=Sing")
        outer.left.append(adposition(first))
        outer.right.append(of(node))
        return outer
    node.left.insert(0, adposition(preposition))
    return node


def frame(rng: random.Random) -> Node:
    """An adjunct before or after the clause."""
    return moment(rng) if rng.random() < 0.55 else circumstance(rng)


def content(rng: random.Random, *, short: bool = False) -> Node:
    """Something that may be said: a full clause on invented matters."""
    made = rng.choice(
        (_acts, _acts, _moves, _is, _suffers, _suffers, _there_is, _is_thing, _will, _it_is)
    )(rng)
    if not short and rng.random() < 0.45:
        made.right.append(frame(rng))
    return made


def _tense(rng: random.Random) -> str:
    return rng.choice(
        (
            "present",
            "present",
            "perfect",
            "perfect",
            "imperfect",
            "future",
            "conditional",
            "pluperfect",
            "past_conditional",
        )
    )


def actor(rng: random.Random) -> Phrase:
    """Who or what does things."""
    return rng.choice((thing, thing, group, person))(rng)


def _acts(rng: random.Random) -> Node:
    main = clause(
        Core(
            verb(pick(rng, WORDS["acting"])),
            _tense(rng),
            subject=actor(rng),
            negation="pas" if rng.random() < 0.12 else "",
        )
    )
    main.right.append(thing(rng).head.to("obj"))
    return main


def _moves(rng: random.Random) -> Node:
    return clause(Core(verb(pick(rng, WORDS["moving"])), _tense(rng), subject=thing(rng)))


def _is(rng: random.Random) -> Node:
    subject = thing(rng)
    main = adjective(rng, subject.gender, number=subject.number, entries=WORDS["states"])
    tense = rng.choice(SIMPLE)
    main.left = [
        subject.head.to("nsubj"),
        be(tense, subject.number).to("cop"),
    ]
    return main


def _is_thing(rng: random.Random) -> Node:
    """« cette usine est une menace », « le maire est un allié »."""
    subject = actor(rng)
    predicate = thing(rng)
    main = predicate.head
    tense = rng.choice(("present", "present", "imperfect", "conditional", "future"))
    adverbs = [Node(pick(rng, WORDS["adverbs"]), "ADV", "advmod", "")] if rng.random() < 0.2 else []
    being = be(tense, subject.number).to("cop")
    main.left = [subject.head.to("nsubj"), being, *adverbs, *main.left]
    return main


def _suffers(rng: random.Random) -> Node:
    main = passive(rng, thing(rng), found=verb(pick(rng, WORDS["acting"])), tense=_tense(rng))
    if rng.random() < 0.3:
        agent = rng.choice((thing, group))(rng).head
        agent.left.insert(0, adposition("par"))
        main.right.append(agent.to("obl:agent"))
    return main


def _there_is(rng: random.Random) -> Node:
    main = Node(
        "a", "VERB", features="Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", lemma="avoir"
    )
    main.left = [Node("il", "PRON", "expl:subj"), Node("y", "PRON", "expl")]
    found = thing(rng).head
    if rng.random() < 0.4:
        main.left.insert(1, Node("ne", "ADV", "advmod", ""))
        main.right.append(Node("pas", "ADV", "advmod", ""))
        found.left = [Node("de", "DET", "det", UNKNOWN, "un")]
    main.right.append(found.to("obj"))
    return main


def _will(rng: random.Random) -> Node:
    modal = verb(pick(rng, WORDS["modals"]))
    main = clause(Core(modal, rng.choice(("present", "imperfect")), subject=actor(rng)))
    inner = infinitive(verb(pick(rng, WORDS["acting"])))
    inner.right.append(thing(rng).head.to("obj"))
    main.right.append(inner.to("xcomp"))
    return main


def _it_is(rng: random.Random) -> Node:
    found = thing(rng)
    main = found.head
    main.left = [Node("ce", "PRON", "nsubj", UNKNOWN), Node("est", "AUX", "cop"), *main.left]
    main.left[0].form = "c'"
    return main


def closed(root: Node, mark: str = ".") -> Node:
    """The sentence with its last mark."""
    if mark:
        root.right.append(punct(mark))
    return root
