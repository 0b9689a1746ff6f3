"""Turn bytes into text, trusting what says its encoding before what guesses it.

Order: byte order mark, UTF-8 that holds, what the HTTP header or the page
declares, UTF-16 by its zero bytes, then `charset-normalizer`. Detectors miss
ISO-8859-15: its € and œ are read as ¤ and ½, so those are looked for.

Source: the order follows the Encoding Standard of the WHATWG, which also
reads what is declared as ISO-8859-1 as windows-1252.
"""

from __future__ import annotations

import codecs
import re

from recoupe.intake import reasons
from recoupe.model import Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Where a page says its encoding: the standard asks for the first 1,024 bytes, pages take more.
_META_BYTES = 4096
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,40})""", re.I
)
#: What a detector reads at most: encodings do not change within a file.
_SAMPLE_BYTES = 2**16
#: Control characters per byte from which bytes are no text.
_BINARY_SHARE = 0.02
#: Broken sequences per byte up to which UTF-8 is damaged, not another encoding.
_DAMAGE_SHARE = 0.02
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_LATIN_9_SIGNS = re.compile("¤|(?<=[a-zà-ÿ])½|½(?=[a-zà-ÿ])")
_STRANGE = re.compile(
    "[^\x00-\x7fÀ-ÖØ-öø-ÿœŒŸŠšŽž«»“”‘’„‚–—…€°§©®·•\u00a0¿¡ªº²³½¼¾×™†‰¨´]|(?<=[a-z])[‚Ž](?=[a-z])"
)
_ACCENTED = re.compile("[À-ÖØ-öø-ÿœŒ]")
_PLAIN = re.compile("[A-Za-z]")
#: « Ã© », « â€™ »: UTF-8 once read as windows-1252.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[™œ\u009d\u009c“”˜¦¢]|\ufffd"
)
#: One such pair in this many characters is more than a text that speaks of encodings has.
_MOJIBAKE_EVERY = 250


def decoded(data: bytes, declared: str | None = None) -> str | Reason:
    """The text that the bytes spell, or why they spell none.

    `declared` is the encoding that an HTTP header named.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if not data.strip():
        return reasons.empty()
    wide = _wide_encoding(data)
    if wide is None and _is_binary(data):
        return reasons.binary()
    if wide:
        return data.decode(wide, "replace")
    text = _as_utf_8(data)
    if text is not None:
        return text
    stated = _known_codec(declared) or _known_codec(_declared_within(data))
    text = _strictly(data, stated) if stated else None
    return text if text is not None else _guessed(data)


def misread(text: str) -> Reason | None:
    """Why the text must have been decoded wrongly before, or None when it reads well."""
    found = _MOJIBAKE.findall(text)
    if len(found) < 2 or len(found) * _MOJIBAKE_EVERY < len(text):
        return None
    return reasons.misread(found[0])


def encoding_of(sample: bytes) -> str | Reason:
    """The codec for a stream that begins with `sample`, for readers that read by line."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    wide = _wide_encoding(sample)
    if wide:
        return wide
    if _is_binary(sample):
        return reasons.binary()
    if _as_utf_8(sample) is not None:
        return "utf-8"
    return _detected(sample)


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE_BYTES]
    if b"\0" in sample:
        return True
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY_SHARE * len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of Latin letters."""
    sample = data[: _SAMPLE_BYTES & ~1]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _as_utf_8(data: bytes) -> str | None:
    """The text, when the bytes are UTF-8 but for a cut end or rare damage."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:_SAMPLE_BYTES] if "\x7f" < c != "\ufffd")
    return text if broken <= _DAMAGE_SHARE * len(text) and whole > 4 * broken else None


def _declared_within(data: bytes) -> str | None:
    found = _META.search(data, 0, _META_BYTES)
    return found.group(1).decode("ascii") if found else None


def _known_codec(name: str | None) -> str | None:
    """The codec that Python has for a declared name, windows-1252 for Latin-1."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    # Codecs that turn bytes into bytes, or spell text, are no encodings of pages.
    return (
        found
        if found.startswith(("iso", "cp", "utf", "koi8", "mac", "gb", "big5", "euc", "shift"))
        else None
    )


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | Reason:
    name = _detected(data)
    if isinstance(name, Reason):
        return name
    return data.decode(name, "replace")


def _detected(data: bytes) -> str | Reason:
    """The codec that a detector finds, corrected for ISO-8859-15."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    western = sample.decode("cp1252", "replace")
    if not re.search(rb"[\x80-\x9f]", sample) and _LATIN_9_SIGNS.search(western):
        return "iso8859-15"
    if _reads_western(western):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else reasons.binary()


def _reads_western(text: str) -> bool:
    """Whether windows-1252 gives what Western languages write: accents inside words."""
    strange = len(_STRANGE.findall(text))
    accents = len(_ACCENTED.findall(text))
    plain = len(_PLAIN.findall(text))
    return strange <= 0.05 * max(1, accents) and accents <= 0.5 * max(1, plain)
