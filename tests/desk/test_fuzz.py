"""What nobody meant to send: the API keeps its description, forms their word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from recoupe.desk import Door, create_app, guarded
from recoupe.desk.reply import STRICT
from recoupe.model import DeskSettings, Settings
from recoupe.run import dossier_of
from recoupe.store import opened
from tests.desk.doors import HERE
from tests.desk.processes import forked
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.testclient import TestClient

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 25
QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
#: What people, programs and attackers type.
TYPED = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["'; DROP TABLE articles; --", "<script>alert(1)</script>", "../../etc/passwd", "\x00",
         "\ud7ff\u202e", "=1+1", "%00%0d%0aSet-Cookie: a=b", "a" * 3000, "javascript:alert(1)"]
    ),
)  # fmt: skip


#: Another story, so that the two could be one.
FAIR = {
    "url": "https://vigie.example/foire",
    "outlet": "La Vigie",
    "title": "La foire aux laines d’Orsenne n’aura pas lieu",
    "published": "2031-06-20",
    "text": "La foire aux laines d’Orsenne est annulée cet été, selon le comité des éleveurs. "
    "« Personne ne nous a prévenus », a dit le tondeur Luc Amiel.",
}


@pytest.fixture(scope="module")
def name(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a store of two stories, cross-checked."""
    folder = tmp_path_factory.mktemp("fuzz")
    made = str(folder / "s.db")
    with opened(made, create=True) as store:
        added(store, rows(folder, "a.jsonl", QUAY, FAIR))
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)
    return made


def test_the_api_keeps_to_its_description_whatever_is_sent(name: str) -> None:
    with forked(name) as desk:
        api = schemathesis.openapi.from_url(f"{desk.address}/api/openapi.json")
        described: list[Any] = list(api.get_all_operations())  # Any: a result of either kind
        operations = [found.ok() for found in described]
        for operation in operations:
            ask(operation)

    assert len(operations) > 10


def ask(operation: Any) -> None:  # Any: schemathesis names no type for it
    """Ask one operation what its description allows, and what it does not."""

    @QUIET
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:  # Any: generic over what a description is written in
        answer = case.call(headers={"Recoupe-Author": "eve"})

        case.validate_response(answer, checks=CHECKS)
        sent = {name: values[0] for name, values in answer.headers.items()}
        assert STRICT.items() <= sent.items()

    asked()


@pytest.fixture(scope="module")
def browser(name: str) -> Iterator[tuple[TestClient, str]]:
    """A browser on the demo store's desk, and the token of its forms."""
    from fastapi.testclient import TestClient

    chosen = Settings(desk=DeskSettings(fetches=False, ui_language="en"), workers=1)
    with opened(name) as store:
        door = Door(store=store, listening=HERE, clock=clock, ui_language="en")
        app = create_app(name, settings=chosen, clock=clock)
        with TestClient(
            guarded(app, door=door), base_url="http://127.0.0.1:8000", follow_redirects=False
        ) as client:
            page = client.get("/login").text
            yield client, page.partition('name="form_token" value="')[2].partition('"')[0]


@QUIET
@given(
    fields=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("name", "next", "title", "outlet", "published", "url"), TYPED),
    )
)
@pytest.mark.parametrize("path", ["/login", "/add/text", "/add/addresses"])
def test_a_form_is_answered_whatever_stands_in_its_fields(
    path: str, fields: dict[str, str], browser: tuple[TestClient, str]
) -> None:
    client, token = browser
    answer = client.post(path, data={"form_token": token, **fields})

    assert answer.status_code in {303, 403, 422}
    assert "<script>alert" not in answer.text
    assert answer.headers.get("location", "/").startswith("/")
    assert STRICT.items() <= dict(answer.headers).items()


@QUIET
@given(query=TYPED, page=TYPED)
def test_a_page_is_answered_whatever_is_asked_of_it(
    query: str, page: str, browser: tuple[TestClient, str]
) -> None:
    client, _ = browser
    for path, asked in (("/search", {"q": query, "story": page}), ("/", {"page": page})):
        answer = client.get(path, params=asked)

        assert answer.status_code in {200, 404, 422}
        assert "<script>alert" not in answer.text


def test_what_is_kept_of_a_page_bears_nobodys_token(
    browser: tuple[TestClient, str],
) -> None:
    from fastapi.testclient import TestClient

    client, token = browser
    story = client.get("/api/stories").json()["items"][0]["id"]
    first = client.get(f"/stories/{story}").text
    with TestClient(client.app, base_url="http://127.0.0.1:8000") as other:
        second = other.get(f"/stories/{story}").text

    assert token in first
    assert token not in second
    assert 'name="form_token"' in second
