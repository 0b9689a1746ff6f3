"""Frames in which the words said stand before the cue, around it or after a colon.

The treebanks hold a dozen of these, news one in every paragraph. The words
said are the sentence, the cue its `parataxis`, as Sequoia has it; after a
colon they are the cue's `ccomp`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.clauses import Core, clause, closed, content, frame, infinitive, that
from training.lexicon import WORDS
from training.phrases import (
    Phrase,
    adposition,
    agreement,
    article,
    capital,
    name,
    named_role,
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
from training.saying import cued, marked, opened, quoted, says, spoke
from training.trees import UNKNOWN, Node

if TYPE_CHECKING:
    import random

_CLITICS = ("-t-il", "-t-elle", "-il", "-elle", "-t-on", "-on", "-ils", "-elles")


def inverted_quotation(rng: random.Random) -> Node:
    """« P », a affirmé X."""
    said = marked(rng, quoted(rng), inner=rng.choice(("", "", "", "", "?", "!", "...")))
    cue = says(rng, WORDS["citing"], subject=speaker(rng, pronouns=False), inverted=True)
    return closed(cued(rng, said, cue=cue, comma=rng.random() < 0.8))


def bare_inversion(rng: random.Random) -> Node:
    """P, a indiqué X: the words are the reporter's."""
    cue = says(rng, WORDS["citing"], subject=speaker(rng, pronouns=False), inverted=True)
    return closed(opened(rng, cued(rng, content(rng), cue=cue, comma=True), chance=0.25))


def joined_pronoun(rng: random.Random) -> Node:
    """« P », a-t-il ajouté; P, dit-elle."""
    plain = rng.random() < 0.3
    said = (
        content(rng)
        if plain
        else marked(rng, quoted(rng), inner=rng.choice(("", "", "", "?", "!")))
    )
    clitic = rng.choice(_CLITICS)
    number = "p" if clitic.endswith("s") else "s"
    found = verb(pick(rng, WORDS["citing"]))
    tense = rng.choice(("present", "perfect", "perfect", "perfect", "pluperfect"))
    before = found.singular if tense == "present" else "a"
    if number == "s" and not clitic.startswith("-t-") and before[-1] not in "td":
        clitic = "-t" + clitic
    if number == "s" and clitic.startswith("-t-") and (before[-1] in "td" or tense == "pluperfect"):
        clitic = clitic.removeprefix("-t")
    core = Core(found, tense, number=number)
    if rng.random() < 0.2:
        core.adverbs.append(Node(pick(rng, WORDS["adverbs"]), "ADV", "advmod", ""))
    return closed(cued(rng, said, cue=clause(core, clitic=clitic), comma=rng.random() < 0.95))


def correspondent(rng: random.Random) -> Node:
    """P, rapporte notre correspondante à X, Prénom Nom."""
    gender = rng.choice("mf")
    form = rng.choice(
        ("correspondant", "envoyé", "reporter", "confrère")
        if gender == "m"
        else ("correspondante", "envoyée", "consœur", "reporter")
    )
    head = Node(form, "NOUN", features=agreement(gender, "s"), lemma=form)
    head.left.append(
        rng.choice(
            (Node("notre", "DET", "det"), article(gender, "s"), article(gender, "s", kind="poss"))
        )
    )
    if form.startswith("envoyé"):
        head.right.append(
            Node(
                "spécial" if gender == "m" else "spéciale",
                "ADJ",
                "amod",
                agreement(gender, "s"),
                "spécial",
            )
        )
    if rng.random() < 0.8:
        head.right.append(of(place(rng), rng.choice(("à", "à", "en", "de"))))
    if rng.random() < 0.6:
        head.right.append(set_apart(name(rng, gender, full=True).to("appos"), end=False))
    cue = says(rng, WORDS["citing"], subject=Phrase(head, gender, "s"), inverted=True)
    cue.left.insert(0, punct(","))
    main = content(rng) if rng.random() < 0.5 else spoke(rng)
    main.right.append(cue.to("parataxis"))
    return closed(opened(rng, main, chance=0.25))


def split_quotation(rng: random.Random) -> Node:
    """« P, a affirmé X, Q », and « P », a affirmé X, « Q »."""
    cue = says(rng, WORDS["citing"], subject=speaker(rng, pronouns=False), inverted=True)
    if rng.random() < 0.5:
        said = marked(rng, quoted(rng))
        rest = marked(rng, content(rng, short=True))
        cue.right.append(punct(","))
    else:
        said, rest = content(rng), content(rng, short=True)
        cue = set_apart(cue)
        said.right += [cue.to("parataxis"), rest.to("parataxis")]
        return closed(opened(rng, marked(rng, said) if rng.random() < 0.5 else said, chance=0.2))
    cue.left.insert(0, punct(","))
    said.right += [cue.to("parataxis"), rest.to("parataxis")]
    return closed(said)


def inside_clause(rng: random.Random) -> Node:
    """The cue between subject and verb: « Le maire, affirme X, a fermé l'usine »."""
    said = content(rng)
    if rng.random() < 0.3:
        found = verb(pick(rng, WORDS["citing"]))
        clitic = "-il" if found.singular[-1] in "td" else "-t-il"
        cue = set_apart(clause(Core(found, "present"), clitic=clitic))
    else:
        cue = set_apart(
            says(rng, WORDS["citing"], subject=speaker(rng, pronouns=False), inverted=True)
        )
    index = next((i for i, n in enumerate(said.left) if n.relation.startswith("nsubj")), 0)
    said.left.insert(index + 1, cue.to("parataxis"))
    return closed(said)


def after_colon(rng: random.Random) -> Node:
    """X a déclaré : « P »."""
    main = says(rng, WORDS["citing"], subject=speaker(rng))
    if rng.random() < 0.3:
        main.right.append(frame(rng))
    said = marked(rng, quoted(rng), inner=rng.choice(("", "", ".", "!", "?")))
    said.left.insert(0, punct(":"))
    main.right.append(said.to("ccomp"))
    return closed(opened(rng, main), rng.choice((".", ".", "")))


def as_said(rng: random.Random) -> Node:
    """P, comme l'a indiqué X."""
    cue = says(rng, WORDS["citing"], subject=speaker(rng, pronouns=False), inverted=True)
    cue.left.insert(0, Node("le", "PRON", "obj", UNKNOWN))
    cue.left.insert(0, Node("comme", "SCONJ", "mark", ""))
    main = content(rng)
    if rng.random() < 0.4:
        cue.right.append(punct(","))
        main.left.insert(0, cue.to("advcl"))
    else:
        main.right.append(set_apart(cue, end=False).to("advcl"))
    return closed(main)


def headline_colon(rng: random.Random) -> Node:
    """X : « P »; Y : P, selon X."""
    who = rng.choice((person, capital, named_role, organization))(rng).head
    said = content(rng, short=True)
    if rng.random() < 0.6:
        said = marked(rng, said)
    said.left.insert(0, punct(":"))
    who.right.append(said.to("parataxis"))
    return who


def headline_place(rng: random.Random) -> Node:
    """A place or matter, a colon, a headline: « Mali : des élus appellent à voter »."""
    topic = place(rng) if rng.random() < 0.6 else thing(rng, plain=True).head
    if topic.tag == "NOUN":
        topic.left = [n for n in topic.left if n.relation != "det"]
    dice = rng.random()
    subject = speaker(rng, pronouns=False)
    if dice < 0.5:
        said = clause(
            Core(verb(pick(rng, WORDS["naming"] + WORDS["acting"])), "present", subject=subject)
        )
        said.right.append(thing(rng).head.to("obj"))
    elif dice < 0.8:
        said = clause(Core(verb(pick(rng, WORDS["saying"])), "present", subject=subject))
        said.right.append(that(content(rng, short=True)))
    else:
        said = clause(
            Core(verb("appeler:appelle:appellent:appel:appelé"), "present", subject=subject)
        )
        inner = infinitive(verb(pick(rng, WORDS["acting"])))
        inner.left.insert(0, adposition("à", "mark"))
        inner.right.append(thing(rng).head.to("obj"))
        said.right.append(inner.to("xcomp"))
    said.left.insert(0, punct(":"))
    topic.right.append(said.to("parataxis"))
    return topic
