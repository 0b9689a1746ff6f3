"""Find what a cue attributes: the clause, the noun phrase or the words quoted.

A parser's clause often ends too early or swallows what follows; so a clause
runs from its first word to the end of what its cue governs, and stops where
another cue, a participle of the writer's or an inserted clause begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution.quotes import CLOSING, MARKS, OPENING, SPACES
from recoupe.attribution.tree import AUXILIARIES, Tree, merged, trim
from recoupe.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from recoupe.attribution.quotes import Quote

FINAL = ".!?…"
TRAILING = " \t\n\u00a0\u202f,;:–—-"
#: A clause that « que » opens has at least so many words after its first.
SHORTEST = 2
#: Marks that open a quotation, as words.
OPENING_WORDS = frozenset({"«", "“", '"'})
#: What ends a list.
ENDING = frozenset({";", ":", "("})
#: Tokens between a cue and the adposition it governs, at most: a day, an adverb.
NEAR = 6
#: Verbs between a cue and the relative clause it stands in, at most.
RELATIVE_STEPS = 4
#: Words between a verb and the infinitive past its addressee, at most.
FAR = 18
#: Words between a verb and its « que »: a time, an adverb, an addressee.
REACH = 14
#: The same, where commas part an aside from both.
FAR_REACH = 30


def clause_after(
    tree: Tree, verb: int, *, last: int, stops: Collection[int], addressed: bool = False
) -> Span | None:
    """The clause that « que » opens after a cue, without « que »; None when there is none.

    `addressed` tells that whom the cue speaks to may stand between: « informe la presse que P ».
    """
    complementizer = _complementizer(tree, verb, last=last, addressed=addressed)
    if complementizer is None or is_restrictive(tree, verb):
        return None
    if complementizer == tree.sentence_of(complementizer)[1]:  # nothing follows « que »
        return None
    if tree.words[complementizer + 1] in tree.grammar["likeness"]:
        return None  # « n'est plus vu que comme un témoin »
    end = extent(tree, verb, first=complementizer + 1, stops=stops)
    return tidy(tree.text, tree.span(complementizer + 1, end))


def indirect_question(tree: Tree, verb: int, *, last: int, stops: Collection[int]) -> Span | None:
    """The clause that « si » or a question word opens after a cue; None when there is none."""
    ahead = range(last + 1, min(last + 4, len(tree)))
    opener = next((i for i in ahead if opens_question(tree, i)), None)
    if opener is None or not any(
        tree.is_verb(i) for i in range(opener, min(opener + 12, len(tree)))
    ):
        return None
    end = extent(tree, verb, first=opener + 1, stops=stops)
    return tidy(tree.text, tree.span(opener, end))


def opens_question(tree: Tree, i: int) -> bool:
    """Whether a token opens an indirect question: « si », « comment », « ce que »."""
    if tree.words[i] in tree.grammar["question"]:
        return True
    follows = tree.grammar["that"] | tree.grammar["relative_subject"]
    return tree.words[i] == "ce" and i + 1 < len(tree) and tree.words[i + 1] in follows


def infinitive_after(tree: Tree, verb: int, *, last: int, stops: Collection[int]) -> Span | None:
    """The infinitive clause after a cue, with its « de » or « à »; None when there is none."""
    for child in tree.by_relation(verb, ("xcomp", "ccomp", "advcl", "obl", "acl", "parataxis")):
        helpers = tree.by_relation(child, AUXILIARIES)
        if child <= last or not any(tree.has(i, "VerbForm=Inf") for i in (child, *helpers)):
            continue
        first = _with_negation(tree, tree.left[child])
        marks = [c for c in tree.children[child] if tree.tokens.relation[c] in ("mark", "case")]
        if marks and tree.words[marks[0]] not in tree.grammar["of"] | tree.grammar["to"]:
            continue
        if tree.words[first - 1] in OPENING_WORDS and first - 2 > last:
            joined = tree.words[first - 2] in tree.grammar["of"] | tree.grammar["to"]
            first = first - 2 if joined else first  # « demande de « changer de cap » »
        end = extent(tree, verb, first=child, stops=stops)
        aside = [i for i in range(last + 1, child) if tree.words[i] == ","]
        if len(aside) > 1 and aside[0] == last + 1:
            first = max(first, aside[-1] + 1)  # « dément, lui, avoir su »
        return tidy(tree.text, tree.span(max(first, last + 1), end))
    return None


def _with_negation(tree: Tree, first: int) -> int:
    """Where an infinitive begins with the negation before it: « ne pas avoir lu »."""
    negations = tree.grammar["negation"] | tree.grammar["negation_end"]
    while first > 0 and tree.words[first - 1] in negations:
        first -= 1
    return first


def infinitive_ahead(tree: Tree, last: int, *, stops: Collection[int]) -> Span | None:
    """The infinitive that « de » opens past an addressee: « demande aux élus d'agir ».

    A parser hangs it on the addressee; so it is looked for in the order of the
    words, before any other clause.
    """
    _, end = tree.sentence_of(last)
    for i in range(last + 1, min(last + FAR, end)):
        if tree.has(i, "VerbForm=Fin") or tree.words[i] in (":", ";", "«") or i in stops:
            return None
        if tree.has(i, "VerbForm=Part") and tree.has(i, "Tense=Pres"):
            return None  # « évitant de comparaître »
        if tree.words[i] not in tree.grammar["of"] | tree.grammar["to"]:
            continue
        ahead = range(i + 1, min(i + 4, end + 1))
        passed = (j for j in ahead if tree.words[j] not in OPENING_WORDS)
        verb = next((j for j in passed if tree.tokens.tag[j] not in ("ADV", "PRON")), None)
        if verb is not None and tree.has(verb, "VerbForm=Inf"):
            return tidy(tree.text, tree.span(i, _stopped(end, i, stops=stops)))
    return None


def noun_after(tree: Tree, verb: int, *, last: int, stops: Collection[int]) -> Span | None:
    """The object of a cue with all that hangs on it; None when it has none.

    What follows the object without a comma belongs to it: parsers hang the end
    of a long object on the verb.
    """
    for child in tree.by_relation(verb, ("obj",)):
        if child > last and tree.tokens.tag[child] != "PRON" and not tree.is_adverb(child):
            first = max(tree.left[child], last + 1)
            end = _through_siblings(tree, verb, end=tree.right[child], stops=stops)
            return tidy(tree.text, tree.span(first, end)) if end >= first else None
    return None


def with_enumeration(tree: Tree, noun: Span, *, stops: Collection[int]) -> Span:
    """An object with the rest of its list: « la hausse des salaires, la fin de … et le … »."""
    after = tree.at(noun.end)
    _, end = tree.sentence_of(tree.at(noun.start))
    if after >= end or tree.words[after] != "," or tree.tokens.tag[after + 1] != "DET":
        return noun
    last = next((i - 1 for i in range(after, end) if i in stops or tree.words[i] in ENDING), end)
    listed = range(after + 1, last + 1)
    joins = any(
        tree.tokens.tag[i] == "CCONJ" and tree.tokens.tag[i + 1] == "DET" for i in listed[:-1]
    )
    if not joins or any(tree.has(i, "VerbForm=Fin") for i in listed):
        return noun
    return tidy(tree.text, Span(noun.start, tree.tokens.end[last]))


def before_contrast(tree: Tree, noun: Span) -> Span:
    """An object, cut before the writer's own « , tandis que … »."""
    first, last = tree.at(noun.start), tree.before(noun.end)
    for i in range(first + 2, last):
        opens = tree.tokens.relation[i] == "mark" and tree.words[i] not in tree.grammar["that"]
        if tree.words[i - 1] == "," and opens and tree.tokens.tag[i] in ("SCONJ", "ADV"):
            return tidy(tree.text, tree.span(first, i - 2))
    return noun


def words_after(tree: Tree, last: int, *, stops: Collection[int]) -> Span | None:
    """The noun phrase that stands right after a cue, when the parser hung it elsewhere.

    It runs to the first comma or verb of another clause; adverbs are passed over.
    """
    _, sentence_end = tree.sentence_of(last)
    first = last + 1
    while first < sentence_end and tree.tokens.tag[first] == "ADV":
        first += 1
    opens = tree.tokens.tag[first] in ("DET", "NUM", "PROPN") if first <= sentence_end else False
    some = (
        first <= sentence_end and tree.has(first, "Number=Plur") and tree.tokens.tag[first] == "ADP"
    )
    if not opens and not (some and tree.words[first] in tree.grammar["of"]):  # « dément des faits »
        return None
    ends = (
        i - 1
        for i in range(first + 1, sentence_end + 1)
        if tree.words[i] in (",", ";", ":", "(") or i in stops
    )
    return tidy(tree.text, tree.span(first, next(ends, sentence_end)))


def antecedent(tree: Tree, verb: int) -> Span | None:
    """The noun whose relative clause a cue heads: « des faits que X refuse de commenter »."""
    at = verb
    for _ in range(RELATIVE_STEPS):
        if tree.tokens.relation[at] in ("acl:relcl", "acl"):
            break
        at = tree.tokens.head[at]
    else:
        return None
    head = tree.tokens.head[at]
    opener = tree.left[at]
    if tree.words[opener] not in tree.grammar["that"] or head >= opener:
        return None
    if tree.tokens.tag[head] == "PRON":
        return None  # « ce qu'il défendra »
    return tidy(tree.text, tree.span(tree.left[head], opener - 1))


def phrase_after(
    tree: Tree, verb: int, *, last: int, adpositions: Collection[str], stops: Collection[int]
) -> tuple[int, Span] | None:
    """The noun phrase that an adposition joins to a cue: the adposition's token and the phrase."""
    joined = ("obl", "obj", "iobj", "xcomp", "nmod", "obl:agent")
    governors = dict.fromkeys((verb, last))  # « fait état de » hangs on « état »
    for child in (c for g in governors for c in tree.by_relation(g, joined)):
        if child <= last or tree.is_adverb(child):
            continue
        for c in tree.children[child]:
            if (
                tree.tokens.relation[c] == "case"
                and tree.words[c] in adpositions
                and c <= last + NEAR
            ):
                end = min(_stopped(tree.right[child], child, stops=stops), tree.right[child])
                return c, tidy(tree.text, tree.span(c + 1, end))
    return None


def joined_after(
    tree: Tree, last: int, *, adpositions: Collection[str], stops: Collection[int]
) -> tuple[int, Span] | None:
    """The phrase after an adposition near a cue, when the parser hung it elsewhere.

    « parle pour sa part de 171 passagers »: short asides are passed over.
    """
    _, sentence_end = tree.sentence_of(last)
    for i in range(last + 1, min(last + NEAR, sentence_end)):
        if tree.is_verb(i) or i in stops or tree.words[i] in (",", ":", ";", "«"):
            return None
        head = tree.tokens.head[i]
        if tree.words[i - 2] in tree.grammar["agent"] and tree.tokens.tag[i - 1] == "NOUN":
            continue  # « par voie de communiqué »: it completes the noun
        governed = any(tree.tokens.tag[j] == "ADP" for j in range(last + 1, i))
        is_object = tree.tokens.tag[i] == "NOUN" and tree.tokens.tag[i - 1] in ("DET", "ADJ")
        if is_object and not governed:
            return None  # « a accepté la proposition du maire »: the object's own
        if tree.words[i] in adpositions and head > i and not tree.is_adverb(i + 1):
            end = min(_stopped(tree.right[head], head, stops=stops), tree.right[head])
            return i, tidy(tree.text, tree.span(i + 1, max(end, i + 1)))
    return None


def extent(tree: Tree, verb: int, *, first: int, stops: Collection[int]) -> int:
    """The last token of what a cue governs from `first` on, its afterthoughts left out."""
    _, sentence_end = tree.sentence_of(first)
    root_like = tree.is_root(verb) or tree.tokens.relation[verb] in ("conj", "parataxis", "ccomp")
    end = sentence_end if root_like else min(tree.right[verb], sentence_end)
    following = tree.words[end + 2 : min(end + 3, sentence_end)]
    again = following and following[0] in tree.grammar["that"]
    if again and tree.tokens.tag[end + 1] == "CCONJ":  # « que P et que Q »
        end = sentence_end
    if end < first + SHORTEST:  # a parser that saw no clause here: the sentence bounds it
        end = sentence_end
    end = _stopped(end, first, stops=stops)
    semicolons = (i for i in range(first + 1, end) if tree.words[i] == ";")
    end = next(semicolons, end + 1) - 1
    for child in tree.children[verb]:
        begins = tree.left[child]
        if first < begins <= end and _is_afterthought(tree, child):
            if tree.words[begins] == ":" and has_marks(tree.span(begins, end).of(tree.text)):
                continue  # « trois défauts : il « coûte cher » »
            end = begins - 1
    return end


def tidy(text: str, span: Span) -> Span:
    """The span without commas and final points at its edges, and with no mark left unmatched."""
    span = trim(text, span, characters=TRAILING)
    while span.end > span.start and text[span.end - 1] in FINAL + TRAILING:
        if text[span.end - 1] in "!?…" or text[span.end - 2 : span.end] == "..":
            break
        span = Span(span.start, span.end - 1)
    words = span.of(text)
    opened = sum(words.count(c) for c in OPENING)
    closed = sum(words.count(c) for c in CLOSING)
    if opened > closed and words[:1] not in OPENING:
        after = len(text) - len(text[span.end :].lstrip(SPACES))
        if text[after : after + 1] in tuple(CLOSING):
            return Span(span.start, after + 1)
    if closed > opened and words[-1:] in CLOSING:
        return tidy(text, Span(span.start, span.end - 1))
    if opened > closed and words[:1] in OPENING:
        return trim(text, Span(span.start + 1, span.end))
    return span


def unquoted(text: str, span: Span, *, quotes: Sequence[Quote]) -> tuple[Span, bool, bool]:
    """The span without outer marks; whether it is all quoted; whether any of it is."""
    inside = [q for q in quotes if span.covers(q.inner) or q.outer.covers(span)]
    for quote in inside:
        left = text[span.start : max(span.start, quote.outer.start)].strip(TRAILING + FINAL)
        right = text[min(quote.outer.end, span.end) : span.end].strip(TRAILING + FINAL)
        if not left and not right:
            return (quote.inner if span.covers(quote.inner) else span), True, True
    partly = any(q.inner.end > q.inner.start for q in inside) or any(
        span.overlaps(q.inner) for q in quotes
    )
    return span, False, partly


def without(text: str, whole: Span, *, hole: Span) -> tuple[Span, ...]:
    """What is left of a span when a clause is cut out of it."""
    pieces = (
        Span(whole.start, min(hole.start, whole.end)),
        Span(max(hole.end, whole.start), whole.end),
    )
    kept = (tidy(text, piece) for piece in pieces if piece.end > piece.start)
    return merged(text, (p for p in kept if any(c.isalnum() for c in p.of(text))))


def around(tree: Tree, whole: Span, *, hole: Span, venues: Collection[str]) -> tuple[Span, ...]:
    """What an inserted clause leaves of a sentence, without what only tells more of its source.

    « P, note l'institut, qui attendait Q », « P, a-t-il dit, ajoutant Q », « P,
    a-t-elle écrit, dans un communiqué »: past a whole clause, these are no
    part of it.
    """
    kept = without(tree.text, whole, hole=hole)
    if len(kept) < 2 or not _has_verb(tree, kept[0]):
        return kept
    breaks_off = tree.is_verb(tree.before(kept[0].end))  # « il compare, selon X, A à B »
    return kept[:1] if not breaks_off and _is_aside(tree, kept[-1], venues=venues) else kept


def _has_verb(tree: Tree, span: Span) -> bool:
    """Whether a stretch has a finite verb."""
    inside = range(tree.at(span.start), tree.before(span.end) + 1)
    return any(tree.has(i, "VerbForm=Fin") for i in inside)


def _is_aside(tree: Tree, piece: Span, *, venues: Collection[str]) -> bool:
    """Whether words after an inserted clause tell of its source, or how and where it spoke."""
    first = tree.at(piece.start)
    word = tree.words[first]
    if word in (tree.grammar["relative"] | tree.grammar["relative_subject"]) - tree.grammar["that"]:
        return True
    second = first + 1 if word in tree.grammar["gerund"] else first
    if tree.has(second, "VerbForm=Part") and tree.has(second, "Tense=Pres"):
        return True
    if _has_verb(tree, piece):
        return False
    if tree.tokens.tag[first] == "ADP":
        near = range(first + 1, min(first + NEAR, tree.before(piece.end) + 1))
        noun = next((i for i in near if tree.tokens.tag[i] in ("NOUN", "PROPN")), first)
        return tree.tokens.lemma[noun] in venues or tree.words[noun] in venues
    return tree.tokens.relation[first] == "det" and tree.tokens.tag[first - 1] == "PUNCT"


def has_marks(text: str) -> bool:
    """Whether a text holds a quotation mark."""
    return any(c in MARKS for c in text)


def is_restrictive(tree: Tree, verb: int) -> bool:
    """Whether « que » after a verb means only: « ne … que » without « pas »."""
    near = range(max(0, verb - 4), min(len(tree), verb + 2))
    negates = any(
        tree.words[i] in tree.grammar["negation"]
        and tree.tokens.head[i] in (verb, tree.tokens.head[verb])
        for i in near
    )
    governor = tree.tokens.lemma[tree.tokens.head[verb]]
    if tree.has(verb, "VerbForm=Inf") and governor in tree.grammar["negated_alone"]:
        return False  # « ne cesse de répéter que »
    return negates and not any(tree.words[i] in tree.grammar["negation_end"] for i in near)


def _complementizer(tree: Tree, verb: int, *, last: int, addressed: bool) -> int | None:
    """The « que » that opens the clause a cue governs."""
    for child in tree.by_relation(verb, ("ccomp", "xcomp", "advcl", "obj", "acl", "acl:relcl")):
        marks = [c for c in (*tree.children[child], tree.left[child]) if _joins(tree, c, last=last)]
        if marks and child > last:
            return min(marks)
    ahead = range(last + 1, min(last + 2, len(tree)))
    direct = next((i for i in ahead if tree.words[i] in tree.grammar["that"]), None)
    return direct if direct is not None else _complementizer_ahead(tree, last, addressed=addressed)


def _joins(tree: Tree, i: int, *, last: int) -> bool:
    """Whether token `i` is a « que » that a cue governs, and no relative pronoun past a comma."""
    if i <= last or tree.words[i] not in tree.grammar["that"] or _is_joint(tree, i):
        return False
    return not (tree.words[i - 1] == "," and tree.has(i, "PronType=Rel"))


def _complementizer_ahead(tree: Tree, last: int, *, addressed: bool) -> int | None:
    """The « que » past what stands between: a day, a place, an aside between commas.

    « a averti lundi depuis le pont du navire, qui croise au large, que P »
    """
    _, sentence_end = tree.sentence_of(last)
    after = min(last + 1, sentence_end)
    aside = addressed or tree.tokens.tag[after] in ("ADP", "ADV")
    far = REACH if tree.words[after] in tree.grammar["of"] else FAR_REACH
    parted = told = False
    for i in range(last + 1, min(last + far, sentence_end)):
        joins = tree.words[i] in tree.grammar["that"] and tree.tokens.tag[i] == "SCONJ"
        joins = joins and not _is_joint(tree, i)
        named = tree.tokens.tag[i - 1] in ("NOUN", "PROPN", "NUM", "ADV", "ADJ")
        near = i < last + REACH and aside and named
        if joins and (tree.words[i - 1] == "," or near):
            return i
        if tree.words[i] == ",":
            parted, told = True, tree.has(i + 1, "PronType=Rel")
        if tree.has(i, "VerbForm=Fin") and not (told and is_in_relative(tree, i)):
            return None
        if tree.has(i, "VerbForm=Inf") and not parted:
            return None
        if tree.words[i] in (";", ":"):
            return None
    return None


def is_in_relative(tree: Tree, verb: int) -> bool:
    """Whether a finite verb or auxiliary is that of a relative clause."""
    relation, head = tree.tokens.relation, tree.tokens.head
    helps = relation[verb].startswith(("aux", "cop"))
    return relation[head[verb] if helps else verb].startswith("acl")


def _is_joint(tree: Tree, that: int) -> bool:
    """Whether « que » ends another conjunction: « dès que », « alors que »."""
    return that > 0 and tree.words[that - 1] in tree.grammar["conjunction"]


def _stopped(end: int, first: int, *, stops: Collection[int]) -> int:
    """The last token before the first stop that lies between `first` and `end`."""
    return min((s - 1 for s in stops if first < s <= end), default=end)


def _through_siblings(tree: Tree, verb: int, *, end: int, stops: Collection[int]) -> int:
    """The last token of an object and of the phrases that follow it without a comma."""
    _, sentence_end = tree.sentence_of(end)
    for child in tree.children[verb]:
        begins, ends = tree.left[child], tree.right[child]
        if begins != end + 1 or tree.words[begins] == "," or tree.tokens.tag[child] == "PUNCT":
            continue
        if tree.tokens.relation[child] in ("conj", "parataxis") or _is_afterthought(tree, child):
            break
        end = ends
    return min(_stopped(end, verb + 1, stops=stops), sentence_end)


def _is_afterthought(tree: Tree, child: int) -> bool:
    """Whether a branch of the cue is the writer's, not the content's."""
    relation = tree.tokens.relation[child]
    if relation in ("advcl", "conj", "parataxis", "acl"):
        participle = tree.has(child, "VerbForm=Part") and tree.has(child, "Tense=Pres")
        return participle or relation == "parataxis"
    return False
