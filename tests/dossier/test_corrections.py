from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import render_html, render_json, render_markdown
from recoupe.model import Crosscheck, JudgmentKind, Reason, Ruling, Stance
from tests.build import actor, article, attribution, dossier, reading
from tests.store.judged import anchor, judgment

if TYPE_CHECKING:
    from recoupe.model import Dossier

PAGE = article(
    "Le quai tient, a dit la maire.", path="quai.txt", url="https://vigie.example/q", title="Quai"
)
MAYOR = actor(PAGE, "la maire")
SAID = replace(
    attribution(PAGE, "Le quai tient", cue="a dit", speakers=[MAYOR]), stance=Stance.WARN
)
MADE = judgment(
    JudgmentKind.SET_STANCE,
    (anchor(PAGE, "Le quai tient"),),
    value="warn",
    about="Le quai tient",
    reason="Elle <b>avertit</b>.",
)
GONE = judgment(JudgmentKind.MARK_COPIES, (anchor(PAGE),), about="Quai / Pont", at="2031-03-06T07")
OBSTACLE = Reason("Ces mots ne se retrouvent plus.", "These words are no longer found.")


def corrected(*rulings: Ruling) -> Dossier:
    whole = reading(PAGE, actors=[MAYOR], attributions=[SAID])
    return dossier(whole, crosscheck=Crosscheck(rulings=rulings))


FOLLOWED = Ruling(judgment=MADE, touched=(SAID.id,), obstacle=None)
HINDERED = Ruling(judgment=GONE, touched=(), obstacle=OBSTACLE)


def test_json_tells_of_every_judgment_and_of_none_where_there_is_none() -> None:
    told = json.loads(render_json(corrected(FOLLOWED, HINDERED)))["judgments"]

    assert json.loads(render_json(corrected()))["judgments"] == []
    assert told[0] == {
        "id": MADE.id,
        "kind": "set_stance",
        "author": "Solène Marchais",
        "at": "2031-03-05T09:30:00+00:00",
        "reason": "Elle <b>avertit</b>.",
        "about": "Le quai tient",
        "value": "warn",
        "touched": [SAID.id],
        "obstacle": None,
    }
    assert told[1]["obstacle"] == {"fr": OBSTACLE.fr, "en": OBSTACLE.en}


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_people_read_who_decided_when_why_and_what_could_not_be_followed(render: object) -> None:
    assert callable(render)
    page = render(corrected(FOLLOWED, HINDERED), ui_language="en")
    shown = re.sub(r"<[^>]+>", "", page) if render is render_html else page.replace("\\", "")
    told = " ".join(html.unescape(shown).replace("*", "").split())

    why = "Decided by Solène Marchais on 2031-03-05: Elle <b>avertit</b>."
    assert "Editors’ decisions" in told
    assert "<b>avertit</b>" not in page
    assert told.count(why) == 2  # beside the saying, and among the decisions
    assert "Stance set: Le quai tient → warns" in told
    assert told.count("These words are no longer found.") == 2  # there, and in what is set aside


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_where_nobody_decided_no_page_speaks_of_decisions(render: object) -> None:
    assert callable(render)
    assert "Décisions d’éditeurs" not in render(corrected(), ui_language="fr")
