"""Find the noun phrase to which a cue ascribes its content.

The parser's subject comes first; where it gives none, the phrase that stands
where a subject would. A participle takes the subject of its governing clause,
a relative clause its antecedent, a passive its agent.

Source: subject rules measured on UD treebanks; see `training/README.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution.tree import AUXILIARIES, SUBJECTS, Tree, trim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.model import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
#: Relations that join a verb to the clause whose subject it shares.
SHARING = frozenset({"conj", "xcomp", "advcl", "advcl:cleft", "parataxis", "dep"})
#: Verbs shared through in a row, at most.
STEPS_AT_MOST = 4
#: How far after an inverted verb its subject may begin, in tokens: an adverb, a day, an article.
AHEAD = 7
#: How far before its verb a subject may stand, in tokens.
BACK = 25
#: What ends the noun phrase of a source: a clause that tells more about it.
AFTERTHOUGHTS = frozenset({"acl:relcl", "parataxis", "advcl", "conj:clause", "ccomp"})
#: What hangs on the noun that « c'est X qui … » presents.
CLEFT = frozenset({"advcl:cleft", "cop", "nsubj"})


def subject(tree: Tree, verb: int, *, first: int | None = None) -> int | None:
    """The head token of who says what `verb` reports; None when nobody is named.

    `verb` may be finite, a participle or an infinitive; `first` is the first
    token of its group, whose auxiliary a parser may have given the subject.
    """
    current = verb
    for _ in range(STEPS_AT_MOST):
        before = range(first, verb) if first is not None and current == verb else range(0)
        group = (i for i in before if tree.tokens.lemma[i] in tree.grammar["auxiliary"])
        own = _own_subject(tree, (current, *group))
        if own is not None:
            return _antecedent(tree, own, verb=current)
        relation, head = tree.tokens.relation[current], tree.tokens.head[current]
        if relation in ("acl", "amod", "acl:relcl") and tree.tokens.tag[head] in NOMINAL:
            return _of_participle(tree, current, head=head) if relation != "acl:relcl" else None
        beside = relation == "obl" and is_present_participle(tree, current)
        if (relation not in SHARING and not beside) or head == current:
            break
        if not tree.is_verb(head) and not tree.by_relation(head, SUBJECTS):
            hangs = relation == "advcl" or _is_cut_off(tree, head, verb=current)
            return head if hangs else None
        current = head
    return _subject_before(tree, verb)


def main_subject(tree: Tree, verb: int) -> int | None:
    """The subject of the main clause of the sentence that holds `verb`."""
    first, last = tree.sentence_of(verb)
    root = next((i for i in range(first, last + 1) if tree.is_root(i)), None)
    found = tree.by_relation(root, SUBJECTS) if root is not None else ()
    return found[0] if found else None


def is_present_participle(tree: Tree, verb: int) -> bool:
    """Whether a verb is a present participle or a gerund."""
    return tree.has(verb, "VerbForm=Part") and tree.has(verb, "Tense=Pres")


def agent(tree: Tree, verb: int) -> int | None:
    """The head token of a passive verb's agent, « par X »; None when there is none."""
    agents = tree.by_relation(verb, ("obl:agent",))
    if agents:
        return agents[0]
    for child in tree.by_relation(verb, ("obl",)):
        if any(tree.words[c] in tree.grammar["agent"] for c in tree.children[child]):
            return child
    return None


def stands_inserted(tree: Tree, first: int) -> bool:
    """Whether a verb group stands right after a comma or a closing mark."""
    return first > 0 and tree.words[first - 1] in (",", "»", "”", '"', "!", "?", "…", "–", "—")


def is_inverted(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in an inserted clause, its subject after it."""
    if is_present_participle(tree, verb):
        return False
    own = tree.by_relation(verb, SUBJECTS)
    if any(c > verb or tree.words[c].startswith("-") for c in own):
        return True
    if own or any(tree.words[i].startswith("-") for i in range(max(0, verb - 2), verb)):
        return not own
    first = min([verb, *tree.by_relation(verb, ("aux", "aux:tense"))])
    return first > 0 and tree.words[first - 1] in (",", "»", "”", '"', "!", "?", "…")


def noun_phrase(tree: Tree, head: int) -> Span:
    """The words of the noun phrase around `head`, with its appositions.

    Relative clauses and other afterthoughts are left out.
    """
    first, last = tree.subtree(
        head,
        without=lambda c: (
            tree.tokens.relation[c] in AFTERTHOUGHTS | CLEFT
            or (
                tree.tokens.relation[c] == "punct"
                and tree.words[c] not in ("(", ")", "-", "–", "'")
            )
            or (tree.has(c, "PronType=Rel") and tree.tokens.head[c] == head)  # « dont le maire »
            or (tree.tokens.relation[c] == "conj" and tree.is_verb(c) and not tree.is_verb(head))
            or (tree.tokens.relation[c] in ("case", "mark", "cc") and tree.tokens.head[c] == head)
        ),
    )
    # An apposition lies beyond a comma: subtree stops there, so it is taken up here.
    for child in tree.by_relation(head, ("appos", "flat", "flat:name")):
        if child > last and tree.left[child] - last <= 2:
            last = max(last, _within(tree, child))
    span = trim(tree.text, tree.span(first, last))
    return _without_open_parenthesis(tree.text, span)


def _within(tree: Tree, head: int) -> int:
    """The last token of an apposition, afterthoughts left out."""
    _, last = tree.subtree(head, without=lambda c: tree.tokens.relation[c] in AFTERTHOUGHTS)
    return last


def _without_open_parenthesis(text: str, span: Span) -> Span:
    """The span, cut before a parenthesis that it does not close."""
    words = span.of(text)
    if words.count("(") > words.count(")"):
        cut = span.start + words.rindex("(")
        return trim(text, type(span)(span.start, cut))
    return span


def _of_participle(tree: Tree, participle: int, *, head: int) -> int:
    """Whose a participle is: the noun before it, or past a comma the clause's subject."""
    if tree.words[tree.left[participle] - 1] != "," and tree.words[participle - 1] != ",":
        return head
    return main_subject(tree, participle) or head


def _own_subject(tree: Tree, group: Iterable[int]) -> int | None:
    """The subject that hangs on a verb itself or on its auxiliary."""
    verbs = tuple(group)
    found = [
        c
        for v in verbs
        for c in tree.by_relation(v, SUBJECTS)
        if tree.tokens.tag[c] in NOMINAL and not tree.is_adverb(c)
    ]
    return _nearest(sorted(found), verbs[0]) if found else None


def clitic_subject(tree: Tree, verb: int) -> int | None:
    """The clitic that is a verb's subject, before or after it: « a-t-il dit », « dit-elle »."""
    first, last = tree.sentence_of(verb)
    for i in range(max(first, verb - 2), min(verb + 2, last + 1)):
        if tree.tokens.tag[i] == "PRON" and tree.words[i].startswith("-"):
            return i
    return None


def subject_after(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that follows an inverted verb."""
    _, last = tree.sentence_of(verb)
    after = [c for c in tree.by_relation(verb, SUBJECTS) if c > verb and not tree.is_adverb(c)]
    if after:
        return after[0]
    for i in range(verb + 1, min(verb + AHEAD, last + 1)):
        if tree.is_adverb(i) or (i < last and tree.is_adverb(i + 1)):
            continue
        if tree.tokens.tag[i] == "ADP" and tree.words[i] not in tree.grammar["article"]:
            return None
        if tree.tokens.tag[i] in ("VERB", "SCONJ") or tree.words[i] in (".", ":", "«"):
            return None
        if tree.tokens.tag[i] in ("NOUN", "PROPN", "PRON"):
            return i
    return None


def _subject_before(tree: Tree, verb: int) -> int | None:
    """The noun phrase that stands where a finite verb's subject would, when a parser gives none.

    The nearest noun before the verb in its clause that no adposition governs,
    past a relative clause that ends before it: « Navivelle, qui emploie 420 marins, ».
    """
    if not tree.has(verb, "VerbForm=Fin") and not tree.by_relation(verb, AUXILIARIES):
        return None
    first, _ = tree.sentence_of(verb)
    for i in range(verb - 1, max(first - 1, verb - BACK), -1):
        if _is_in_relative(tree, i, verb=verb):
            continue
        joins = tree.tokens.tag[i] == "CCONJ" and tree.tokens.tag[i - 1] not in ("DET", "ADP")
        if joins or tree.words[i] in (":", ";", "«", "»", "("):  # « du car » joins nothing
            return None
        nominal = tree.tokens.tag[i] in ("NOUN", "PROPN")
        free = tree.tokens.relation[i] not in ("flat", "flat:name", "nmod", "appos", "obl")
        if nominal and free and not tree.by_relation(i, ("case",)):
            return i
    return None


def _is_cut_off(tree: Tree, noun: int, *, verb: int) -> bool:
    """Whether a noun is parted from a verb by its own relative clause, and so from its role."""
    clauses = tree.by_relation(noun, ("acl:relcl",))
    return any(noun < c and tree.right[c] < verb for c in clauses)


def _is_in_relative(tree: Tree, token: int, *, verb: int) -> bool:
    """Whether a token stands in a relative clause that is over before a verb."""
    at = token
    for _ in range(STEPS_AT_MOST):
        if tree.tokens.relation[at] == "acl:relcl":
            return tree.right[at] < verb
        at = tree.tokens.head[at]
    return False


def _nearest(found: list[int], verb: int) -> int:
    """The last subject before the verb, or the first after it."""
    before = [c for c in found if c < verb]
    return before[-1] if before else found[0]


def _antecedent(tree: Tree, own: int, *, verb: int) -> int:
    """The noun that a relative pronoun stands for; the word itself when it is none."""
    if tree.words[own] in tree.grammar["relative_subject"]:
        at = verb
        for _ in range(STEPS_AT_MOST):
            if tree.tokens.relation[at] in ("acl:relcl", "acl", "advcl:cleft"):
                return tree.tokens.head[at]
            at = tree.tokens.head[at]
    return own
