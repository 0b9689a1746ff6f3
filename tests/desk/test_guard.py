from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from recoupe.desk.reply import STRICT
from recoupe.store import change_password, give_token, opened
from tests.desk.doors import (
    EVERYWHERE,
    HERE,
    LIMIT,
    NOW,
    PROXIED,
    WORDS,
    asking,
    signed_in,
    token_in,
    with_accounts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.testclient import TestClient

    from recoupe.desk import Listening
    from recoupe.store import Store

TEMPLATES = Path(str(files("recoupe.desk"))) / "templates"
OUTSIDE = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(str(tmp_path / "s.db"), create=True) as made:
        yield made


def token(client: TestClient) -> str:
    """What forms bear on a desk without accounts."""
    return str(client.get("/").json()["form_token"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/", 200, id="a page"),
        pytest.param("GET", "/login", 200, id="the door's own"),
        pytest.param("GET", "/nowhere", 404, id="missing"),
        pytest.param("GET", "/broken", 500, id="an error"),
        pytest.param("POST", "/notes", 403, id="refused"),
        pytest.param("TRACE", "/", 403, id="an odd method"),
    ],
)
def test_every_answer_bears_the_strict_headers(
    method: str, path: str, status: int, store: Store
) -> None:
    with asking(store) as client:
        answer = client.request(method, path)

    assert answer.status_code == status
    assert STRICT.items() <= dict(answer.headers).items()
    assert answer.headers["cache-control"] == "no-store"
    assert "unsafe" not in STRICT["content-security-policy"]


def test_files_that_are_the_same_for_everyone_may_be_kept(store: Store) -> None:
    assert "cache-control" not in asking(store).get("/static/mark/desk.css").headers


def test_https_is_asked_for_where_there_is_https(store: Store) -> None:
    with_accounts(store)
    answer = asking(store, PROXIED).get("/login")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["set-cookie"].startswith("__Host-recoupe=")
    assert "; Secure; " in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("listening", "host", "status"),
    [
        pytest.param(HERE, "127.0.0.1:8000", 200, id="its number"),
        pytest.param(HERE, "LOCALHOST:8000", 200, id="its name"),
        pytest.param(HERE, "[::1]:8000", 200, id="its other number"),
        pytest.param(HERE, "rebound.example:8000", 421, id="rebound"),
        pytest.param(HERE, "127.0.0.1.rebound.example:8000", 421, id="begins like it"),
        pytest.param(HERE, "localhost.:8000", 421, id="a dot more"),
        pytest.param(HERE, "127.0.0.1:8001", 421, id="another port"),
        pytest.param(HERE, "127.0.0.1", 421, id="no port"),
        pytest.param(HERE, "", 421, id="no host"),
        pytest.param(HERE, "a@127.0.0.1:8000", 421, id="a name in it"),
        pytest.param(EVERYWHERE, "192.0.2.4:8000", 303, id="one of its numbers"),
        pytest.param(EVERYWHERE, "rebound.example:8000", 421, id="a name of no machine"),
        pytest.param(PROXIED, "desk.example", 303, id="the proxy's name"),
        pytest.param(PROXIED, "desk.example:443", 303, id="and its port"),
        pytest.param(PROXIED, "desk.example:80", 421, id="not its port"),
        pytest.param(PROXIED, "127.0.0.1:8000", 303, id="past the proxy"),
    ],
)
def test_a_name_that_is_not_the_desks_is_refused(
    listening: Listening, host: str, status: int, store: Store
) -> None:
    assert asking(store, listening).get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="a program or an old browser"),
        pytest.param({"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}, 200,
                     id="the desk"),
        pytest.param({"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-site"}, 403,
                     id="another program of this machine"),
        pytest.param({"origin": "http://localhost:8000"}, 403, id="another name"),
        pytest.param({"origin": "null"}, 403, id="nowhere"),
        pytest.param({"origin": "https://127.0.0.1:8000"}, 403, id="another scheme"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another site"),
        pytest.param({"sec-fetch-site": "none"}, 403, id="typed"),
        pytest.param(OUTSIDE, 403, id="both"),
    ],
)  # fmt: skip
def test_only_the_desks_own_pages_change_something(
    headers: dict[str, str], status: int, store: Store
) -> None:
    with asking(store) as client:
        form = {"form_token": token(client), "text": "x"}

        assert client.post("/notes", data=form, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200, id="link"),
        pytest.param({"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403, id="frame"),
        pytest.param({"sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 403, id="script"),
        pytest.param({"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403, id="fetch"),
    ],
)
def test_other_sites_may_link_here_and_load_nothing(
    headers: dict[str, str], status: int, store: Store
) -> None:
    answer = asking(store).get("/", headers=headers | {"sec-fetch-site": "cross-site"})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param({"data": {"form_token": "{}", "text": "x"}}, 200, id="first field"),
        pytest.param({"data": {"text": "x"}, "headers": {"form-token": "{}"}}, 200, id="header"),
        pytest.param({"data": {"text": "x"}}, 403, id="none"),
        pytest.param({"data": {"text": "x", "form_token": "{}"}}, 403, id="second field"),
        pytest.param({"data": {"form_token": "0" * 64, "text": "x"}}, 403, id="made up"),
        pytest.param({"data": {"form_token": "é", "text": "x"}}, 403, id="no token"),
        pytest.param({"data": {"text": "x"}, "params": {"form_token": "{}"}}, 403, id="address"),
    ],
)
def test_a_form_bears_its_token(sent: dict[str, Any], status: int, store: Store) -> None:
    with asking(store) as client:
        own = token(client)
        given: dict[str, Any] = {
            kind: {key: value.replace("{}", own) for key, value in part.items()}
            for kind, part in sent.items()
        }

        assert client.post("/notes", **given).status_code == status


def test_a_token_is_of_one_browser(store: Store) -> None:
    with asking(store) as mine, asking(store) as other:
        token(other)
        form = {"form_token": token(mine), "text": "x"}

        assert mine.post("/notes", data=form).status_code == 200
        assert other.post("/notes", data=form).status_code == 403


def test_who_bears_no_cookie_cannot_make_a_token_up(store: Store) -> None:
    form = {"form_token": "", "text": "x"}

    assert asking(store).post("/notes", data=form).status_code == 403


def test_a_form_with_a_file_bears_its_token_first(store: Store) -> None:
    with asking(store) as client:
        files = {"file": ("a.txt", b"x" * 900)}
        good = client.post("/files", data={"form_token": token(client)}, files=files)
        bad = client.post("/files", data={"other": "x", "form_token": token(client)}, files=files)

    assert (good.status_code, good.json()) == (200, {"bytes": 900})
    assert bad.status_code == 403


@pytest.mark.parametrize("stated", [True, False], ids=["stated", "in chunks"])
@pytest.mark.parametrize(("path", "limit"), [("/files", LIMIT), ("/notes", 2**20)])
def test_a_body_that_is_too_large_is_not_read_to_its_end(
    path: str, limit: int, stated: bool, store: Store
) -> None:
    read = []

    def chunks() -> Iterator[bytes]:
        for _ in range(limit // 500 * 20):
            read.append(500)
            yield b"text=" + b"x" * 495

    with asking(store) as client:
        own = {"form-token": token(client), "content-type": "application/x-www-form-urlencoded"}
        content: Any = b"".join(chunks()) if stated else chunks()
        answer = client.post(path, content=content, headers=own)

    assert answer.status_code == 413
    assert answer.text == "What was sent is too large for this desk."


def test_without_accounts_a_desk_on_this_machine_asks_for_no_password(store: Store) -> None:
    with asking(store) as client:
        page = client.get("/login").text
        form = {"form_token": token_in(page), "name": "Żaneta", "next": "/notes"}
        told = client.post("/login", data=form)
        who = client.get("/").json()
        noted = client.post("/notes", data={"form_token": who["form_token"], "text": "x"}).json()
        client.post("/logout", data={"form_token": who["form_token"]})

        assert 'type="password"' not in page
        assert (told.status_code, told.headers["location"]) == (303, "/notes")
        assert (who["name"], who["role"], noted["by"]) == ("żaneta", "editor", "żaneta")
        assert client.get("/").json()["name"] == ""


def test_without_accounts_a_program_tells_its_name(store: Store) -> None:
    with asking(store) as client:
        named = client.post("/api/notes", headers={b"recoupe-author": "Zoé".encode()})

        assert named.json() == {"by": "zoé"}
        assert client.post("/api/notes").status_code == 403
        assert client.post("/api/notes", headers={"recoupe-author": "a b"}).status_code == 403


@pytest.mark.parametrize("listening", [HERE, EVERYWHERE, PROXIED], ids=["here", "all", "proxied"])
def test_with_accounts_everything_but_the_door_needs_one(
    listening: Listening, store: Store
) -> None:
    with_accounts(store)
    with asking(store, listening) as client:
        page = client.get("/stories/a?b=c&d")
        api = client.get("/api/notes")
        named = client.post("/api/notes", headers={"recoupe-author": "ada"})
        part = client.get("/", headers={"hx-request": "true"})

        assert page.headers["location"] == "/login?next=%2Fstories%2Fa%3Fb%3Dc%26d"
        assert (api.status_code, api.headers["www-authenticate"]) == (401, "Bearer")
        assert api.json()["what"] == "Sign in with your account first."
        assert named.status_code == 401
        assert (part.status_code, part.headers["hx-redirect"]) == (401, "/login")
        assert client.get("/nowhere").status_code == 303
        assert client.get("/static/mark/desk.css").status_code == 200


def test_a_desk_that_listens_elsewhere_is_closed_even_when_all_accounts_are_gone(
    store: Store,
) -> None:
    with asking(store, EVERYWHERE) as client:
        page = client.get("/login").text
        form = {"form_token": token_in(page), "name": "ada", "password": "x" * 12}

        assert client.get("/").status_code == 303
        assert client.post("/login", data=form).status_code == 403
        assert 'type="password"' in page


def test_who_signs_in_reads_and_an_editor_changes(store: Store) -> None:
    with_accounts(store)
    with asking(store) as ada, asking(store) as bo:
        forms = [
            {"form_token": signed_in(c, n), "text": "x"} for c, n in ((ada, "ada"), (bo, "bo"))
        ]

        assert ada.get("/").json()["name"] == "ada"
        assert ada.post("/notes", data=forms[0]).json()["by"] == "ada"
        assert bo.get("/").json()["role"] == "reader"
        assert bo.post("/notes", data=forms[1]).status_code == 403
        assert bo.post("/notes", data=forms[1]).text == "Your account may read, not change."
        assert bo.post("/logout", data={"form_token": forms[1]["form_token"]}).status_code == 303
        assert bo.get("/").status_code == 303
        assert ada.get("/").status_code == 200


def test_signing_in_gives_a_new_token_and_signing_out_ends_it(store: Store) -> None:
    with_accounts(store)
    with asking(store) as client:
        client.get("/login")
        before = dict(client.cookies)
        own = signed_in(client)
        after = dict(client.cookies)
        client.post("/logout", data={"form_token": own})
        client.cookies.set("recoupe-8000", after["recoupe-8000"])

        assert before["recoupe-8000"] != after["recoupe-8000"]
        assert client.get("/").status_code == 303


def test_the_password_is_looked_at_slower_and_slower(store: Store) -> None:
    with_accounts(store)
    with asking(store) as client:
        form = {"form_token": token_in(client.get("/login").text), "name": "ada"}
        statuses = [
            client.post("/login", data=form | {"password": "x"}).status_code for _ in "12345"
        ]
        closed = client.post("/login", data=form | {"password": WORDS})

        assert statuses == [403] * 5
        assert (closed.status_code, closed.headers["retry-after"]) == (429, "900")
        assert "try again in 15 minutes" in closed.text


def test_a_new_password_signs_out(store: Store) -> None:
    with_accounts(store)
    with asking(store) as client:
        signed_in(client)
        change_password(store, "ada", password="d'autres mots encore", act=NOW)

        assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param("Bearer program", 200, id="its token"),
        pytest.param("bearer program", 200, id="in any case"),
        pytest.param("Bearer other", 401, id="no token"),
        pytest.param("Bearer ", 401, id="empty"),
        pytest.param("Basic cHJvZ3JhbQ==", 401, id="another scheme"),
    ],
)
def test_a_program_changes_things_by_its_token_alone(given: str, status: int, store: Store) -> None:
    with_accounts(store)
    give_token(store, "ada", token="program", days=1, act=NOW)
    answer = asking(store).post("/api/notes", headers={"authorization": given})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("to", "location"),
    [
        pytest.param("/stories/a?b=c", "/stories/a?b=c", id="a page"),
        pytest.param("https://elsewhere.example/", "/", id="a site"),
        pytest.param("//elsewhere.example/", "/", id="a site without scheme"),
        pytest.param("/\\elsewhere.example/", "/", id="as browsers read it"),
        pytest.param("/\t/elsewhere.example/", "/", id="as browsers clean it"),
        pytest.param("javascript:alert(1)", "/", id="a script"),
        pytest.param("/logout", "/", id="out again"),
    ],
)
def test_signing_in_leads_on_within_the_desk_only(to: str, location: str, store: Store) -> None:
    with_accounts(store)
    with asking(store) as client:
        form = {"form_token": token_in(client.get("/login", params={"next": to}).text), "next": to}
        answer = client.post("/login", data=form | {"name": "ada", "password": WORDS})

    assert answer.headers["location"] == location


def test_what_is_typed_comes_back_escaped(store: Store) -> None:
    with_accounts(store)
    page = asking(store).get("/login", params={"next": '/"><script>alert(1)</script>'}).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_second_cookie_of_the_same_name_counts_for_none(store: Store) -> None:
    with_accounts(store)
    with asking(store) as client:
        signed_in(client)
        line = f"recoupe-8000={client.cookies['recoupe-8000']}"
        client.cookies.clear()

        assert client.get("/", headers={"cookie": line}).status_code == 200
        assert client.get("/", headers={"cookie": f"{line}; {line}"}).status_code == 303


def test_a_request_that_takes_too_long_is_answered_all_the_same(store: Store) -> None:
    with asking(store, request_s=0.1) as client:
        answer = client.get("/dawdling")

    assert (answer.status_code, answer.text) == (503, "The request took too long.")
    assert STRICT.items() <= dict(answer.headers).items()


def test_nothing_but_http_is_spoken(store: Store) -> None:
    from starlette.websockets import WebSocketDisconnect

    with (
        asking(store) as client,
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/"),
    ):
        pass


def test_every_form_that_changes_something_bears_its_token_first() -> None:
    texts = {path.name: path.read_text("utf-8") for path in TEMPLATES.glob("*.j2")}
    tags = [
        (name, text[found.end() :].lstrip())
        for name, text in texts.items()
        for found in re.finditer(r'<form[^>]*method="post"[^>]*>', text)
    ]
    hidden = '<input type="hidden" name="form_token"'
    first = ("{{ forms.token() }}", "{{ token() }}", "{{ begin(", hidden)

    assert len(tags) > 10
    assert [name for name, rest in tags if not rest.startswith(first)] == []
    assert re.search(r"macro begin\(.*\) -%}\s*{{ token\(\) }}", texts["forms.html.j2"])
