"""Fetch pages, texts and feeds as a guest does: announced, one at a time, not too often.

An address goes through the same checks however it was come by: named,
linked from a feed, or the end of a redirect. Nothing is kept between runs.

Whoever comes again says what it had: a host that has nothing newer answers
with nothing, and one that is busy says when to come back.

Source: RFC 9110 for redirects, conditional requests and Retry-After, RFC 9309
for robots.txt.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from httpx import InvalidURL
from protego import Protego

from recoupe.intake import refusals
from recoupe.intake.address import (
    admitted,
    allowed_hosts,
    host_of,
    is_allowed,
    parsed,
)
from recoupe.intake.formats import SNIFF_BYTES, sniffed
from recoupe.intake.found import Found, rejected
from recoupe.intake.listing import shown
from recoupe.intake.refusals import RefusedError, UnreachedError
from recoupe.intake.visits import Validators, Visit
from recoupe.intake.wire import Answer, Bounds, Network, asked
from recoupe.model import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import httpx

    from recoupe.model import FetchSettings

#: The name that sites call us by in robots.txt.
_ROBOT = "Recoupe"
_OK = 200
_UNCHANGED = 304
#: Statuses by which a host asks to be left alone for a while.
BUSY = (429, 503)
#: A busy host that does not say for how long is left alone so long; no host is for longer than
#: a day.
_BUSY_S, _BUSY_MOST_S = 600.0, 86_400.0
#: A validator longer than this, or with odd characters, is not worth telling back.
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")
_REDIRECTS = (301, 302, 303, 307, 308)
#: A robots.txt is read so far: RFC 9309 asks for 500 KiB at least.
_ROBOTS_BYTES = 512 * 2**10
#: A site that asks for longer pauses gets these.
_LONGEST_PAUSE_S = 60.0
#: Media type → the suffix whose reader takes it, unless the body begins as a page or a feed.
_TYPES = {
    "": ".txt",
    "application/atom+xml": ".rss",
    "application/rdf+xml": ".rss",
    "application/rss+xml": ".rss",
    "application/xhtml+xml": ".html",
    "application/xml": ".rss",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".rss",
}
_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([\w.:-]{1,40})""", re.I)


class Fetcher:
    """Fetches one address after another, each once; knows the hosts it has been to."""

    def __init__(self, settings: FetchSettings, network: Network | None = None) -> None:
        self._settings = settings
        self._network = network or Network()
        self._allowed = allowed_hosts(settings.allow_hosts)
        self._asked: set[str] = set()
        self._robots: dict[str, Protego | Reason | None] = {}
        self._free_at: dict[str, float] = {}

    def refusals(self, addresses: Sequence[str]) -> dict[str, Rejection]:
        """Those among the addresses that will not be asked for, whatever the network says."""
        refused = {}
        for address in addresses:
            try:
                admitted(parsed(address), self._allowed)
            except RefusedError as error:
                refused[address] = rejected(shown(address), error.reason)
        return refused

    def found(self, addresses: Sequence[str]) -> Iterator[Found | Rejection]:
        """What lies at the addresses, in their order; feeds with a way to what they link to."""
        for address in addresses:
            for item in self._found(address):
                if isinstance(item, Found) and item.suffix == ".rss":
                    yield replace(item, linked=self._links())
                else:
                    yield item

    def visit(self, address: str, known: Validators | None = None) -> Visit:
        """What lies at an address, unless it is what was `known` of it."""
        path = shown(address)
        try:
            url = admitted(parsed(address), self._allowed)
            with self._followed(url, known=known) as (end, answer):
                if answer.status == _UNCHANGED and known:
                    return Visit(validators=known)
                if answer.status in BUSY:
                    wait_s = asked_to_wait(answer)
                    reason = refusals.busy(answer.status, wait_s)
                    return Visit(rejection=rejected(path, reason), wait_s=wait_s)
                page = _page(answer, path=path, url=str(end))
                return Visit(found=page, validators=_validators(answer, str(end)))
        except RefusedError as error:
            return Visit(rejection=rejected(path, error.reason))

    def host(self, address: str) -> str:
        """The host that an address asks, as paces and pauses are kept by; "" when it has none."""
        try:
            return host_of(parsed(address))
        except RefusedError:
            return ""

    def _links(self) -> Callable[[str], Iterator[Found | Rejection]]:
        """The way to the pages of one feed, as long as its allowance lasts."""
        left = self._settings.linked_pages

        def linked(address: str) -> Iterator[Found | Rejection]:
            nonlocal left
            left -= 1
            if left < 0:
                reason = refusals.too_many_links(self._settings.linked_pages)
                yield rejected(shown(address), reason)
                return
            yield from self._found(address)

        return linked

    def _found(self, address: str) -> Iterator[Found | Rejection]:
        """What lies at an address, or why it was not fetched; nothing when it was asked before."""
        path = shown(address)
        try:
            url = admitted(parsed(address), self._allowed)
            if str(url) in self._asked:
                return
            self._asked.add(str(url))
            with self._followed(url) as (end, answer):
                page = _page(answer, path=path, url=str(end))
        except RefusedError as error:
            yield rejected(path, error.reason)
        else:
            yield page

    @contextmanager
    def _followed(
        self, url: httpx.URL, *, for_robots: bool = False, known: Validators | None = None
    ) -> Iterator[tuple[httpx.URL, Answer]]:
        """Where redirects from an address end, and the answer there.

        Raises: RefusedError.
        """
        been: list[str] = []
        while str(url) not in been:
            been.append(str(url))
            try:
                admitted(url, self._allowed)
                if not for_robots:
                    self._heed_robots(url)
                with self._answer(url, for_robots=for_robots, known=known) as answer:
                    onward = _onward(url, answer)
                    if onward is None:
                        yield url, answer
                        return
            except RefusedError as error:
                if len(been) == 1:
                    raise
                raise RefusedError(refusals.redirected(shown(been[-1]), error.reason)) from error
            if len(been) > self._settings.redirects:
                raise RefusedError(refusals.too_many_redirects(self._settings.redirects))
            url = onward
        raise RefusedError(refusals.circle())

    @contextmanager
    def _answer(
        self, url: httpx.URL, *, for_robots: bool, known: Validators | None
    ) -> Iterator[Answer]:
        """The answer of one host, when it is its turn."""
        host = host_of(url)
        pause = max(self._free_at.get(host, 0.0) - self._network.clock(), 0.0)
        if pause:
            self._network.wait(pause)
        self._free_at[host] = self._network.clock() + self._pause(url)
        bounds = Bounds(
            timeout_s=self._settings.timeout_s,
            limit_bytes=_ROBOTS_BYTES if for_robots else self._settings.page_bytes,
            may_be_private=is_allowed(url, self._allowed),
        )
        with asked(url, bounds, network=self._network, also=_told_back(known, url)) as answer:
            yield answer

    def _pause(self, url: httpx.URL) -> float:
        """Seconds before the host is asked again: ours, or what it asks for."""
        rules = self._robots.get(_origin(url))
        asked_for = rules.crawl_delay(_ROBOT) if isinstance(rules, Protego) else None
        return min(max(self._settings.pause_s, asked_for or 0.0), _LONGEST_PAUSE_S)

    def _heed_robots(self, url: httpx.URL) -> None:
        """Nothing, when the site lets programs fetch the page.

        Raises: RefusedError when it does not, or when it cannot be asked.
        """
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._rules(url)
        rules = self._robots[origin]
        if isinstance(rules, Reason):
            raise RefusedError(rules)
        if rules is not None and not rules.can_fetch(str(url), _ROBOT):
            raise RefusedError(refusals.robots_forbid())

    def _rules(self, url: httpx.URL) -> Protego | Reason | None:
        """The wishes of a site; None when it has none, a reason when they cannot be known."""
        try:
            start = url.copy_with(raw_path=b"/robots.txt")
            with self._followed(start, for_robots=True) as (_, answer):
                if answer.status == _OK:
                    return Protego.parse(answer.read().decode("utf-8", "replace"))
                if 400 <= answer.status < 500:
                    return None
                return refusals.no_robots(refusals.bad_status(answer.status))
        except UnreachedError as error:  # no matter of robots.txt
            return error.reason
        except RefusedError as error:
            return refusals.no_robots(error.reason)


def _onward(url: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Where an answer sends us, or None when it is the last."""
    to = answer.headers.get("Location") if answer.status in _REDIRECTS else None
    if not to:
        return None
    try:
        return parsed(str(url.join(to)))
    except (InvalidURL, ValueError) as error:
        raise RefusedError(refusals.bad_address()) from error


def _page(answer: Answer, *, path: str, url: str) -> Found:
    """What an answer holds, as something to read.

    Raises: RefusedError when it is no text; then its body is not read.
    """
    if answer.status != _OK:
        raise RefusedError(refusals.bad_status(answer.status))
    stated = answer.headers.get("Content-Type", "")
    kind = stated.partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise RefusedError(refusals.no_text(kind[:60]))
    charset = _CHARSET.search(stated)
    body = answer.read()
    told = sniffed(body[:SNIFF_BYTES])
    return Found(
        path=path,
        suffix=told if told in (".html", ".rss") else _TYPES[kind],
        open=partial(BytesIO, body),
        url=url,
        charset=charset.group(1) if charset else None,
    )


def _told_back(known: Validators | None, url: httpx.URL) -> dict[str, str]:
    """The headers that tell a host what is known of its page; none elsewhere."""
    if known is None or known.url != str(url):
        return {}
    told = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in told.items() if value}


def _validators(answer: Answer, url: str) -> Validators | None:
    """What an answer says of itself; None when it says nothing that can be told back."""
    etag, moment = (
        value if value and _VALIDATOR.fullmatch(value) else None
        for value in (answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
    )
    return Validators(url=url, etag=etag, last_modified=moment) if etag or moment else None


def asked_to_wait(answer: Answer) -> float:
    """Seconds that a busy host asks for: a number, or a moment beside the host's own clock."""
    asked_for = answer.headers.get("Retry-After", "").strip()
    if asked_for.isascii() and asked_for.isdigit():
        return min(float(asked_for[:9]), _BUSY_MOST_S)
    try:
        until, now = (parsedate_to_datetime(v) for v in (asked_for, answer.headers["Date"]))
        return min(max((until - now).total_seconds(), 0.0), _BUSY_MOST_S)
    except (KeyError, TypeError, ValueError):
        return _BUSY_S


def _origin(url: httpx.URL) -> str:
    """What one robots.txt speaks for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
