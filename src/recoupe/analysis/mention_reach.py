"""Tell how far a body's name reaches past its first complement.

« Autorité des postes et des ports (APP) »: what « et » joins may belong to the
name or be somebody else. The link repeated, the two forms of one noun, and the
letters of an acronym say that it belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.lang import PhraseReader, Wording

_STEM = 5  # letters that the two forms of a noun share: « enseignantes et enseignants »
_LETTERS = 3  # an acronym of fewer is spelled by any words
_LONG_WORD = 3  # letters; shorter words may give an acronym no letter


def joined_complement(
    reader: PhraseReader, j: int, *, limit: int, since: int
) -> tuple[int, int] | None:
    """What « et » or a comma at token `j` joins to the complements that began at `since`.

    « Syndicat des professeures | et professeurs »; « Autorité des postes | et des ports »;
    « Agence de l'eau | , de l'air | et des sols ».
    """
    words, tags = reader.wording.lower, reader.tags
    if j + 2 >= limit:
        return None
    if words[j] == ",":
        step = reader.complement(j + 1, limit, in_name=True)
        is_of = reader.link(j + 1) == "of" and tags[j + 1] == "ADP"
        return step if step and is_of and _goes_on(reader, step[1], limit=limit) else None
    if reader.link(j) != "and":
        return None
    if tags[j + 1] == "NOUN" and words[j + 1][:_STEM] == words[j - 1][:_STEM]:
        return j + 1, j + 2
    opening = next((k for k in range(j - 1, since - 1, -1) if reader.link(k) == "of"), j)
    is_noun = tags[j + 2] in ("NOUN", "PROPN")
    return (j + 2, j + 3) if words[j + 1] == words[opening] and is_noun else None


def spelled_end(wording: Wording, start: int, *, limit: int) -> int:
    """Where a name ends whose initials brackets give: « Avenir commun (AC) »; 0 if nowhere."""
    words = wording.words
    for end in range(start + 2, min(limit, len(words) - 2)):
        if words[end] == "(" and words[end + 2] == ")":
            initials = "".join(w[0] for w in wording.plain[start:end] if len(w) >= _LONG_WORD)
            letters = words[end + 1].lower()
            is_spelled = letters == initials or _is_spelled_by(letters, wording, part=(start, end))
            return end if is_spelled else 0
    return 0


def _goes_on(reader: PhraseReader, j: int, *, limit: int) -> bool:
    """Whether a list of complements goes on at `j`: « , de » or « et de »."""
    if j + 1 >= limit or reader.link(j + 1) != "of":
        return False
    return reader.wording.words[j] == "," or reader.link(j) == "and"


def _is_spelled_by(letters: str, wording: Wording, *, part: tuple[int, int]) -> bool:
    """Whether an acronym's letters open words of a name, in order, the first one first."""
    start, end = part
    tags = wording.tokens.tag[start:end]
    if len(letters) < _LETTERS or not {"VERB", "AUX", "PUNCT"}.isdisjoint(tags):
        return False
    initials = iter([word[0] for word in wording.plain[start:end]])
    return letters[0] == wording.plain[start][0] and all(c in initials for c in letters)
