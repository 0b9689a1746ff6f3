"""Make text safe to show, and bring spellings of one word together.

Cleaning keeps every character a reader sees, typographic apostrophes and
no-break spaces included; what it takes away cannot be seen, or makes a page
read otherwise than it is written (direction overrides, zero-width
characters, control characters). `unicodedata` knows classes of characters,
not which of them harm a news text.

Source: Unicode 16, UAX 9 and UAX 15; UTS 39 for invisible characters; the
mapping of the C1 range follows the Encoding Standard of the WHATWG.
"""

from __future__ import annotations

import re
import unicodedata

#: Bytes 0x80 to 0x9F of windows-1252, which bad decoders leave as control characters.
_WINDOWS_1252 = (
    "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"  # the five without a character stay controls
)
_REPAIRED = {0x80 + i: c for i, c in enumerate(_WINDOWS_1252) if not 0x80 <= ord(c) <= 0x9F}

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls; tab and newline stay
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, zero-width space, direction marks
    "\u202a-\u202e\u2060-\u206f"  # direction overrides and isolates, invisible operators
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # BOM, annotations, tags
    "]+"
)
#: Joiners have a use between letters of other scripts and in emoji; in Latin words they only hide.
_LATIN_JOINER = re.compile("(?<=[A-Za-z\u00aa-\u024f])[\u200c\u200d]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

#: One character for one, so that offsets hold.
_EVEN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛´`′＇", "'"),
        **dict.fromkeys("“”„‟＂″", '"'),
        **dict.fromkeys(
            "\u00a0\u202f\u2007\u2009\u2008\u200a\u2002\u2003\u2004\u2005\u2006\t", " "
        ),
        **dict.fromkeys("‐‑", "-"),
    }
)
_SPACES = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """The text as a reader sees it: NFC, one kind of line end, nothing unseen in it.

    A lone surrogate becomes U+FFFD, so that the result can always be encoded.
    """
    text = _LINE_ENDS.sub("\n", text).translate(_REPAIRED)
    text = _LATIN_JOINER.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


def evened(text: str) -> str:
    """The text with one apostrophe, one double mark, one space and one hyphen; offsets hold."""
    return text.translate(_EVEN)


def folded(text: str) -> str:
    """The key by which spellings are compared: evened, lower case, single spaces."""
    return _SPACES.sub(" ", evened(text).lower()).strip()


def without_accents(text: str) -> str:
    """The text with its letters bare: « élu » and « elu » are one key."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
