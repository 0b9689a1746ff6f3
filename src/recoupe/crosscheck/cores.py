"""Find what a content says of whom: its verb with its subject and its objects.

Two contents of few words in common are one when these agree: « aucune alarme
n'a retenti pendant une heure », « l'alarme n'aurait jamais sonné ce soir-là ».
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recoupe.crosscheck.wording import Terms
    from recoupe.model import Span, Tokens

Core = tuple[str, ...]

#: Relations of a verb's subject; that of a passive is another thing.
SUBJECTS = ("nsubj", "nsubj:pass")
#: Relations of what completes a verb: with another of these it says something else.
OBJECTS = ("obj", "iobj", "xcomp", "ccomp", "obl:arg", "obl:agent")
#: Tags of a word that says something of its subject.
PREDICATES = ("VERB", "ADJ", "NOUN")


def core_of(tokens: Tokens, terms: Terms, *, spans: Iterable[Span]) -> Core | None:
    """The subject, verb and objects in `spans`, as terms; None when one of them says nothing."""
    held = [i for span in spans for i in _within(tokens, span)]
    inside = set(held)
    for verb in held:
        if tokens.tag[verb] not in PREDICATES:
            continue
        subjects = [i for i in held if tokens.head[i] == verb and tokens.relation[i] in SUBJECTS]
        is_inner = tokens.head[verb] != verb and tokens.head[verb] in inside
        if subjects and not is_inner:
            return _core(tokens, terms, subject=subjects[0], verb=verb, held=held)
    return None


def _core(
    tokens: Tokens, terms: Terms, *, subject: int, verb: int, held: Sequence[int]
) -> Core | None:
    objects = [i for i in held if tokens.head[i] == verb and tokens.relation[i] in OBJECTS]
    if _key(tokens, terms, at=verb) is None and objects:
        verb = objects[0]  # « cesser de répondre » says what « répondre » says
        objects = [i for i in held if tokens.head[i] == verb and tokens.relation[i] in OBJECTS]
    keys = [_key(tokens, terms, at=i) for i in (subject, verb, *objects)]
    if any(key is None for key in keys):
        return None
    first, predicate, *rest = (key for key in keys if key is not None)
    return (tokens.relation[subject], first, predicate, *sorted(rest))


def _key(tokens: Tokens, terms: Terms, *, at: int) -> str | None:
    """The term that a token is; None when it says nothing by itself."""
    found = bisect_left(terms.starts, tokens.start[at])
    is_there = found < len(terms.starts) and terms.starts[found] == tokens.start[at]
    return terms.terms[found].key if is_there else None


def _within(tokens: Tokens, span: Span) -> range:
    return range(bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end))
