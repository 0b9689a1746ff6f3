from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

LINK = re.compile(r'(?:href|src)="(/[^"#]*)(#[^"]*)?"')


def links(page: str) -> set[tuple[str, str]]:
    return {(unescape(path), anchor) for path, anchor in LINK.findall(page)}


def test_every_link_leads_to_a_page_and_every_anchor_to_its_words(demo: TestClient) -> None:
    pages: dict[str, str] = {}
    waiting = {("/", "")}
    dead = []
    while waiting:
        path, anchor = waiting.pop()
        if path.startswith(("/language", "/login")):
            continue
        if path not in pages:
            answer = demo.get(path)
            if answer.status_code != 200:
                dead.append((answer.status_code, path))
            pages[path] = answer.text
            if answer.headers["content-type"].startswith("text/html"):
                waiting |= links(answer.text)
        if anchor and f'id="{anchor[1:]}"' not in pages[path]:
            dead.append((0, path + anchor))

    assert dead == []
    assert sum(path.startswith("/claims/") for path in pages) > 20
    assert sum("/speakers/" in path for path in pages) > 10
