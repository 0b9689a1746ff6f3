"""The forms of a French verb that news uses: third persons and participles.

A tagger takes « juge », « affiche » or « dément » for a noun or an adjective;
a list of forms made from the infinitive does not. Only what a verb of saying
needs is made: third persons of the simple tenses, participles, the infinitive.

Source: Bescherelle, *La conjugaison pour tous*.
"""

from __future__ import annotations

_PRESENT_ER = ("e", "ent")
_OTHERS_ER = ("ait", "aient", "a", "èrent", "ant", "é", "ée", "és", "ées", "er")
_FUTURE = ("a", "ont", "ait", "aient")
_SECOND_GROUP = ("it", "issent", "issait", "issaient", "irent", "issant", "i", "ie", "is", "ies")
#: Endings of the infinitive and the stems and endings of irregular verbs, longest first.
_IRREGULAR: tuple[tuple[str, str], ...] = (
    ("entir", "ent entent entait entaient entit entirent entant enti entie entis enties"),
    ("enir", "ient iennent enait enaient int inrent enant enu enue enus enues iendra iendront"),
    ("ettre", "et ettent ettait ettaient it irent ettant is ise ises"),
    ("aindre", "aint aignent aignait aignaient aignit aignirent aignant aint ainte aints aintes"),
    ("eindre", "eint eignent eignait eignaient eignit eignirent eignant eint einte eints eintes"),
    ("prendre", "prend prennent prenait prenaient prit prirent prenant pris prise prises"),
    ("endre", "end endent endait endaient endit endirent endant endu endue endus endues"),
    ("ondre", "ond ondent ondait ondaient ondit ondirent ondant ondu ondue ondus ondues"),
    ("ordre", "ord ordent ordait ordaient ordit ordirent ordant ordu ordue ordus ordues"),
    ("attre", "at attent attait attaient attit attirent attant attu attue attus attues"),
    ("rompre", "rompt rompent rompait rompaient rompit rompirent rompant rompu rompue"),
    ("crire", "crit crivent crivait crivaient crivit crivirent crivant crit crite crits crites"),
    ("dire", "dit disent disait disaient dirent disant dite dits dites"),
    ("clure", "clut cluent cluait cluaient clurent cluant clu clue clus clues"),
    ("aître", "aît aissent aissait aissaient ut urent aissant u ue us ues"),
    ("courir", "court courent courait couraient courut coururent courant couru courue"),
    ("ouvrir", "ouvre ouvrent ouvrait ouvraient ouvrit ouvrirent ouvrant ouvert ouverte"),
    ("évoir", "évoit évoient évoyait évoyaient évit évirent évoyant évu évue évus évues"),
    ("oire", "oit oient oyait oyaient ut urent oyant u ue us ues"),
)
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def forms(infinitive: str) -> tuple[str, ...]:
    """Third persons, participles and infinitive of a verb; itself alone when of no known kind."""
    for ending, endings in _IRREGULAR:
        if infinitive.endswith(ending):
            stem = infinitive.removesuffix(ending)
            future = infinitive.removesuffix("e")
            made = [stem + e for e in endings.split()] + [future + e for e in _FUTURE]
            return tuple(dict.fromkeys([infinitive, *made]))
    if infinitive.endswith("er"):
        return _first_group(infinitive)
    if infinitive.endswith("ir"):
        stem = infinitive[:-2]
        made = [stem + e for e in _SECOND_GROUP] + [infinitive + e for e in _FUTURE]
        return tuple(dict.fromkeys([infinitive, *made]))
    return (infinitive,)


def _first_group(infinitive: str) -> tuple[str, ...]:
    """The forms of a verb in -er, with the changes that keep its sound."""
    stem = infinitive[:-2]
    strong = _strong(stem)
    presents = (strong, stem) if stem.endswith("ay") else (strong,)  # balaie, balaye
    made = [present + e for present in presents for e in _PRESENT_ER]
    made += [_softened(stem, ending) + ending for ending in _OTHERS_ER]
    accented = strong if strong != stem and "é" not in stem[-3:] else stem
    made += [accented + "er" + e for e in _FUTURE]
    return tuple(dict.fromkeys([infinitive, *made]))


def _softened(stem: str, ending: str) -> str:
    """The stem before an ending in a: ç and ge keep the consonant soft."""
    if ending[0] != "a":
        return stem
    if stem.endswith("c"):
        return stem[:-1] + "ç"
    return stem + "e" if stem.endswith("g") else stem


def _strong(stem: str) -> str:
    """The stem before a silent e: è, a doubled consonant or an i."""
    if stem.endswith(("appel", "ejet", "renouvel")):
        return stem + stem[-1]
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i"
    tail = stem.rstrip(_CONSONANTS)
    consonants = stem[len(tail) :]
    if tail.endswith("é") and 0 < len(consonants) <= 2:
        return tail[:-1] + "è" + consonants
    if tail.endswith("e") and len(consonants) == 1:
        return tail[:-1] + "è" + consonants
    return stem
