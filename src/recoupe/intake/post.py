"""Send JSON to an address that a person named, with the care of fetching.

The same judgment of addresses and numbers, the same bound in time; redirects
are not followed, because what is sent was meant for one host, and nothing of
the answer but its status is read.

Source: RFC 9110.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.intake import refusals
from recoupe.intake.address import admitted, allowed_hosts, host_of, is_allowed, parsed
from recoupe.intake.fetch import BUSY, asked_to_wait
from recoupe.intake.found import rejected
from recoupe.intake.refusals import RefusedError
from recoupe.intake.visits import Visit
from recoupe.intake.wire import Bounds, Network, asked

if TYPE_CHECKING:
    from recoupe.model import FetchSettings, Reason

_HEADERS = {"Content-Type": "application/json; charset=utf-8", "Accept": "*/*"}


def sent_to(
    address: str, body: bytes, *, settings: FetchSettings, network: Network | None = None
) -> Visit:
    """What came of sending JSON to an address; no rejection: it was taken."""
    allowed = allowed_hosts(settings.allow_hosts)
    host = "?"
    try:
        url = admitted(parsed(address), allowed)
        host = host_of(url)
        bounds = Bounds(
            timeout_s=settings.timeout_s, limit_bytes=0, may_be_private=is_allowed(url, allowed)
        )
        network = network or Network()
        with asked(url, bounds, network=network, also=_HEADERS, body=body) as answer:
            if 200 <= answer.status < 300:
                return Visit()
            wait_s = asked_to_wait(answer) if answer.status in BUSY else None
            return Visit(rejection=rejected(host, _refusal(answer.status)), wait_s=wait_s)
    except RefusedError as error:
        return Visit(rejection=rejected(host, error.reason))


def _refusal(status: int) -> Reason:
    if 300 <= status < 400:
        return refusals.not_sent_on(status)
    return refusals.not_taken(status)
