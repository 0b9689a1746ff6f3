"""Phrases for the templates: noun phrases, verbs in their tenses, adjuncts.

Relations follow the habits of the Sequoia treebank: a name after a role is
its `nmod`, after a comma its `appos`; auxiliaries hang on the participle;
a comma hangs on what it sets apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.lexicon import WORDS
from training.trees import UNKNOWN, Node

if TYPE_CHECKING:
    import random

_DEFINITE = "Definite=Def|{}Number={}|PronType=Art"
_ACCENTS = (
    ("év", "èv"),
    ("él", "èl"),
    ("ér", "èr"),
    ("ét", "èt"),
    ("éd", "èd"),
    ("ev", "èv"),
    ("el", "ell"),
    ("jet", "jett"),
)
_GENDERS = {"m": "Masc", "f": "Fem"}
_NUMBERS = {"s": "Sing", "p": "Plur"}


@dataclass(slots=True)
class Phrase:
    """A noun phrase and what a verb must agree with."""

    head: Node
    gender: str  # m or f
    number: str  # s or p


@dataclass(frozen=True, slots=True)
class Verb:
    """The stems a template needs of a verb."""

    infinitive: str
    singular: str  # third person of the present
    plural: str
    imperfect: str  # stem
    participle: str

    def present_participle(self) -> str:
        """« affirmant »: regular but for savoir."""
        return {"sav": "sachant"}.get(self.imperfect, self.imperfect + "ant")

    def future(self) -> str:
        """The stem of future and conditional."""
        stems = {
            "savoir": "saur",
            "soutenir": "soutiendr",
            "prévenir": "préviendr",
            "recevoir": "recevr",
        }
        return stems.get(self.infinitive, self.infinitive.removesuffix("e"))


def verb(entry: str) -> Verb:
    """The verb of a lexicon entry; those in -er need only their infinitive."""
    infinitive, *forms = entry.split(":")
    if forms:
        return Verb(infinitive, *forms)
    stem = infinitive.removesuffix("er")
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    strong = next((stem.removesuffix(w) + s for w, s in _ACCENTS if stem.endswith(w)), stem)
    return Verb(infinitive, strong + "e", strong + "ent", soft, stem + "é")


def pick(rng: random.Random, entries: list[str] | tuple[str, ...]) -> str:
    """One entry, all alike likely."""
    return rng.choice(entries)


def punct(form: str) -> Node:
    """A mark, as a node."""
    return Node(form, "PUNCT", "punct")


def adposition(form: str, relation: str = "case") -> Node:
    """A preposition; before an infinitive its relation is `mark`."""
    return Node(form, "ADP", relation)


def article(gender: str, number: str, *, kind: str = "def") -> Node:
    """A determiner: definite, indefinite, demonstrative or possessive, by `kind`."""
    if kind == "def":
        form = "les" if number == "p" else "le" if gender == "m" else "la"
    elif kind == "ind":
        form = "des" if number == "p" else "un" if gender == "m" else "une"
    elif kind == "dem":
        form = "ces" if number == "p" else "ce" if gender == "m" else "cette"
    else:
        form = {"s": {"m": "son", "f": "sa"}, "p": {"m": "ses", "f": "ses"}}[number][gender]
        form = {"notre": {"s": "notre", "p": "nos"}}.get(kind, {}).get(number, form)
    return Node(form, "DET", "det", lemma="le" if kind == "def" else "")


def agreement(gender: str, number: str) -> str:
    """The features of a gender (m, f) and a number (s, p)."""
    return f"Gender={_GENDERS[gender]}|Number={_NUMBERS[number]}"


def adjective(rng: random.Random, gender: str, *, number: str, entries: list[str]) -> Node:
    """An adjective of the entries, in agreement."""
    forms = pick(rng, entries).split(":")
    form = forms[["ms", "fs", "mp", "fp"].index(gender + number)]
    return Node(form, "ADJ", "amod", agreement(gender, number), forms[0])


def number_word(rng: random.Random) -> list[Node]:
    """A cardinal: the last node is the head's `nummod`, groups join it by `flat`."""
    dice = rng.random()
    if dice < 0.4:
        return [
            Node(
                pick(
                    rng,
                    [
                        "deux",
                        "trois",
                        "quatre",
                        "cinq",
                        "six",
                        "dix",
                        "douze",
                        "vingt",
                        "trente",
                        "cent",
                    ],
                ),
                "NUM",
                "nummod",
                UNKNOWN,
            )
        ]
    if dice < 0.7:
        return [Node(str(rng.randint(2, 900)), "NUM", "nummod", UNKNOWN)]
    if dice < 0.8:
        return [Node(f"{rng.randint(1, 90)}.{rng.randint(0, 9)}00", "NUM", "nummod", UNKNOWN)]
    head = Node(str(rng.randint(1, 90)), "NUM", "nummod", UNKNOWN)
    head.right.append(Node(pick(rng, ["000", "500", "200"]), "NUM", "flat", UNKNOWN))
    return [head]


def name(rng: random.Random, gender: str, *, full: bool | None = None) -> Node:
    """An invented person's name: surname alone or with first name."""
    surname = pick(rng, WORDS["surnames"]).split("_")
    features = agreement(gender, "s")
    parts = [Node(p, "PROPN", "flat:name", features, p) for p in surname]
    if full if full is not None else rng.random() < 0.7:
        first = pick(rng, WORDS["first_names_m"] if gender == "m" else WORDS["first_names_f"])
        parts.insert(0, Node(first, "PROPN", "flat:name", features, first))
    head, *rest = parts
    head.right.extend(rest)
    return head


def country(rng: random.Random) -> tuple[Node, str]:
    """A country's name with its article, and its gender."""
    form, art, *_ = pick(rng, WORDS["countries"]).split(":")
    gender = "m" if art in ("le", "") else "f"
    node = Node(form, "PROPN", features=rng.choice(("", agreement("m", "s"))), lemma=form)
    if art:
        node.left.append(article(gender, "s"))
    return node, gender


def nationality(rng: random.Random, gender: str, *, number: str) -> Node:
    """« ukrainien », « nord-coréennes »."""
    entries = [":".join(e.split(":")[2:]) for e in WORDS["countries"]] + WORDS["national"] * 2
    return adjective(rng, gender, number=number, entries=entries)


def domain(rng: random.Random) -> Node:
    """What a role is about: « de la Défense »."""
    preposition, art, form, kind = pick(rng, WORDS["domains"]).split(":")
    first, *rest = form.split("_")
    gender, number = kind[0], kind[1]
    is_name = first[0].isupper()
    node = Node(first, "NOUN", "nmod", agreement(gender, number) if not is_name else UNKNOWN, first)
    node.left += [adposition(preposition), Node(art, "DET", "det", lemma="le")]
    node.right += [Node(w, "ADJ", "amod", agreement(gender, number)) for w in rest]
    return node


def place(rng: random.Random) -> Node:
    """A town or a capital."""
    form = pick(rng, (*WORDS["places"], *WORDS["towns"]))
    return Node(form, "PROPN", features=rng.choice(("", agreement("m", "s"))), lemma=form)


def of(node: Node, preposition: str = "de", *, relation: str = "nmod") -> Node:
    """The node under a preposition."""
    node.left.insert(0, adposition(preposition))
    return node.to(relation)


def role(rng: random.Random, gender: str, *, kind: str = "def") -> Phrase:
    """« le ministre ukrainien de la Défense », « un porte-parole de l'armée »."""
    form = pick(rng, WORDS["roles_m"] if gender == "m" else WORDS["roles_f"])
    head = Node(form, "NOUN", features=agreement(gender, "s"), lemma=form)
    head.left.append(article(gender, "s", kind=kind))
    if rng.random() < 0.5:
        head.right.append(nationality(rng, gender, number="s"))
    if rng.random() < 0.6:
        head.right.append(domain(rng) if rng.random() < 0.7 else of(place(rng)))
    return Phrase(head, gender, "s")


def apposed(rng: random.Random, phrase: Phrase, *, comma: bool) -> Phrase:
    """A role with its holder's name, after a comma or not."""
    person = name(rng, phrase.gender, full=True if comma else None)
    ends = rng.random() < 0.92  # the second comma is often forgotten
    beside = set_apart(person.to("appos"), end=ends) if comma else person.to("nmod")
    phrase.head.right.append(beside)
    return phrase


def set_apart(node: Node, *, end: bool = True) -> Node:
    """Commas before and after a node, as its own."""
    node.left.insert(0, punct(","))
    if end:
        node.right.append(punct(","))
    return node


def person(rng: random.Random) -> Phrase:
    """A name, now and then after M. or Mme."""
    gender = rng.choice("mf")
    node = name(rng, gender)
    if rng.random() < 0.1:
        title = Node("M." if gender == "m" else "Mme", "NOUN", features=agreement(gender, "s"))
        title.right.append(name(rng, gender).to("nmod"))
        node = title
    return Phrase(node, gender, "s")


def named_role(rng: random.Random) -> Phrase:
    """« le ministre Prénom Nom »."""
    return apposed(rng, role(rng, rng.choice("mf")), comma=False)


def homologue(rng: random.Random) -> Phrase:
    """« son homologue polonais Prénom Nom »."""
    gender = rng.choice("mf")
    head = Node("homologue", "NOUN", features=agreement(gender, "s"))
    head.left.append(Node("son", "DET", "det"))
    head.right += [nationality(rng, gender, number="s"), name(rng, gender, full=True).to("nmod")]
    return Phrase(head, gender, "s")


def organization(rng: random.Random) -> Phrase:
    """A body that speaks: « le parquet de X », « l'ONU »."""
    dice = rng.random()
    if dice < 0.12:
        head, *rest_ = (
            Node(part, "PROPN", "flat:name", "", part)
            for part in pick(rng, WORDS["bodies"]).split("_")
        )
        head.right += rest_
        return Phrase(head, "f", "s")
    if dice < 0.35:
        art, rest = pick(rng, WORDS["acronyms"]).split(":", 1)
        form, gender = rest.split(":")
        node = Node(form, "PROPN", features=rng.choice(("", agreement("m", "s"))), lemma=form)
        node.left.append(Node(art, "DET", "det", lemma="le"))
        return Phrase(node, gender, "s")
    form, gender = pick(rng, WORDS["organizations"]).split(":")
    node = Node(form, "NOUN", features=agreement(gender, "s"), lemma=form)
    node.left.append(article(gender, "s"))
    if rng.random() < 0.5:
        node.right.append(nationality(rng, gender, number="s"))
    if rng.random() < 0.25:
        node.right.append(domain(rng) if rng.random() < 0.5 else of(place(rng)))
    return Phrase(node, gender, "s")


def group(rng: random.Random) -> Phrase:
    """Several who speak together: « des responsables sud-coréens »."""
    form, gender = pick(rng, WORDS["groups"]).split(":")
    first, *rest = form.split("_")
    node = Node(first, "NOUN", features=agreement(gender, "p"), lemma=first.removesuffix("s"))
    node.left.append(article(gender, "p", kind=rng.choice(("def", "def", "ind"))))
    if rest:
        node.right.append(of(Node(rest[1], "NOUN", features="Gender=Masc|Number=Sing")))
    if rng.random() < 0.6:
        node.right.append(nationality(rng, gender, number="p"))
    if form == "renseignements" and rng.random() < 0.7:
        node.right.insert(
            0, Node("militaires", "ADJ", "amod", "Gender=Masc|Number=Plur", "militaire")
        )
    if rng.random() < 0.2:
        acronym = Node("".join(rng.choices("ABCDFGIMNORSTU", k=3)), "PROPN", "appos", UNKNOWN)
        acronym.left.append(punct("("))
        acronym.right.append(punct(")"))
        node.right.append(acronym)
    return Phrase(node, gender, "p")


def capital(rng: random.Random) -> Phrase:
    """A capital or a country that speaks for its state."""
    if rng.random() < 0.4:
        node, gender = country(rng)
        return Phrase(node, gender, "s")
    form = pick(rng, WORDS["places"])
    return Phrase(
        Node(form, "PROPN", features=rng.choice(("", agreement("m", "s"))), lemma=form), "m", "s"
    )


def pronoun(rng: random.Random) -> Phrase:
    """A subject pronoun of the third person."""
    form = rng.choice(("il", "elle", "ils", "elles", "il", "elle", "on"))
    number = "p" if form.endswith("s") else "s"
    return Phrase(Node(form, "PRON"), "f" if form.startswith("elle") else "m", number)


def pair(rng: random.Random) -> Phrase:
    """Two speakers, coordinated."""
    first, second = rng.choice(
        ((group, organization), (group, group), (capital, capital), (person, person))
    )
    left, right = first(rng), second(rng)
    right.head.left.insert(0, Node("et", "CCONJ", "cc"))
    left.head.right.append(right.head.to("conj"))
    gender = "f" if left.gender == right.gender == "f" else "m"
    return Phrase(left.head, gender, "p")


def speaker(rng: random.Random, *, pronouns: bool = True) -> Phrase:
    """Anyone who may be said to say something."""
    twice = (person, named_role, _described, _explained)
    maker = rng.choice((*twice, *twice, organization, group, capital, pair))
    if pronouns and rng.random() < 0.12:
        maker = pronoun
    return maker(rng)


def _described(rng: random.Random) -> Phrase:
    return role(rng, rng.choice("mf"), kind=rng.choice(("def", "def", "ind")))


def _explained(rng: random.Random) -> Phrase:
    """« le ministre de la Santé, Prénom Nom, », « Prénom Nom, porte-parole de l'armée, »."""
    dice = rng.random()
    if dice < 0.5:
        return apposed(rng, role(rng, rng.choice("mf")), comma=True)
    if dice < 0.65:
        return _published(rng)
    gender = rng.choice("mf")
    node = name(rng, gender, full=True)
    title = role(rng, gender)
    if rng.random() < 0.6:
        title.head.left.clear()
    node.right.append(set_apart(title.head.to("appos")))
    return Phrase(node, gender, "s")


def _published(rng: random.Random) -> Phrase:
    """« le rapport, publié mardi par l'institut, », « les secours, arrivés sur place, »."""
    noun, gender, number, participle = pick(rng, WORDS["published"]).split(":")
    node = Node(noun, "NOUN", features=agreement(gender, number), lemma=noun)
    node.left.append(article(gender, number, kind=rng.choice(("def", "def", "ind", "dem"))))
    features = f"{agreement(gender, number)}|Tense=Past|VerbForm=Part"
    more = Node(participle, "VERB", "acl", features, participle)
    dice = rng.random()
    if dice < 0.5:
        day = Node(pick(rng, WORDS["days"]), "NOUN", "obl", "Gender=Masc|Number=Sing")
        more.right.append(day)
    if dice > 0.3:
        by = organization(rng).head
        more.right.append(
            of(by, "par", relation="obl:agent") if number == "s" else of(by, "avec", relation="obl")
        )
    node.right.append(set_apart(more))
    return Phrase(node, gender, number)


def thing(rng: random.Random, *, plain: bool = False) -> Phrase:
    """A noun phrase that says nothing: « une attaque nucléaire », « ces accords »."""
    gender = rng.choice("mf")
    number = "s" if plain or rng.random() < 0.65 else "p"
    singular = pick(rng, WORDS["nouns_m"] if gender == "m" else WORDS["nouns_f"])
    node = Node(
        plural(singular) if number == "p" else singular,
        "NOUN",
        features=agreement(gender, number),
        lemma=singular,
    )
    node.left.append(article(gender, number, kind=rng.choice(("def", "def", "ind", "dem", "poss"))))
    if number == "p" and rng.random() < 0.35:
        node.left = [*number_word(rng)]
        if rng.random() < 0.4:
            node.left[0].left.append(_hedge(rng))
    if not plain and rng.random() < 0.35:
        node.right.append(adjective(rng, gender, number=number, entries=WORDS["adjectives"]))
    if not plain and rng.random() < 0.3:
        node.right.append(of(thing(rng, plain=True).head) if rng.random() < 0.5 else of(place(rng)))
    return Phrase(node, gender, number)


def _hedge(rng: random.Random) -> Node:
    if rng.random() < 0.4:
        node = Node("au", "ADP", "advmod")
        node.right.append(Node("moins", "ADV", "fixed"))
        return node
    return Node(rng.choice(("environ", "quelque", "presque")), "ADV", "advmod", "")


def plural(form: str) -> str:
    """The plural of a regular noun."""
    if form.endswith(("s", "x", "z")):
        return form
    if form.endswith(("eau", "eu")):
        return form + "x"
    if form.endswith("al"):
        return form.removesuffix("al") + "aux"
    return form + "s"
