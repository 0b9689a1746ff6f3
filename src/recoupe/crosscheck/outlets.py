"""Tell whether an article names an outlet where it says something.

« a déclaré au Relevé », « selon ce même journal » one sentence below: what
follows is told on the word of that outlet's article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition

WORD = re.compile(r"\w+")
#: Characters around a passage within which an outlet that is quoted is named.
BEFORE_CHARS = 300
AFTER_CHARS = 80


def words_around(material: Material, proposition: Proposition) -> frozenset[str]:
    """The words of a passage and of what stands around it."""
    passage = proposition.passage
    text = material.article(passage.article_id).text
    start = max(0, passage.span.start - BEFORE_CHARS)
    return frozenset(WORD.findall(text[start : passage.span.end + AFTER_CHARS]))


def names_outlet(told: frozenset[str], outlet: str) -> bool:
    """Whether words name an outlet: all that bear a capital in its name, the first one aside.

    « au Relevé » names Le Relevé; a name of one word must stand whole.
    """
    parts = WORD.findall(outlet)
    proper = [word for word in parts[1:] or parts if word[0].isupper()]
    return bool(proper) and all(word in told for word in proper)
