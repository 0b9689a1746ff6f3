"""Two things of French inflection that are rules: the conditional and the lemma.

A model that has seen a hundred conditionals finds three in four; the ending
together with the verb's infinitive finds all but one in two hundred. A model
that makes lemmas of endings invents infinitives; a dictionary does not.

Source: Bescherelle, La conjugaison pour tous; dictionary of simplemma.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONDITIONAL = re.compile(r"(.*r)(?:ais|ait|ions|iez|aient)")
#: Words after which an infinitive stands where a noun without an article would.
_GOVERNING = frozenset({"de", "d'", "à", "pour", "sans"})
#: Clitics that stand between « en » and a present participle, and before no noun there.
_CLITICS = frozenset({"l'", "l’", "la", "le", "les", "leur", "lui", "s'", "s’", "se", "y"})
#: Infinitives that are nouns as well: « abus de pouvoir ».
_NOMINAL = frozenset(
    {
        "pouvoir", "devoir", "savoir", "avoir", "être", "dîner", "déjeuner", "souper", "goûter",
        "lever", "coucher", "rire", "sourire", "loisir", "plaisir", "désir", "avenir", "souvenir",
    }
)  # fmt: skip
_INFINITIVE = re.compile(r".*(?:er|ir|ïr|re|oir)")

#: Future stems that are not the infinitive's, by the infinitive's ending.
_STEMS = {
    "être": "ser", "avoir": "aur", "savoir": "saur", "faire": "fer", "aller": "ir",
    "voir": "verr", "pouvoir": "pourr", "vouloir": "voudr", "devoir": "devr",
    "falloir": "faudr", "valoir": "vaudr", "pleuvoir": "pleuvr", "cevoir": "cevr",
    "mouvoir": "mouvr", "asseoir": "assiér", "envoyer": "enverr", "venir": "viendr",
    "tenir": "tiendr", "mourir": "mourr", "courir": "courr", "quérir": "querr",
    "cueillir": "cueiller", "prévoir": "prévoir", "pourvoir": "pourvoir", "surseoir": "surseoir",
}  # fmt: skip
_STEM_ENDINGS = sorted(_STEMS, key=len, reverse=True)

#: Endings of participles and the infinitive's ending, longest first.
_PARTICIPLES = (
    "connu:connaître", "paru:paraître", "offert:offrir", "ouvert:ouvrir", "couvert:couvrir",
    "souffert:souffrir", "couru:courir", "voulu:vouloir", "vécu:vivre", "vaincu:vaincre",
    "suivi:suivre", "assis:asseoir", "rompu:rompre", "battu:battre", "exclu:exclure",
    "inclu:inclure", "conclu:conclure", "résolu:résoudre", "absous:absoudre", "mort:mourir",
    "élu:élire", "prévu:prévoir", "accru:accroître", "déçu:décevoir", "reçu:recevoir",
    "conçu:concevoir", "perçu:percevoir", "aperçu:apercevoir", "ému:émouvoir",
    "promu:promouvoir", "acquis:acquérir", "requis:requérir", "conquis:conquérir", "nui:nuire",
    "lui:luire", "fui:fuir", "pendu:pendre", "tendu:tendre", "rendu:rendre", "vendu:vendre",
    "fendu:fendre", "cendu:cendre", "pondu:pondre", "fondu:fondre", "tordu:tordre",
    "perdu:perdre", "mordu:mordre", "traint:traindre", "craint:craindre", "plaint:plaindre",
    "teint:teindre", "ceint:ceindre", "peint:peindre", "streint:streindre", "joint:joindre",
    "crit:crire", "duit:duire", "struit:struire", "dit:dire", "fait:faire", "trait:traire",
    "pris:prendre", "mis:mettre", "tenu:tenir", "venu:venir", "né:naître", "vu:voir", "lu:lire",
    "cru:croire", "bu:boire", "su:savoir", "plu:plaire", "tu:taire", "dû:devoir", "pu:pouvoir",
    "eu:avoir", "é:er", "i:ir",
)  # fmt: skip

#: Endings of finite forms and the infinitive's ending, longest first; tried until one is known.
_FINITES = (
    "issaient:ir", "issent:ir", "issait:ir", "issant:ir", "iennent:enir", "aient:er", "ient:enir",
    "aient:re", "èrent:er", "irent:ir", "aient:ir", "ment:mentir", "ent:er", "ent:re", "ent:ir",
    "ant:er", "ant:re", "ant:ir", "ait:er", "ait:re", "ait:ir", "era:er", "sent:sentir",
    "ra:re", "ra:r", "it:ir", "it:ire", "rt:rtir", "rt:rdre", "nd:ndre", "rd:rdre", "nt:ndre",
    "es:er", "ez:er", "e:er", "a:er", "t:tre", "t:re", "e:ir", "s:re",
)  # fmt: skip

_OPEN_TAGS = frozenset({"NOUN", "ADJ", "ADV", "VERB", "AUX"})
#: « en tant que », « en avant » are no gerunds.
_SHORTEST_GERUND = 6
_LONGEST = 40
"""Letters of the longest French words, and some: longer tokens are no words."""


@lru_cache(maxsize=50_000)
def is_conditional(form: str) -> bool:
    """Whether a verb's form is a conditional: its infinitive's future stem plus the ending.

    Montrait is none, though « montr » plus « ait » looks like one: its
    infinitive is montrer, whose future stem is « montrer ».
    """
    word = _bare(form)
    match = _CONDITIONAL.fullmatch(word)
    if match is None or len(word) > _LONGEST:
        return False
    stem = match.group(1)
    if stem.endswith("er") or stem in _STEMS.values():  # no verb has « erer »
        return True
    infinitive = _dictionary(word)
    if _INFINITIVE.fullmatch(infinitive) is None:
        return stem.endswith("ir")
    return _loose(stem) == _loose(_future_stem(infinitive))


@lru_cache(maxsize=200_000)
def settled(form: str, tag: str, *, features: str, before: str) -> tuple[str, str]:
    """The tag and features of a token where its form leaves no doubt; as given elsewhere.

    « reconstruire » after « de » is an infinitive, « éludé » no finite form,
    « affirmant » and « qualifiant » after « en le » present participles,
    « instamment » no verb. `before` is the two words before.
    """
    word = _bare(form)
    nominal = tag in ("NOUN", "ADJ", "PROPN", "ADV") and word not in _NOMINAL
    earlier, _, last = before.lower().rpartition(" ")
    governed = form.islower() and _bare(last) in _GOVERNING
    if word.endswith("ant") and _is_gerund(word, last, earlier=earlier):
        return "VERB", "Tense=Pres|VerbForm=Part"
    if nominal and governed and _INFINITIVE.fullmatch(word) and _has_participle(word):
        return "VERB", "VerbForm=Inf"
    if tag != "VERB":
        return tag, features
    if word.endswith("ment") and _infinitive(word) == word:
        return "ADV", ""
    kept = [f for f in features.split("|") if f.startswith(("Gender", "Number"))]
    if "VerbForm=Fin" in features and word.endswith(("é", "ée", "és", "ées")):
        return tag, "|".join([*kept, "Tense=Past", "VerbForm=Part"])
    if "VerbForm=Part" not in features and word.endswith("ant") and _dictionary(word) != word:
        return tag, "Tense=Pres|VerbForm=Part"
    return tag, features


def _is_gerund(word: str, last: str, *, earlier: str) -> bool:
    """Whether a form follows « en », or « en » and a clitic, and is of a known verb."""
    if last in _CLITICS:
        return earlier == "en"
    return last == "en" and len(word) > _SHORTEST_GERUND and _is_infinitive(_infinitive(word))


def _has_participle(infinitive: str) -> bool:
    """Whether the dictionary knows a present participle of what looks like an infinitive."""
    stem = infinitive[:-2]
    endings: tuple[str, ...] = ("ant",)
    if infinitive.endswith(("ir", "re")):
        endings = ("ant", "sant", "vant", "issant")
    if infinitive.endswith("oir"):
        stem, endings = infinitive[:-3], ("ant", "oyant")
    softened = stem + "e" if stem.endswith("g") else stem
    return any(_dictionary(softened + ending) == infinitive for ending in endings)


def lemma(form: str, tag: str) -> str:
    """Dictionary form of a token with the tag `tag` (UPOS).

    A verb whose infinitive is not known keeps its form in lower case.
    """
    if tag == "PROPN":
        return form
    word = _bare(form)
    if tag not in _OPEN_TAGS or len(word) > _LONGEST or not word[-1:].isalpha():
        return word
    if tag in ("VERB", "AUX"):
        return _infinitive(word)
    found = _dictionary(word)
    if _is_far(word, found):
        found = word
    if tag in ("NOUN", "ADJ") and found == word:
        return _singular(word)
    return found


def _bare(form: str) -> str:
    """Lower case, without the hyphen or soft hyphens of a clitic."""
    word = form.lower().replace("\u00ad", "")
    return word.removeprefix("-t-").removeprefix("-") if len(word) > 1 else word


def _dictionary(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="fr"))


def _future_stem(infinitive: str) -> str:
    for ending in _STEM_ENDINGS:
        if infinitive.endswith(ending):
            return infinitive.removesuffix(ending) + _STEMS[ending]
    return infinitive.removesuffix("e") if infinitive.endswith("re") else infinitive


def _loose(stem: str) -> str:
    """A stem without what the future changes: accents, doubled l and t, y for i."""
    letters = unicodedata.normalize("NFD", stem)
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"([lt])\1", r"\1", plain.replace("y", "i"))


def _infinitive(word: str) -> str:
    found = _dictionary(word)
    if _INFINITIVE.fullmatch(found) and not (found == word and not _is_infinitive(word)):
        return found
    bare = word
    for ending in ("es", "e", "s"):
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            bare = bare.removesuffix(ending)
            break
    for participle, infinitive in (pair.split(":") for pair in _PARTICIPLES):
        if bare.endswith(participle):
            candidate = bare.removesuffix(participle) + infinitive
            return candidate if _is_infinitive(candidate) or participle == "é" else word
    return _of_finite(word)


def _of_finite(word: str) -> str:
    """The infinitive of a finite form that the dictionary takes for a noun: dément, accuse."""
    for ending, infinitive in (pair.split(":") for pair in _FINITES):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            candidate = word.removesuffix(ending) + infinitive
            if _is_infinitive(candidate):
                return candidate
    return word


def _is_infinitive(word: str) -> bool:
    from simplemma import is_known

    return _INFINITIVE.fullmatch(word) is not None and bool(is_known(word, lang="fr"))


def _is_far(word: str, found: str) -> bool:
    """Whether a dictionary's answer is of another word: a verb for a noun, say."""
    is_verb = _INFINITIVE.fullmatch(found) is not None and found != word
    return is_verb and not word.startswith(found)


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word.removesuffix("x")
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")):
        return word.removesuffix("s")
    return word
