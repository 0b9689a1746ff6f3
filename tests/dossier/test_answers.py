"""A silence is told with its day, whatever its speaker does later."""

from __future__ import annotations

import pytest

from recoupe.dossier.claims import claim_rows
from recoupe.dossier.edition import build_edition
from recoupe.model import (
    Actor,
    Claim,
    Crosscheck,
    Dossier,
    Entity,
    EntityKind,
    Finding,
    FindingKind,
    Passage,
    Reason,
    Stance,
)
from tests import build

CLAIM = "Le rapport de Vardouche a disparu"


def one_entity(*actors: Actor) -> Entity:
    """The same company in several articles."""
    return Entity(
        id="entity-0123456789ab",
        name="Hydralpe",
        kind=EntityKind.ORGANIZATION,
        aliases=(),
        party=None,
        mentions=(),
        actor_ids=tuple(actor.id for actor in actors),
    )


def asked(later: str, *, stance: Stance = Stance.SILENCE, then: Stance = Stance.DENY) -> Dossier:
    """A claim that a company does not answer, and what it does in a later article."""
    one = build.article(
        f"{CLAIM}, selon la mairie. Hydralpe n'a pas répondu.",
        path="a.txt",
        published=build.published("2031-03-04"),
    )
    two = build.article(later, path="b.txt", published=build.published("2031-03-09"))
    mayor, firm = build.actor(one, "la mairie"), build.actor(one, "Hydralpe")
    same = build.actor(two, "Hydralpe")
    said = build.attribution(one, CLAIM, source="la mairie", speakers=[mayor])
    silent = build.attribution(
        one, "n'a pas répondu", cue="n'a pas répondu", speakers=[firm], stance=stance
    )
    answer = build.attribution(two, "Tout est là", speakers=[same], stance=then)
    claim = Claim(
        id="claim-0123456789ab",
        story_id="s",
        text=CLAIM,
        attribution_ids=(said.id,),
        utterance_ids=(),
        article_ids=(one.id,),
        family_ids=(),
        parties=(),
        origins_at_most=1,
        reasons=(),
    )
    finding = Finding(
        id="f",
        kind=FindingKind.UNANSWERED,
        score=0.6,
        claim_ids=(claim.id,),
        left=Passage(one.id, silent.content[0]),
        right=None,
        reason=Reason("", ""),
    )
    return build.dossier(
        build.reading(one, actors=[mayor, firm], attributions=[said, silent]),
        build.reading(two, actors=[same], attributions=[answer]),
        crosscheck=Crosscheck(
            claims=(claim,),
            findings=(finding,),
            entities=(one_entity(firm, same),),
        ),
    )


@pytest.mark.parametrize(
    ("dossier", "state"),
    [
        pytest.param(
            asked("Hydralpe dément : « Tout est là. »"),
            "Hydralpe sans réponse au 4 mars",
            id="speaks later",
        ),
        pytest.param(
            asked("Hydralpe se tait. Tout est là.", then=Stance.SILENCE),
            "Hydralpe sans réponse au 4 mars",
            id="is silent still",
        ),
        pytest.param(
            asked("Hydralpe dément : « Tout est là. »", stance=Stance.UNCONFIRMED),
            "non confirmé",
            id="nobody confirms it",
        ),
    ],
)
def test_a_silence_bears_its_day(dossier: Dossier, state: str) -> None:
    [row] = claim_rows(build_edition(dossier, ui_language="fr"))

    assert row.state[-1] == state
