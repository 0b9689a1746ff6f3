"""What the frames of saying share: the cue, what is said, what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.clauses import (
    Core,
    circumstance,
    clause,
    content,
    frame,
    infinitive,
    participle_of,
    that,
)
from training.lexicon import WORDS
from training.phrases import (
    Phrase,
    adposition,
    agreement,
    capital,
    nationality,
    of,
    organization,
    person,
    pick,
    place,
    punct,
    set_apart,
    speaker,
    thing,
    verb,
)
from training.trees import UNKNOWN, Node

if TYPE_CHECKING:
    import random


def says(rng: random.Random, entries: list[str], *, subject: Phrase | None, **more: object) -> Node:
    """The cue: a verb of the entries with its speaker."""
    core = Core(verb(pick(rng, entries)), saying_tense(rng), subject=subject)
    if rng.random() < 0.2 and not more:
        core.adverbs.append(Node(pick(rng, WORDS["adverbs"]), "ADV", "advmod", ""))
    if rng.random() < 0.15 and subject and not more:
        core.inserted.append(rng.choice((as_for, _for_its_part))(rng, subject))
    if rng.random() < 0.05:
        core.clitics.append(Node(rng.choice(("lui", "leur")), "PRON", "iobj"))
    main = clause(core, **more)  # type: ignore[arg-type]
    if more.get("inverted") and rng.random() < 0.12:
        main.right.insert(len(main.right) - 1, circumstance(rng))
    return main


def saying_tense(rng: random.Random) -> str:
    """A tense in which news reports speech."""
    return rng.choice(
        (
            "present",
            "present",
            "perfect",
            "perfect",
            "perfect",
            "imperfect",
            "pluperfect",
            "past_conditional",
        )
    )


def opened(rng: random.Random, main: Node, *, chance: float = 0.35) -> Node:
    """The clause with an adjunct before it, mostly with a comma."""
    if rng.random() < chance:
        before = rng.choice((frame, frame, circumstance, _side, _asked, according))(rng)
        if rng.random() < 0.75 or before.tag != "NOUN" or before.right:
            before.right.append(punct(","))
        main.left.insert(0, before)
    return main


def according(rng: random.Random, relation: str = "obl") -> Node:
    """« selon X », « d'après X », « pour X »."""
    source = (
        speaker(rng, pronouns=False).head
        if rng.random() < 0.9
        else Node(rng.choice(("lui", "elle", "eux")), "PRON")
    )
    form = rng.choice(("selon", "selon", "selon", "d'après", "pour"))
    case = adposition("selon" if form == "d'après" else form)
    if form == "d'après":
        case = Node("d'", "ADP", "case")
        case.right.append(Node("après", "ADP", "fixed"))
    source.left.insert(0, case)
    return source.to(relation)


def as_for(rng: random.Random, subject: Phrase) -> Node:
    """« quant à lui », with commas or without."""
    form = {"ms": "lui", "fs": "elle", "mp": "eux", "fp": "elles"}[subject.gender + subject.number]
    inner = Node(form, "PRON", "obl", UNKNOWN)
    inner.left.append(adposition("à"))
    outer = Node("quant", "ADV", "advmod", "")
    outer.right.append(inner)
    return set_apart(outer) if rng.random() < 0.4 else outer


def _for_its_part(rng: random.Random, subject: Phrase) -> Node:
    """« pour sa part », « de son côté », « jusqu'ici »."""
    own = {"s": ("sa", "son"), "p": ("leur", "leur")}[subject.number]
    dice = rng.random()
    if dice < 0.2:
        here = Node("ici", "ADV", "advmod", "")
        here.left.append(adposition("jusqu'"))
        return here
    form, preposition, gender = ("part", "pour", "Fem") if dice < 0.6 else ("côté", "de", "Masc")
    node = Node(form, "NOUN", "obl", f"Gender={gender}|Number=Sing", form)
    node.left += [adposition(preposition), Node(own[gender == "Masc"], "DET", "det")]
    return set_apart(node) if rng.random() < 0.2 else node


def marked(rng: random.Random, node: Node, *, inner: str = "") -> Node:
    """Quotation marks around a clause, with its own last mark when it has one."""
    opening, closing = ("«", "»") if rng.random() < 0.7 else ('"', '"')
    node.left.insert(0, punct(opening))
    if inner:
        node.right.append(punct(inner))
    node.right.append(punct(closing))
    return node


def quoted(rng: random.Random) -> Node:
    """Direct speech: mostly a third-person clause, sometimes in the first person."""
    dice = rng.random()
    if dice < 0.12:
        return _fragment(rng)
    if dice < 0.4:
        return _first_person(rng)
    return content(rng)


def cued(rng: random.Random, said: Node, *, cue: Node, comma: bool) -> Node:
    """The words said with the cue after them, mostly past a comma."""
    if comma:
        cue.left.insert(0, punct(","))
    dice = rng.random()
    if dice < 0.25:
        cue.right.append(frame(rng))
    elif dice < 0.35:
        cue.right.append(set_apart(frame(rng), end=False))
    elif dice < 0.42:
        cue.right.append(doing(rng))
    said.right.append(cue.to("parataxis"))
    return said


def doing(rng: random.Random) -> Node:
    """« , affirmant que P », « , accusant X de faire Y », « , évoquant Y »."""
    dice = rng.random()
    entry = pick(rng, WORDS["saying"] if dice < 0.6 else WORDS["naming"])
    found = verb("accuser" if dice > 0.85 else entry)
    node = Node(
        found.present_participle(), "VERB", "advcl", "Tense=Pres|VerbForm=Part", found.infinitive
    )
    if rng.random() < 0.15:
        node.right.append(
            Node(rng.choice(("plutôt", "notamment", "ainsi", "toutefois")), "ADV", "advmod", "")
        )
    if found.infinitive == "accuser":
        node.right.append(rng.choice((capital, person, organization))(rng).head.to("obj"))
        inner = infinitive(verb(pick(rng, WORDS["acting"])), past=rng.random() < 0.5)
        inner.left.insert(0, adposition("de", "mark"))
        inner.right.append(thing(rng).head.to("obj"))
        node.right.append(inner.to("xcomp"))
    elif dice < 0.6:
        node.right.append(that(content(rng, short=True)))
    else:
        found_thing = thing(rng).head
        node.right.append(
            (marked(rng, found_thing) if rng.random() < 0.3 else found_thing).to("obj")
        )
    node.left.insert(0, punct(","))
    return node


def spoke(rng: random.Random) -> Node:
    """« X a parlé d'une présence », « X est revenu sur Y »."""
    main = clause(
        Core(
            verb(rng.choice(("parler", "témoigner", "insister"))),
            saying_tense(rng),
            subject=speaker(rng),
        )
    )
    about = thing(rng).head
    about.left.insert(0, adposition("sur" if main.lemma == "insister" else "de"))
    main.right.append(about.to("obl"))
    return main


def plain_act(rng: random.Random) -> Node:
    """The words said with the cue after them, mostly past a comma."""
    main = clause(
        Core(
            verb(pick(rng, WORDS["naming"] + WORDS["acting"])),
            saying_tense(rng),
            subject=speaker(rng),
        )
    )
    main.right.append(thing(rng).head.to("obj"))
    if rng.random() < 0.3:
        main.right.append(frame(rng))
    return main


def _side(rng: random.Random) -> Node:
    """« De son côté, », « Côté ukrainien, », « En déplacement à X, »."""
    dice = rng.random()
    node = Node("côté", "NOUN", "obl", "Gender=Masc|Number=Sing")
    if dice < 0.4:
        node.left += [adposition("de"), Node(rng.choice(("son", "leur")), "DET", "det")]
    elif dice < 0.7:
        node.right.append(nationality(rng, "m", number="s"))
    else:
        node = Node("déplacement", "NOUN", "obl", "Gender=Masc|Number=Sing")
        node.left.append(adposition("en"))
        node.right.append(of(place(rng), "à"))
    return node


def _asked(rng: random.Random) -> Node:
    """« Interrogé sur …, »."""
    form = rng.choice(("interrogé", "interrogée", "questionné", "contacté", "sollicitée", "invité"))
    gender = "f" if form.endswith("e") else "m"
    node = Node(form, "VERB", "advcl", f"{agreement(gender, 's')}|Tense=Past|VerbForm=Part", form)
    dice = rng.random()
    if dice < 0.5:
        about = thing(rng).head
        about.left.insert(0, adposition("sur"))
        node.right.append(about.to("obl"))
    elif dice < 0.8:
        by = organization(rng).head
        by.left.insert(0, adposition("par"))
        node.right.append(by.to("obl:agent"))
    return node


def _fragment(rng: random.Random) -> Node:
    """What may stand in quotation marks without a verb."""
    found = thing(rng)
    if rng.random() < 0.2:
        more = participle_of(verb(pick(rng, WORDS["acting"])), found.gender, number=found.number)
        more.left.append(adposition("de"))
        found.head.right.append(more)
    return found.head


def _first_person(rng: random.Random) -> Node:
    """A clause that says nothing: « X a signé l'accord »."""
    form, stem, number = rng.choice(
        (("je", "e", "Sing"), ("nous", "ons", "Plur"), ("on", "e", "Sing"), ("vous", "ez", "Plur"))
    )
    entry = pick(rng, [e for e in WORDS["acting"] if e.endswith("er") and ":" not in e])
    found = verb(entry)
    person_ = {"je": "1", "nous": "1", "on": "3", "vous": "2"}[form]
    stem_ = found.imperfect if form == "nous" else found.infinitive.removesuffix("er")
    features = f"Mood=Ind|Number={number}|Person={person_}|Tense=Pres|VerbForm=Fin"
    main = Node(
        stem_ + stem if stem != "e" else found.singular,
        "VERB",
        features=features,
        lemma=found.infinitive,
    )
    main.left.append(Node(form, "PRON", "nsubj"))
    if rng.random() < 0.35:
        main.left.append(Node("ne", "ADV", "advmod", ""))
        main.right.append(Node(rng.choice(("pas", "plus")), "ADV", "advmod", ""))
    main.right.append(thing(rng).head.to("obj"))
    return main
