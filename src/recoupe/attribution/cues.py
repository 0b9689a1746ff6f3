"""Find the words that attribute: verbs, nouns, adpositions and set phrases of a pack.

The tables say which words attribute and how; this module finds them in parsed
text, with their auxiliaries, their negation and what stands between, and says
which rows apply. A verb is known by its lemma and, where a tagger took it for
something else, by its form.

Source: cue classes after Pareti 2016; tables `cues.tsv` and `negated.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.attribution.grammar import Grammar, grammar
from recoupe.attribution.tree import AUXILIARIES, Tree
from recoupe.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.lang import Pack

#: How far before its verb a clitic may stand: « s'en est vivement pris ».
CLITICS = 5
#: Tags of words between a clitic and its verb: « s'est de son côté étonné ».
BESIDE_CLITICS = frozenset({"AUX", "ADV", "PRON", "PART", "ADP", "NOUN"})
#: Words that may stand between the parts of a cue of several words.
GAP = 4
#: A cue of so many words is one whatever a tagger took its verb for: « pointe du doigt ».
UNMISTAKABLE = 3
#: From this length on, the last two letters may change: mensonger, mensongère.
LONG_CHARS = 7
#: Spellings of the 1990 reform: « reconnait ».
PLAIN = str.maketrans("îû", "iu")
#: Shorter words of a cue do not agree with anything.
AGREEING_CHARS = 4
#: What a short word of a cue may take on: vain, vaine; muet, muette; « part » is not « partie ».
AGREEING = frozenset({"e", "s", "es", "x", "le", "les", "ne", "nes", "te", "tes"})
#: How far before its participle an auxiliary may stand, in tokens.
REACH_BACK = 9
#: Words of an aside between an auxiliary and its participle, at most.
ASIDE = 20
#: Tags that a tagger gives to finite verbs by mistake.
MISTAKEN_FOR_VERBS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "X"})
#: Class of the rows of `negated.tsv` that `cues.tsv` lacks.
ONLY_NEGATED = "negated"
VERB_CLASSES = frozenset(
    {
        "reporting", "writing", "cognition", "directive", "commissive", "evaluative", "label",
        "accusation", "denial", "avoidance", "silence", "confirmation", "intention", "evidence",
        "manner",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CueRow:
    """A word or phrase that attributes; see docs/architecture.md for the columns."""

    TABLE: ClassVar[str] = "cues.tsv"

    cue: str
    class_: str
    stance: str
    commitment: str
    frame: str
    source: str
    example: str

    @property
    def frames(self) -> frozenset[str]:
        """The frames the cue admits."""
        return frozenset(self.frame.split())


@dataclass(frozen=True, slots=True)
class NegatedRow:
    """What a cue stands for when it is negated."""

    TABLE: ClassVar[str] = "negated.tsv"

    cue: str
    negated_stance: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A place where the text attributes: tokens `first` to `last` around `head`."""

    rows: tuple[CueRow, ...]
    head: int
    governor: int  # the verb on which the content hangs: « commenter » in « refuse de commenter »
    first: int
    last: int
    negated: bool
    stance: Stance
    negated_stance: Stance | None  # when the table gives the cue one
    shorter: Cue | None = None  # « évoquer » in « évoquer la possibilité »: for other frames

    def stance_in(self, frames: frozenset[str]) -> Stance:
        """What the source does with a content found by `frames`; « jure de » promises."""
        if self.negated and self.negated_stance is not None:
            return self.negated_stance
        fitting = [row for row in self.rows if row.frames & frames]
        return Stance((fitting or self.rows)[0].stance)

    @property
    def frames(self) -> frozenset[str]:
        """The frames that any row of the cue admits."""
        return frozenset().union(*(row.frames for row in self.rows))

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the cue's rows."""
        return frozenset(row.class_ for row in self.rows)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of a pack, by the word to look for first."""

    verbs: dict[str, tuple[tuple[tuple[str, ...], tuple[CueRow, ...]], ...]]
    words: dict[str, tuple[tuple[tuple[str, ...], tuple[CueRow, ...]], ...]]
    nouns: dict[str, tuple[CueRow, ...]]
    negated: dict[str, Stance]
    forms: dict[str, str]  # a verb's form → its infinitive

    def stance(self, row: CueRow, *, negated: bool) -> Stance:
        """What a cue's source does with the content, negated or not."""
        if negated:
            return self.negated.get(row.cue, Stance(row.stance))
        return Stance(row.stance)


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The cues of a pack, made ready for look-up."""
    verbs: dict[str, dict[tuple[str, ...], list[CueRow]]] = defaultdict(lambda: defaultdict(list))
    words: dict[str, dict[tuple[str, ...], list[CueRow]]] = defaultdict(lambda: defaultdict(list))
    nouns: dict[str, list[CueRow]] = defaultdict(list)
    words_of_pack = grammar(pack)
    for row in pack.table(CueRow):
        parts = cut(row.cue, words_of_pack)
        if row.class_ in VERB_CLASSES:
            verbs[_key(parts, words_of_pack)][parts].append(row)
        elif row.class_ == "noun":
            nouns[row.cue].append(row)
        else:
            words[parts[0]][parts].append(row)
    stances = {row.cue: Stance(row.negated_stance) for row in pack.table(NegatedRow)}
    for negated in pack.table(NegatedRow):
        parts = cut(negated.cue, words_of_pack)
        key = _key(parts, words_of_pack)
        if parts not in verbs[key]:
            verbs[key][parts].append(_only_negated(negated))
    return Lexicon(
        verbs={k: _longest_first(v) for k, v in verbs.items()},
        words={k: _longest_first(v) for k, v in words.items()},
        nouns={k: tuple(v) for k, v in nouns.items()},
        negated=stances,
        forms=_forms(pack, verbs),
    )


def _only_negated(row: NegatedRow) -> CueRow:
    """A cue that attributes only when negated: « n'a pas souhaité réagir »."""
    return CueRow(
        cue=row.cue,
        class_=ONLY_NEGATED,
        stance=row.negated_stance,
        commitment="neutral",
        frame="que si np about abs",
        source=row.source,
        example=row.example,
    )


def cut(phrase: str, words: Grammar) -> tuple[str, ...]:
    """The words of a table's phrase, elided ones whole: « d'après » is « de », « après »."""
    return tuple(words.whole(w) for w in phrase.replace("'", "' ").split())


def find_cues(tree: Tree, pack: Pack) -> Iterator[Cue]:
    """The verbal cues of a text, in order, the longest at each verb.

    Cost: linear in the number of tokens.
    """
    known = lexicon(pack)
    i = 0
    while i < len(tree):
        cue = _verbal(tree, i, known=known)
        if cue is not None:
            yield cue
        i += 1


def find_adpositions(tree: Tree, pack: Pack) -> Iterator[tuple[int, int, CueRow]]:
    """Adpositions and phrases that attribute a clause beside them: first token, last token, row."""
    return _find_words(tree, pack, frames=frozenset({"selon", "abs", "clitic", "loose"}))


def find_phrases_with(tree: Tree, pack: Pack, *, frame: str) -> Iterator[tuple[int, int, CueRow]]:
    """Set phrases that admit a frame: first token, last token, row."""
    return _find_words(tree, pack, frames=frozenset({frame}))


def _find_words(
    tree: Tree, pack: Pack, *, frames: frozenset[str]
) -> Iterator[tuple[int, int, CueRow]]:
    """Phrases of the lexicon that admit one of the frames, the longest at each place."""
    known = lexicon(pack)
    for i in range(len(tree)):
        contracted = tree.words[i] in tree.grammar["contracted"]
        for parts, rows in known.words.get(_folded(tree, i), ()):
            if not rows[0].frames & frames:
                continue
            if contracted and rows[0].cue.split()[0] != tree.words[i]:
                continue  # « des sources » is not « de source »
            end = i + len(parts)
            if end <= len(tree) and all(
                _is(tree, i + n, part=part) for n, part in enumerate(parts)
            ):
                yield i, end - 1, rows[0]
                break


def find_nouns(tree: Tree, pack: Pack) -> Iterator[tuple[int, CueRow]]:
    """Nouns that attribute: the token and the row."""
    known = lexicon(pack)
    for i, (lemma, tag) in enumerate(zip(tree.tokens.lemma, tree.tokens.tag, strict=True)):
        if tag == "NOUN" and lemma in known.nouns:
            yield i, known.nouns[lemma][0]


def is_negated(tree: Tree, head: int) -> bool:
    """Whether a verb is negated, by « ne … pas » and its like or by « sans »."""
    verbs = {head, *tree.by_relation(head, AUXILIARIES)}
    if tree.tokens.relation[head] in AUXILIARIES:
        verbs.add(tree.tokens.head[head])
    near = range(max(0, head - 8), min(len(tree), head + 4))
    ne = any(
        tree.words[i] in tree.grammar["negation"] and tree.tokens.head[i] in verbs for i in near
    )
    ends = any(tree.words[i] in tree.grammar["negation_end"] for i in near)
    sans = _without(tree, head)
    alone = tree.tokens.lemma[head] in tree.grammar["negated_alone"]  # « ne peut confirmer »
    return (ne and (ends or alone)) or sans


def _without(tree: Tree, head: int) -> bool:
    """Whether « sans » stands before a verb, or « sans que » before its clause."""
    for j in range(head - 1, max(-1, head - REACH_BACK), -1):
        if tree.words[j] in tree.grammar["without"]:
            if tree.words[j - 1] in tree.grammar["negation_undone"]:
                return False  # « non sans rappeler »
            return j == head - 1 or tree.words[j + 1] in tree.grammar["that"]
        if tree.has(j, "VerbForm=Fin") or tree.words[j] in (",", "."):
            return False
    return False


def _longest_first(
    phrases: dict[tuple[str, ...], list[CueRow]],
) -> tuple[tuple[tuple[str, ...], tuple[CueRow, ...]], ...]:
    """Phrases and their rows, those of most words first."""
    ordered = sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0]))
    return tuple((parts, tuple(rows)) for parts, rows in ordered)


def _key(parts: tuple[str, ...], words: Grammar) -> str:
    """The word of a verbal cue that carries its inflection."""
    return next((p for p in parts if p not in words["uninflected"]), parts[-1])


def _folded(tree: Tree, i: int) -> str:
    """The word of a token, elided or contracted forms made whole."""
    return tree.grammar.whole(tree.words[i])


def _is(tree: Tree, i: int, *, part: str) -> bool:
    """Whether token `i` is the word or a form of the word `part`."""
    if part in (tree.words[i], _folded(tree, i), tree.tokens.lemma[i]):
        return True
    owned = tree.grammar["possessive"]  # « ses condoléances », « leurs condoléances »
    return part in owned and tree.words[i] in owned


def _forms(pack: Pack, verbs: Iterable[str]) -> dict[str, str]:
    """The forms of the verbs that a pack's code module makes; none where it makes none."""
    make = getattr(pack.module(), "forms", None)
    if make is None:
        return {}
    made = {form: verb for verb in sorted(verbs, reverse=True) for form in make(verb)}
    return {**{form.translate(PLAIN): verb for form, verb in made.items()}, **made}


def agrees(tree: Tree, i: int, *, part: str) -> bool:
    """Whether token `i` is an adjective or participle of a cue, in another gender or number."""
    word = tree.words[i]
    agreeing = tree.tokens.tag[i] in ("ADJ", "VERB", "NOUN", "PROPN")
    if not agreeing or len(part) < AGREEING_CHARS or tree.has(i, "VerbForm=Inf"):
        return False
    if tree.is_verb(i) and tree.tokens.tag[i - 1] == "CCONJ":
        return False  # « ont exprimé leur joie et souhaité »
    if len(part) >= LONG_CHARS and word.startswith(part[:-2]):
        return len(word) <= len(part) + 3
    return word.startswith(part) and word[len(part) :] in AGREEING


def _lemma(tree: Tree, i: int, *, known: Lexicon) -> str | None:
    """The infinitive under which token `i` may be a verbal cue."""
    lemma = tree.tokens.lemma[i]
    that = tree.grammar["that"].intersection(tree.words[i + 1 : i + 2])
    if that and tree.words[i] in tree.grammar["adverb"]:
        return None  # « maintenant que le pont tient »
    if tree.is_verb(i):
        return lemma if lemma in known.verbs else known.forms.get(tree.words[i])
    if tree.tokens.tag[i] in MISTAKEN_FOR_VERBS:
        return known.forms.get(tree.words[i])
    return None


def _stands_like_a_verb(tree: Tree, i: int) -> bool:
    """Whether what surrounds token `i` asks for a verb.

    « que » after it, a quotation before it, or a sentence with no other verb
    in which it follows a noun.
    """
    if i == 0 or tree.tokens.tag[i - 1] in ("DET", "ADP", "NUM"):
        return False
    after = tree.words[i + 1] if i + 1 < len(tree) else ""
    before = tree.words[i - 1]
    two = tree.words[i - 2] if i > 1 else ""
    closes = before in ("»", "”") or (before == "," and two in ("»", "”", '"'))
    clitic = tree.tokens.tag[i - 1] == "PRON" and before in tree.grammar["clause_clitic"]
    if after in tree.grammar["that"] or closes or clitic:
        return True
    if tree.tokens.tag[i - 1] == "CCONJ" and i + 1 < len(tree):
        return tree.tokens.tag[i + 1] == "DET"  # « répondit et nia leur version »
    if tree.tokens.tag[i - 1] not in ("NOUN", "PROPN", "PRON", "ADJ", "PUNCT", "ADV"):
        return False
    first, last = tree.sentence_of(i)
    return not any(tree.has(j, "VerbForm=Fin") for j in range(first, last + 1))


def _verbal(tree: Tree, i: int, *, known: Lexicon) -> Cue | None:
    """The verbal cue whose inflected word is token `i`, or None."""
    lemma = _lemma(tree, i, known=known)
    if lemma is None or lemma not in known.verbs:
        return None
    reflexive = _reflexive(tree, i) is not None
    helps = _is_auxiliary(tree, i)
    doubtful = not tree.is_verb(i) and not _stands_like_a_verb(tree, i)
    found: list[Cue] = []
    for parts, rows in known.verbs[lemma]:
        if doubtful and len(parts) < UNMISTAKABLE:
            continue
        before = parts[: parts.index(_key(parts, tree.grammar))]
        asks = any(p in tree.grammar["reflexive"] for p in before)
        if asks != reflexive or (helps and len(parts) == 1):
            continue
        if not all(_stands_before(tree, i, part=p) for p in before):
            continue
        if rows[0].class_ == ONLY_NEGATED and not is_negated(tree, i):
            continue
        last = _rest(tree, i, parts=parts[parts.index(_key(parts, tree.grammar)) + 1 :])
        if last is not None:
            found.append(_cue(tree, i, last=last, rows=rows, known=known))
    return _chained(found)


def _chained(found: list[Cue]) -> Cue | None:
    """The longest of the cues at one verb, each with the next shorter; None without any."""
    chain: Cue | None = None
    for cue in reversed(found):
        chain = replace(cue, shorter=chain)
    return chain


def _stands_before(tree: Tree, i: int, *, part: str) -> bool:
    """Whether a clitic of a cue (« en », « y », « se ») stands just before its verb."""
    return any(_is(tree, j, part=part) for j in range(max(0, i - CLITICS), i))


def _is_auxiliary(tree: Tree, i: int) -> bool:
    """Whether token `i` only helps another verb."""
    return tree.tokens.relation[i] in AUXILIARIES and tree.tokens.relation[i] != "cop"


def _reflexive(tree: Tree, i: int) -> int | None:
    """The reflexive pronoun of a verb, looked for among the words before it."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if tree.words[j] in tree.grammar["reflexive"]:
            near = tree.tokens.head[j] == i or j >= i - 3 or _helps(tree, j + 1)
            return j if near else None
        if tree.tokens.tag[j] not in BESIDE_CLITICS and tree.words[j] not in (
            tree.grammar["negation"] | tree.grammar["possessive"]
        ):
            return None
    return None


def _rest(tree: Tree, i: int, *, parts: tuple[str, ...]) -> int | None:
    """The last token of a cue of several words, or None when a word is missing."""
    at = i
    for part in parts:
        ahead = range(at + 1, min(len(tree), at + 2 + GAP))
        found = next(
            (j for j in ahead if _is(tree, j, part=part) or agrees(tree, j, part=part)), None
        )
        if found is None or any(tree.words[j] in (".", ":", "«") for j in range(at + 1, found)):
            return None
        at = found
    return at


def _cue(tree: Tree, i: int, *, last: int, rows: tuple[CueRow, ...], known: Lexicon) -> Cue:
    """The cue around the verb `i`, with its auxiliaries and its negation."""
    negated = is_negated(tree, i)
    return Cue(
        rows=rows,
        head=i,
        governor=last if tree.is_verb(last) else i,
        first=_first_of(tree, i),
        last=max(last, _last_of(tree, i)) if negated else last,
        negated=negated,
        stance=known.stance(rows[0], negated=negated),
        negated_stance=known.negated.get(rows[0].cue),
    )


def _first_of(tree: Tree, i: int) -> int:
    """The first token of a verb's group: its negation, reflexive pronoun or auxiliary.

    Short asides may stand between (« a de son côté dénoncé »); another verb or
    a conjunction may not.
    """
    first = i
    participle = not tree.has(i, "VerbForm=Fin") and not tree.has(i, "VerbForm=Inf")
    participle = participle and not (tree.has(i, "VerbForm=Part") and tree.has(i, "Tense=Pres"))
    aside = _before_aside(tree, i) if participle else None
    if aside is not None:
        return _first_of(tree, aside)
    for j in range(i - 1, max(-1, i - REACH_BACK), -1):
        word = tree.words[j]
        if tree.tokens.tag[j] == "CCONJ" or word in (":", ";", ".", "»", "«"):
            break
        if word in tree.grammar["that"] | tree.grammar["relative_subject"]:
            break  # « c'est ce qu'a annoncé », « c'est lui qui a révélé »
        if (
            word == "," and first != i
        ):  # « a, de son côté, dénoncé » is crossed, « , a dénoncé » not
            break
        if word in tree.grammar["negation"] or word in tree.grammar["reflexive"]:
            first = j if j >= first - 2 else first
        elif _helps(tree, j):
            if not participle:
                break
            first = j
        elif tree.is_verb(j):
            break
    told = first > 0 and tree.words[first - 1] in tree.grammar["dative"]  # « lui avait dit »
    return first - 1 if told and tree.tokens.tag[first - 1] == "PRON" else first


def _before_aside(tree: Tree, i: int) -> int | None:
    """The auxiliary that an aside between commas parts from its participle `i`.

    « ont, dans une déclaration publiée hier, adressé »
    """
    if i == 0 or tree.words[i - 1] != ",":
        return None
    for j in range(i - 2, max(0, i - ASIDE), -1):
        if tree.has(j, "VerbForm=Fin") or tree.words[j] in (".", ":", ";", "»", "«"):
            return None
        if tree.words[j] == ",":
            return j - 1 if _helps(tree, j - 1) and tree.has(j - 1, "VerbForm=Fin") else None
    return None


def _helps(tree: Tree, j: int) -> bool:
    """Whether a token is a form of an auxiliary, whatever the parser made of it, and no name."""
    first, _ = tree.sentence_of(j)
    named = j > first and tree.text[tree.tokens.start[j]].isupper()  # « Corriere della Sera »
    return tree.tokens.lemma[j] in tree.grammar["auxiliary"] and tree.is_verb(j) and not named


def _last_of(tree: Tree, i: int) -> int:
    """The last token of a negated verb's group: « pas »."""
    last = i
    for j in range(i + 1, min(len(tree), i + 3)):
        if tree.words[j] in tree.grammar["negation_end"] and tree.tokens.head[j] in (i, i + 1):
            last = j
    return last
