"""Find whose a document is: « un communiqué du ministère », « un rapport de l'ONG ».

A document speaks for its author. The author is its complement, who is said to
have published it, or the author of the last document called by the same noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Described, Draft, Link
from recoupe.model import EntityKind, Reason

if TYPE_CHECKING:
    from recoupe.attribution.resolve_words import Words
    from recoupe.lang import Phrase
    from recoupe.model import Mention

_REACH = 14  # tokens after a document within which « publié par » names its author

_BETWEEN = 6  # tokens between « par » and the name it brings
_STOPS = frozenset({"ADP", "PUNCT", "VERB", "AUX", "CCONJ"})

AUTHOR = Reason("C'est l'auteur du document.", "It is the document's author.")
SAME_DOCUMENT = Reason(
    "C'est l'auteur du document que l'article appelle du même mot.",
    "It is the author of the document that the article calls by the same word.",
)

_SPEAKING = frozenset(
    {EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP}
)


class DocumentAuthors:
    """Finds the authors of one article's documents.

    `at` holds the actor named at a token, filled as the article is read.
    """

    def __init__(self, words: Words, at: dict[int, Draft]) -> None:
        self.words = words
        self.at = at
        self.known: dict[str, Draft] = {}
        self.last: Draft | None = None

    def author(
        self, described: Described, mention: Mention, *, is_headline: bool = False
    ) -> Link | None:
        """The author of a document, or None when the article does not tell."""
        phrase = self.words.phrase(mention.span)
        if phrase is None:
            return None
        draft = (
            self._complement(phrase)
            or self._publisher(phrase)
            or self._subject(phrase)
            or self._sender(phrase)
        )
        if draft is not None:
            self.known[described.noun] = draft
            self.last = draft
            return Link(draft=draft, how=AUTHOR, evidence=mention.span)
        return self.same(described, is_headline=is_headline)

    def same(self, described: Described, *, is_headline: bool = False) -> Link | None:
        """The author of the document that the article calls by the same noun."""
        if described.determiner not in ("definite", "demonstrative") and not is_headline:
            return None
        known = self.last if described.sort == "any" else self.known.get(described.noun)
        if known is None or not known.mentions or (described.content and not is_headline):
            return None
        return Link(draft=known, how=SAME_DOCUMENT, evidence=known.mentions[-1].span)

    def _complement(self, phrase: Phrase) -> Draft | None:
        """Whom « de » names: « un rapport de l'ONU »."""
        if phrase.name is not None and phrase.name[0] in self.at:
            return self._speaking(phrase.name[0])
        for start, end in phrase.complements:
            if self.words.reader.link(self._before(start)) != "of":
                continue
            for token in range(start, end):
                found = self._speaking(token)
                if found is not None:
                    return found
        return None

    def _before(self, start: int) -> int:
        """The preposition of a complement that begins at `start`."""
        i = start - 1
        while i > 0 and self.words.tokens.tag[i] == "DET":
            i -= 1
        return max(i, 0)

    def _speaking(self, token: int) -> Draft | None:
        draft = self.at.get(token)
        return draft if draft is not None and draft.kind in _SPEAKING else None

    def _publisher(self, phrase: Phrase) -> Draft | None:
        """Whom a participle after the document names: « diffusé mardi par la chaîne »."""
        tokens, lexicon = self.words.tokens, self.words.lexicon
        _, last = self.words.sentence(phrase.head)
        stop = min(last, phrase.end + _REACH)
        begun = False
        for i in range(phrase.head_end, stop):
            form = self.words.wording.lower[i].rstrip("s").removesuffix("e")
            is_verb = tokens.tag[i] in ("VERB", "AUX") and "VerbForm=Fin" in tokens.features[i]
            is_told = tokens.relation[i] == "acl:relcl"  # « le rapport que publie l'ONG »
            if is_verb and not begun and not is_told:
                return None
            begun = begun or form in lexicon.participles or tokens.lemma[i] in lexicon.authorship
            if is_verb and not begun:
                return None
            if begun and i in self.at and self._is_after_by(i):
                return self._speaking(i)
        return None

    def _is_after_by(self, token: int) -> bool:
        """Whether « par », or a preposition like « chez », brings the actor."""
        i = token - 1
        while i > token - _BETWEEN and i > 0 and self.words.tokens.tag[i] not in _STOPS:
            i -= 1
        if self.words.tokens.relation[token] == "obl:agent":
            return True
        return self.words.wording.lower[i] in self.words.agents

    def _subject(self, phrase: Phrase) -> Draft | None:
        """The subject of the verb that makes documents, when this one is its object."""
        tokens, lexicon = self.words.tokens, self.words.lexicon
        verb = tokens.head[phrase.head]
        if tokens.relation[phrase.head] not in ("obj", "nsubj:pass"):
            return None
        if tokens.lemma[verb] not in lexicon.authorship:
            return None
        first, _ = self.words.sentence(phrase.head)
        for i in range(phrase.start - 1, first - 1, -1):
            if tokens.relation[i] in ("nsubj", "obl:agent", "flat:name", "appos", "nmod"):
                found = self._speaking(i)
                if found is not None:
                    return found
        return None

    def _sender(self, phrase: Phrase) -> Draft | None:
        """Who speaks in the document: « le parti répond par un communiqué »."""
        tokens, lower = self.words.tokens, self.words.wording.lower
        if phrase.determiner != "indefinite" or phrase.start == 0:
            return None
        found = self.words.lexicon.channels.longest(lower, phrase.start - 1)
        if found is None or found[0] != phrase.start:
            return None
        verb = tokens.head[phrase.head]
        first, last = self.words.sentence(phrase.head)
        for i in range(max(first, verb - _REACH), min(last, verb + _REACH)):
            if tokens.head[i] == verb and tokens.relation[i] == "nsubj":
                return self._speaking(i)
        return None
