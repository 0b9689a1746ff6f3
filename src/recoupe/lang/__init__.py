"""Language packs: folders of tables and weights, their one loader, and look-up in them."""

from recoupe.lang.gazetteer import Gazetteer, entry_words, lowered, plain
from recoupe.lang.geography import Atlas, Demonym, Place, PlaceKind
from recoupe.lang.lexicon import Lexicon, Noun, NounKind, Organization, PronounRow, open_lexicon
from recoupe.lang.pack import Pack, Row, load_pack, open_pack
from recoupe.lang.phrases import Phrase, PhraseReader, Wording, wording_of
from recoupe.lang.rows import (
    AgencyRow,
    BodyRow,
    DeterminerRow,
    FunctionWordRow,
    LinkRow,
    SignatureRow,
)

__all__ = [
    "AgencyRow",
    "Atlas",
    "BodyRow",
    "Demonym",
    "DeterminerRow",
    "FunctionWordRow",
    "Gazetteer",
    "Lexicon",
    "LinkRow",
    "Noun",
    "NounKind",
    "Organization",
    "Pack",
    "Phrase",
    "PhraseReader",
    "Place",
    "PlaceKind",
    "PronounRow",
    "Row",
    "SignatureRow",
    "Wording",
    "entry_words",
    "load_pack",
    "lowered",
    "open_lexicon",
    "open_pack",
    "plain",
    "wording_of",
]
