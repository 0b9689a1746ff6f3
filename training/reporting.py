"""Frames in which the cue governs what is said: clause, infinitive, noun, passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.clauses import (
    COMPOUND,
    Core,
    auxiliary,
    clause,
    closed,
    content,
    finite,
    frame,
    infinitive,
    moment,
    participle_of,
    passive,
    that,
)
from training.lexicon import WORDS
from training.phrases import (
    Phrase,
    adposition,
    article,
    capital,
    group,
    homologue,
    named_role,
    number_word,
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
from training.quoting import bare_inversion
from training.saying import (
    according,
    as_for,
    doing,
    marked,
    opened,
    plain_act,
    saying_tense,
    says,
    spoke,
)
from training.trees import UNKNOWN, Node

if TYPE_CHECKING:
    import random


def that_clause(rng: random.Random) -> Node:
    """« X a déclaré jeudi, aux côtés de Y, que P »."""
    main = says(rng, WORDS["saying"], subject=speaker(rng))
    dice = rng.random()
    if dice < 0.25:
        main.right.append(frame(rng))
    elif dice < 0.35:
        beside = Node("côtés", "NOUN", "obl", "Gender=Masc|Number=Plur")
        beside.left.append(adposition("à"))
        beside.left.append(article("m", "p"))
        beside.right.append(of(rng.choice((named_role, group, homologue))(rng).head))
        main.right += [moment(rng), set_apart(beside)]
    elif dice < 0.45:
        main.right.append(set_apart(frame(rng)))
    main.right.append(that(content(rng)))
    if rng.random() < 0.12:
        second = that(content(rng, short=True), "conj")
        second.left.insert(0, Node("et", "CCONJ", "cc"))
        main.right[-1].right.append(second)
    return closed(opened(rng, main))


def noun_object(rng: random.Random) -> Node:
    """X a confirmé la présence de Y, and its negation."""
    core = Core(verb(pick(rng, WORDS["naming"])), saying_tense(rng), subject=speaker(rng))
    if rng.random() < 0.3:
        core.negation = rng.choice(("pas", "pas", "jamais", "plus"))
    elif rng.random() < 0.3:
        core.adverbs.append(Node(pick(rng, WORDS["adverbs"]), "ADV", "advmod", ""))
    main = clause(core)
    if rng.random() < 0.3:
        main.right.append(moment(rng))
    found = thing(rng).head
    if rng.random() < 0.25:
        marked(rng, found)
    main.right.append(found.to("obj"))
    if rng.random() < 0.2:
        main.right.append(frame(rng))
    if rng.random() < 0.3:
        main.right.append(doing(rng))
    return closed(opened(rng, main))


def infinitive_object(rng: random.Random) -> Node:
    """X affirme avoir affronté Y; X a refusé de commenter Y; X n'a pas souhaité réagir."""
    entry = pick(rng, WORDS["offering"])
    infinitive_, bridge, *forms = entry.split(":")
    tense = "present" if infinitive_ == "venir" else saying_tense(rng)
    core = Core(verb(":".join((infinitive_, *forms))), tense, subject=speaker(rng))
    if rng.random() < 0.25:
        core.negation = "pas"
    main = clause(core)
    inner = infinitive(
        verb(pick(rng, WORDS["acting"] + WORDS["naming"])),
        past=rng.random() < 0.4 and bridge == "-",
    )
    if bridge != "-":
        inner.left.insert(0, adposition(bridge, "mark"))
    inner.right.append(thing(rng).head.to("obj"))
    if rng.random() < 0.3:
        inner.right.append(frame(rng))
    main.right.append(inner.to("xcomp"))
    return closed(opened(rng, main), rng.choice((".", ".", ".", "")))


def silence(rng: random.Random) -> Node:
    """X n'a pas répondu, X est resté silencieux, X n'a fait aucun commentaire."""
    who = speaker(rng)
    dice = rng.random()
    if dice < 0.35:
        found = verb(
            rng.choice(
                (
                    "réagir:réagit:réagissent:réagiss:réagi",
                    "répondre:répond:répondent:répond:répondu",
                    "commenter",
                )
            )
        )
        main = clause(
            Core(
                found, rng.choice(("perfect", "present", "pluperfect")), subject=who, negation="pas"
            )
        )
        if rng.random() < 0.5:
            main.right.append(moment(rng))
    elif dice < 0.65:
        wish = rng.choice(("souhaiter", "vouloir:veut:veulent:voul:voulu"))
        main = clause(Core(verb(wish), "perfect", subject=who, negation="pas"))
        main.right.append(_reaction(rng).to("xcomp"))
    elif dice < 0.85:
        found = verb("faire:fait:font:fais:fait")
        main = clause(Core(found, "perfect", subject=who))
        main.left.insert(len(main.left) - 1, Node("ne", "ADV", "advmod", ""))
        none = Node("commentaire", "NOUN", "obj", "Gender=Masc|Number=Sing")
        none.left.append(Node("aucun", "DET", "det"))
        main.right.append(none)
    else:
        found = verb("rester:reste:restent:rest:resté")
        main = clause(Core(found, "perfect", subject=who, being=True))
        form = rng.choice(("silencieux", "mutique", "muet", "discret"))
        state = Node(form, "ADJ", "xcomp", UNKNOWN, form)
        about = thing(rng).head
        about.left.insert(0, adposition("sur"))
        state.right.append(about.to("obl"))
        main.right.append(state)
    return closed(opened(rng, main))


def participle(rng: random.Random) -> Node:
    """X a évité de répondre, affirmant que P."""
    main = rng.choice((spoke, plain_act))(rng)
    main.right.append(doing(rng))
    return closed(opened(rng, main))


def contrast(rng: random.Random) -> Node:
    """Si X a démenti Y, Z VP; Alors que X affirme que P, Z VP."""
    first = says(rng, WORDS["naming"], subject=speaker(rng, pronouns=False))
    first.right.append(thing(rng).head.to("obj"))
    if rng.random() < 0.35:
        first.right.append(doing(rng))
    mark = Node("si", "SCONJ", "mark", "")
    if rng.random() < 0.35:
        mark = Node(rng.choice(("alors", "tandis")), "ADV", "mark", "")
        mark.right.append(Node("que", "SCONJ", "fixed", ""))
    first.left.insert(0, mark)
    first.right.append(punct(","))
    main = says(rng, WORDS["naming"], subject=speaker(rng))
    main.right.append(thing(rng).head.to("obj"))
    main.left.insert(0, first.to("advcl"))
    return closed(main)


def passive_agent(rng: random.Random) -> Node:
    """P a été confirmé par X; une nouvelle révélée par X."""
    subject = thing(rng)
    found = verb(pick(rng, WORDS["naming"]))
    by = speaker(rng, pronouns=False).head
    by.left.insert(0, adposition("par"))
    if rng.random() < 0.6:
        main = passive(rng, subject, found=found, tense=saying_tense(rng))
        main.right.append(by.to("obl:agent"))
        if rng.random() < 0.3:
            main.right.insert(len(main.right) - 1, moment(rng))
        return closed(opened(rng, main))
    more = participle_of(found, subject.gender, number=subject.number)
    more.right.append(by.to("obl:agent"))
    subject.head.right.append(more)
    if rng.random() < 0.4:
        return closed(subject.head, rng.choice((".", "")))
    main = clause(Core(verb(pick(rng, WORDS["acting"])), saying_tense(rng), subject=subject))
    main.right.append(thing(rng).head.to("obj"))
    return closed(main)


def according_to(rng: random.Random) -> Node:
    """Selon X, P; P, selon X."""
    main = content(rng)
    source = according(rng)
    if rng.random() < 0.55:
        source.right.append(punct(","))
        main.left.insert(0, source)
    else:
        if rng.random() < 0.85:
            source.left.insert(0, punct(","))
        main.right.append(source)
    return closed(main, rng.choice((".", ".", ".", "")))


def verbless_headline(rng: random.Random) -> Node:
    """A headline without a verb: « Trois soldats blessés à X, selon Y »."""
    found = thing(rng)
    found.head.left = [n for n in found.head.left if n.relation != "det"]
    found.head.right.append(
        participle_of(verb(pick(rng, WORDS["acting"])), found.gender, number=found.number)
    )
    if rng.random() < 0.6:
        found.head.right[-1].right.append(
            of(place(rng), rng.choice(("à", "en", "près_de")), relation="obl")
            if rng.random() < 0
            else of(place(rng), rng.choice(("à", "en")), relation="obl")
        )
    source = according(rng, "nmod")
    if rng.random() < 0.8:
        source.left.insert(0, punct(","))
    found.head.right.append(source)
    return found.head


def coordinated(rng: random.Random) -> Node:
    """X a condamné Y et estimé que P; X accuse et s'inquiète."""
    who = speaker(rng)
    core = Core(verb(pick(rng, WORDS["naming"])), saying_tense(rng), subject=who)
    main = clause(core)
    main.right.append(thing(rng).head.to("obj"))
    found = verb(pick(rng, WORDS["saying"]))
    dice = rng.random()
    if core.tense in COMPOUND:
        second = Node(
            found.participle,
            "VERB",
            "conj",
            "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part",
            found.infinitive,
        )
        if dice < 0.4:
            second.left.append(auxiliary(core.tense, who.number))
    else:
        second = finite(found, core.tense, number=who.number).to("conj")
    second.right.append(that(content(rng)) if rng.random() < 0.75 else thing(rng).head.to("obj"))
    second.left.insert(0, Node(rng.choice(("et", "et", "mais", "puis")), "CCONJ", "cc", ""))
    if second.left[0].form == "mais":
        second.left.insert(0, punct(","))
    main.right.append(second)
    return closed(opened(rng, main))


def relative(rng: random.Random) -> Node:
    """X, qui a déclaré que P, VP; … de X, qui a affirmé que P."""
    who = speaker(rng, pronouns=False)
    qui = Phrase(Node("qui", "PRON"), who.gender, who.number)
    inner = says(rng, WORDS["saying"], subject=qui)
    inner.right.append(that(content(rng, short=True)))
    ends = rng.random() < 0.5
    who.head.right.append(set_apart(inner.to("acl:relcl"), end=not ends))
    if ends:
        main = rng.choice((_agented, _met))(rng, who)
        return closed(opened(rng, main))
    main = clause(Core(verb(pick(rng, WORDS["acting"])), saying_tense(rng), subject=who))
    main.right.append(thing(rng).head.to("obj"))
    return closed(main)


def causative(rng: random.Random) -> Node:
    """X a fait savoir que P; X laisse entendre que P; X fait valoir Y."""
    who = speaker(rng)
    tense = rng.choice(("present", "perfect", "perfect", "pluperfect"))
    if rng.random() < 0.65:
        main = Node(
            rng.choice(("savoir", "valoir", "remarquer", "observer", "comprendre", "connaître")),
            "VERB",
            features="VerbForm=Inf",
        )
        faire = clause(Core(verb("faire:fait:font:fais:fait"), tense, subject=who))
        main.left = [*faire.left, Node(faire.form, "AUX", "aux:caus", faire.features, "faire")]
        target = main
    else:
        main = clause(Core(verb("laisser"), tense, subject=who))
        target = Node(rng.choice(("entendre", "penser", "croire")), "VERB", "xcomp", "VerbForm=Inf")
        main.right.append(target)
    if rng.random() < 0.3:
        target.right.append(moment(rng))
    target.right.append(that(content(rng)) if rng.random() < 0.85 else thing(rng).head.to("obj"))
    return closed(opened(rng, main))


def reflexive(rng: random.Random) -> Node:
    """X s'est félicité de Y; X s'inquiète; X s'est dit prêt."""
    entry = rng.choice(
        (
            "inquiéter:inquiète:inquiètent:inquiét:inquiété",
            "féliciter",
            "indigner",
            "interroger",
            "réjouir:réjouit:réjouissent:réjouiss:réjoui",
            "étonner",
            "dire:dit:disent:dis:dit",
        )
    )
    tense = rng.choice(("present", "perfect", "perfect", "pluperfect", "imperfect"))
    main = clause(
        Core(
            verb(entry),
            tense,
            subject=speaker(rng),
            clitics=[Node("se", "PRON", "expl")],
            being=True,
        )
    )
    if entry.startswith("dire"):
        form = rng.choice(("prêt", "inquiète", "favorable", "opposé", "préoccupé"))
        main.right.append(Node(form, "ADJ", "xcomp", UNKNOWN, form))
        about = thing(rng).head
        about.left.insert(0, adposition("à"))
        main.right[-1].right.append(about.to("obl"))
    elif rng.random() < 0.8:
        about = thing(rng).head
        about.left.insert(0, adposition("sur" if entry.startswith("interr") else "de"))
        main.right.append(about.to("obl"))
    return closed(opened(rng, main))


def accusation(rng: random.Random) -> Node:
    """X a accusé Y d'avoir fait Z; X appelle Y à faire Z; X a demandé à Y de faire Z."""
    what = rng.choice(("accuser:de", "appeler:à", "soupçonner:de", "exhorter:à", "menacer:de"))
    entry, bridge = what.split(":")
    main = clause(
        Core(
            verb(entry),
            saying_tense(rng),
            subject=speaker(rng),
            adverbs=[Node(rng.choice(("également", "aussi")), "ADV", "advmod", "")]
            if rng.random() < 0.25
            else [],
        )
    )
    main.right.append(rng.choice((capital, organization, group, person))(rng).head.to("obj"))
    inner = infinitive(verb(pick(rng, WORDS["acting"])), past=bridge == "de" and rng.random() < 0.6)
    inner.left.insert(0, adposition(bridge, "mark"))
    inner.right.append(thing(rng).head.to("obj"))
    main.right.append(inner.to("xcomp"))
    if rng.random() < 0.2:
        main.right.append(frame(rng))
    return closed(opened(rng, main), rng.choice((".", ".", "")))


def headline(rng: random.Random) -> Node:
    """A present tense, no article now and then, no full stop."""
    main = rng.choice((accusation, noun_object, that_clause, infinitive_object, bare_inversion))(
        rng
    )
    if main.right and main.right[-1].form == ".":
        main.right.pop()
    return main


def estimate(rng: random.Random) -> Node:
    """X a révélé que des soldats, estimés à N hommes, VP; X a estimé à N le nombre de Y."""
    dice = rng.random()
    if dice < 0.5:
        subject = thing(rng)
        estimate = participle_of(verb("estimer"), subject.gender, number=subject.number)
        amount = Node("hommes", "NOUN", "obl", "Gender=Masc|Number=Plur", "homme")
        amount.left = [adposition("à"), *number_word(rng)]
        estimate.right.append(amount)
        subject.head.right.append(set_apart(estimate))
        main = says(rng, WORDS["saying"], subject=speaker(rng))
        inner = clause(Core(verb(pick(rng, WORDS["moving"])), "present", subject=subject))
        main.right.append(that(inner))
        return closed(opened(rng, main))
    core = Core(
        verb(rng.choice(("estimer", "évaluer", "chiffrer"))),
        rng.choice(("perfect", "pluperfect", "present")),
        subject=speaker(rng),
    )
    if rng.random() < 0.4 and core.subject:
        core.inserted.append(as_for(rng, core.subject))
    main = clause(core)
    amount = number_word(rng)[0].to("obl")
    amount.left.insert(0, adposition("à"))
    if rng.random() < 0.6:
        amount.left.insert(1, Node(rng.choice(("environ", "quelque")), "ADV", "advmod", ""))
    counted = Node("nombre", "NOUN", "obj", "Gender=Masc|Number=Sing")
    counted.left.append(article("m", "s"))
    counted.right.append(of(group(rng).head))
    counted.right[0].left = [n for n in counted.right[0].left if n.tag != "DET"]
    main.right += [amount, counted]
    return closed(opened(rng, main, chance=0.6))


def label(rng: random.Random) -> Node:
    """« , X qualifiant Y de Z », and « X a qualifié Y de « Z » »."""
    main = clause(
        Core(
            verb(rng.choice(("qualifier", "traiter", "accuser"))),
            saying_tense(rng),
            subject=speaker(rng),
        )
    )
    main.right.append(thing(rng, plain=True).head.to("obj"))
    label = Node(
        rng.choice(("étape", "farce", "honte", "erreur", "provocation", "mascarade")),
        "NOUN",
        "obl",
        "Gender=Fem|Number=Sing",
    )
    if rng.random() < 0.7:
        marked(rng, label)
    label.left.insert(0, adposition("de"))
    main.right.append(label)
    return closed(opened(rng, main))


def without_comment(rng: random.Random) -> Node:
    """P, sans que X commente Y; P, bien que X démente."""
    main = content(rng)
    inner = clause(
        Core(
            verb(pick(rng, [e for e in WORDS["naming"] if ":" not in e])),
            "present",
            subject=speaker(rng),
        )
    )
    inner.features = UNKNOWN
    inner.right.append(thing(rng).head.to("obj"))
    first, tag = rng.choice((("sans", "ADP"), ("bien", "ADV"), ("alors", "ADV"), ("tandis", "ADV")))
    mark = Node(first, tag, "mark", "")
    mark.right.append(Node("que", "SCONJ", "fixed", ""))
    inner.left.insert(0, mark)
    if rng.random() < 0.5:
        inner.left.insert(0, punct(","))
    main.right.append(inner.to("advcl"))
    return closed(main)


def _reaction(rng: random.Random) -> Node:
    node = infinitive(
        verb(rng.choice(("commenter", "confirmer", "réagir:réagit:réagissent:réagiss:réagi")))
    )
    if node.form != "réagir":
        node.right.append(thing(rng).head.to("obj"))
    return node


def _agented(rng: random.Random, who: Phrase) -> Node:
    main = passive(rng, thing(rng), found=verb(pick(rng, WORDS["naming"])), tense="perfect")
    who.head.left.insert(0, adposition("par"))
    main.right.append(who.head.to("obl:agent"))
    return main


def _met(rng: random.Random, who: Phrase) -> Node:
    main = clause(Core(verb("rencontrer"), saying_tense(rng), subject=speaker(rng)))
    main.right.append(who.head.to("obj"))
    return main
