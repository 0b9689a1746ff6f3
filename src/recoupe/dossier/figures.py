"""Put quantities into words: the bound, the number, the unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.dossier.words import Words
    from recoupe.model import Point, Quantity

#: What is counted in money, as ISO 4217 has it: three capitals.
_CURRENCY_LETTERS = 3
_PERCENT = 100
_MILLION = 1_000_000


def amount(quantity: Quantity, words: Words) -> str:
    """A quantity as a reader says it: at least 30; 200 to 999; of which two."""
    written = bounds(quantity, unit=quantity.unit, words=words)
    return written if quantity.part_of is None else words.say("amount.of_which", n=written)


def bounds(counted: Quantity | Point, *, unit: str | None, words: Words) -> str:
    """What lies between two bounds, in words."""
    low, high = counted.low, counted.high
    if low is None and high is None:
        return words.say("amount.unknown")
    if low is None or high is None:
        key = "amount.most" if low is None else "amount.least"
        if counted.strict:
            key = "amount.less" if low is None else "amount.more"
        return words.say(key, n=_number(high if low is None else low, unit, words=words))
    if low == high:
        exact = _number(low, unit, words=words)
        return words.say("amount.about", n=exact) if counted.approximate else exact
    key = "amount.about_range" if counted.approximate else "amount.range"
    small = low / _MILLION if _is_in_millions(low, unit) and _is_in_millions(high, unit) else low
    return words.say(
        key, low=words.number(_scaled(small, unit)), high=_number(high, unit, words=words)
    )


def bounds_in_signs(counted: Point, *, words: Words) -> str:
    """What lies between two bounds, in the few signs that fit on a drawing: ≥ 3, ≈ 140."""
    low, high = counted.low, counted.high
    if low is None or high is None:
        sign, known = ("≤", high) if low is None else ("≥", low)
        if counted.strict:
            sign = "<" if low is None else ">"
        return f"{sign}\u202f{words.short_number(known)}" if known is not None else "?"
    if low != high:
        return f"{words.short_number(low)}–{words.short_number(high)}"
    exact = words.short_number(low)
    return f"≈\u202f{exact}" if counted.approximate else exact


def _number(value: float | None, unit: str | None, *, words: Words) -> str:
    """A number with its unit."""
    if value is None or not math.isfinite(value):
        return words.say("amount.unknown")
    if unit is None:
        return words.number(value)
    if unit in ("%", "share"):
        return words.say("amount.percent", n=words.number(_scaled(value, unit)))
    if _is_currency(unit):
        return _money(value, unit, words=words)
    return words.say("amount.unit", n=words.number(value), unit=unit)


def _is_currency(unit: str | None) -> bool:
    """Whether a unit is one of money."""
    return unit is not None and len(unit) == _CURRENCY_LETTERS and unit.isupper()


def _is_in_millions(value: float, unit: str | None) -> bool:
    """Whether a sum is written in millions, which loses nothing of it."""
    return _is_currency(unit) and value >= _MILLION and value % (_MILLION / 10) == 0


def _scaled(value: float, unit: str | None) -> float:
    """A share is written in percent."""
    return value * _PERCENT if unit == "share" else value


def _money(value: float, currency: str, *, words: Words) -> str:
    """A sum in a currency; millions as such when nothing is lost by it."""
    from babel.numbers import format_compact_currency, format_currency

    if _is_in_millions(value, currency):
        return str(format_compact_currency(value, currency, locale=words.locale, fraction_digits=1))
    standard = words.locale.currency_formats["standard"].pattern.replace("0.00", "0.##")
    return str(
        format_currency(
            value, currency, format=standard, locale=words.locale, currency_digits=False
        )
    )
