from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from recoupe.dossier import render_json
from recoupe.errors import PlanError
from recoupe.model import FindingKind, JudgmentKind, ReuseKind, Stance, Undoing
from recoupe.run import Correction, judgment_of, read, sound
from tests.store.invented import ONE, rows

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.dossier import ReadDossier
    from recoupe.model import Claim, Entity, Judgment

KIND = JudgmentKind
AT = "2031-03-07T09:00:00+00:00"
ROWS = (
    {
        "id": "vigie",
        "url": "https://vigie.example/quai",
        "outlet": "La Vigie",
        "title": "Le quai de Morvanche s’effondre",
        "published": "2031-03-04",
        "text": "Le quai de Morvanche s’est effondré mardi matin. « Nous avions alerté la région "
        "dès janvier », a déclaré la maire Jeanne Aubrac. Au moins trois personnes ont été "
        "blessées à Morvanche, selon la préfecture. Le ministère des Transports n’a pas souhaité "
        "commenter.",
    },
    {
        "id": "phare",
        "url": "https://phare.example/quai",
        "outlet": "Le Phare",
        "title": "Morvanche : trois blessés sur le quai",
        "published": "2031-03-05",
        "text": "À Morvanche, l’effondrement du quai a fait trois blessés. La maire Jeanne Aubrac "
        "assure avoir alerté la région dès janvier. Le président de la région, Loïc Terrand, "
        "dément avoir été alerté. Selon le syndicat des dockers, le quai de Morvanche était "
        "fissuré depuis deux ans.",
    },
    {
        "id": "sillage",
        "url": "https://sillage.example/morvanche",
        "outlet": "Sillage",
        "title": "Quai effondré à Morvanche : la région se défend",
        "published": "2031-03-06",
        "text": "La région dément avoir été alertée par la mairie de Morvanche. Le quai de "
        "Morvanche était fissuré depuis deux ans, affirme l’ingénieur Paul Ménec. Loïc Terrand a "
        "promis une enquête. Au moins trois personnes ont été blessées à Morvanche, selon la "
        "préfecture.",
    },
)
DOCKERS = "le quai de Morvanche était fissuré depuis deux ans"
HURT = "Au moins trois personnes ont été blessées à Morvanche"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return rows(tmp_path_factory.mktemp("judging"), "a.jsonl", *ROWS)


@pytest.fixture(scope="module")
def before(path: str) -> ReadDossier:
    return read(path, settings=ONE)


def decided(dossier: ReadDossier, kind: KIND, *ids: str, **given: object) -> Judgment:
    """A judgment on the records of a dossier."""
    correction = Correction(
        kind=kind, author="Solène Marchais", reason="Vérifié au téléphone.", ids=ids,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip
    return judgment_of(dossier, correction, at=AT)


def claim_at(dossier: ReadDossier, words: str) -> Claim:
    """The claim that these words of some article make."""
    said = {saying(dossier, words, article=r) for r in ("vigie", "phare", "sillage")}
    [found] = [c for c in dossier.claims if said & set(c.attribution_ids)]
    return found


def saying(dossier: ReadDossier, words: str, *, article: str) -> str:
    """The id of the attribution of these words in an article; "" when there is none."""
    for reading in dossier.readings:
        text = reading.analysis.article.text
        for one in reading.attributions:
            if one.article_id == article and one.content[0].of(text).lower() == words.lower():
                return one.id
    return ""


def entity(dossier: ReadDossier, name: str, *, article: str) -> Entity:
    """The entity of that name that an article mentions."""
    [found] = [
        e
        for e in dossier.entities
        if e.name == name and any(m.passage.article_id == article for m in e.mentions)
    ]
    return found


def after(path: str, *judgments: Judgment) -> ReadDossier:
    """The dossier with these judgments; all of them could be followed."""
    dossier = read(path, settings=ONE, judgments=judgments)
    assert [r.obstacle for r in dossier.crosscheck.rulings] == [None] * len(judgments)
    return dossier


def test_without_judgments_and_with_judgments_taken_back_nothing_changes(
    path: str, before: ReadDossier
) -> None:
    undone = Undoing(author="Idris Lobel", at=AT, reason="Non.")
    made = decided(before, KIND.SET_STANCE, saying(before, HURT, article="vigie"), value="deny")

    assert render_json(read(path, settings=ONE, judgments=[replace(made, undone=undone)])) == (
        render_json(before)
    )


def test_a_speaker_that_is_set_changes_origins_and_parties_and_says_who_set_it(
    path: str, before: ReadDossier
) -> None:
    said = saying(before, DOCKERS, article="phare")
    engineer = entity(before, "Paul Ménec", article="sillage")
    made = decided(before, KIND.SET_SPEAKER, said, others=(engineer.id,))
    corrected = after(path, made)

    was, now = claim_at(before, DOCKERS), claim_at(corrected, DOCKERS)
    assert (was.origins_at_most, was.parties) == (2, ("syndicat des dockers",))
    assert (now.origins_at_most, now.parties) == (1, ())
    [told] = [a for r in corrected.readings for a in r.attributions if a.id == said]
    assert [r.how.en for r in told.resolution] == [
        "Decided by Solène Marchais on 2031-03-07: Vérifié au téléphone."
    ]
    assert corrected.crosscheck.rulings[0].touched == (said,)


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        pytest.param("Ysée Corlay", ["Ysée Corlay"], id="somebody no article names"),
        pytest.param("loïc terrand", ["Loïc Terrand"], id="somebody the article names"),
        pytest.param(None, [], id="nobody"),
    ],
)
def test_a_speaker_can_be_given_by_name_or_be_nobody(
    path: str, before: ReadDossier, name: str | None, speakers: list[str]
) -> None:
    said = saying(before, DOCKERS, article="phare")
    corrected = after(path, decided(before, KIND.SET_SPEAKER, said, value=name))

    [found] = [a for r in corrected.readings for a in r.attributions if a.id == said]
    names = {a: e.name for e in corrected.entities for a in e.actor_ids}
    assert [names[s] for s in found.speakers] == speakers
    assert render_json(corrected)


def test_entities_that_are_merged_are_one_origin_and_can_be_split_again(
    path: str, before: ReadDossier
) -> None:
    two = [entity(before, "préfecture", article=a).id for a in ("vigie", "sillage")]
    merged = after(path, merging := decided(before, KIND.MERGE_ENTITIES, *two))

    one = entity(merged, "préfecture", article="vigie")
    assert one == entity(merged, "préfecture", article="sillage")
    assert merging.why in one.reasons
    assert claim_at(before, HURT).origins_at_most == 3  # and Le Phare, on its own word
    assert claim_at(merged, HURT).origins_at_most == 2

    splitting = replace(
        decided(merged, KIND.SPLIT_ENTITY, one.id, others=("sillage",)), at="2031-03-08T09:00"
    )
    split = read(path, settings=ONE, judgments=[merging, splitting])
    assert claim_at(split, HURT).origins_at_most == 3
    assert [r.obstacle is None for r in split.crosscheck.rulings] == [False, True]


def test_a_person_is_split_by_articles(path: str, before: ReadDossier) -> None:
    whole = entity(before, "Loïc Terrand", article="phare")
    made = decided(before, KIND.SPLIT_ENTITY, whole.id, others=("sillage",))
    split = after(path, made)

    first, other = (entity(split, "Loïc Terrand", article=a) for a in ("phare", "sillage"))
    assert first.id == whole.id != other.id
    assert made.why in first.reasons
    assert made.why in other.reasons


def test_claims_are_split_and_merged(path: str, before: ReadDossier) -> None:
    whole = claim_at(before, DOCKERS)
    splitting = decided(before, KIND.SPLIT_CLAIM, whole.id, others=("sillage",))
    split = after(path, splitting)
    apart = [c for c in split.claims if "fissuré" in c.text]

    assert [c.origins_at_most for c in apart] == [1, 1]
    assert all(splitting.why in c.reasons for c in apart)

    later = replace(
        decided(split, KIND.MERGE_CLAIMS, *(c.id for c in apart)), at="2031-03-08T09:00"
    )
    again = read(path, settings=ONE, judgments=[splitting, later])
    assert claim_at(again, DOCKERS).origins_at_most == 2
    assert [r.obstacle is None for r in again.crosscheck.rulings] == [False, True]


def test_claims_of_other_words_are_merged(path: str, before: ReadDossier) -> None:
    denials = [c.id for c in before.claims if "dément" in c.text]
    made = decided(before, KIND.MERGE_CLAIMS, *denials)
    merged = after(path, made)

    [one] = [c for c in merged.claims if "dément" in c.text]
    assert (one.origins_at_most, one.article_ids) == (2, ("phare", "sillage"))
    assert made.why in one.reasons


def test_a_story_is_split_and_stories_are_merged(path: str, before: ReadDossier) -> None:
    [whole] = before.stories
    splitting = decided(before, KIND.SPLIT_STORY, whole.id, others=("sillage",))
    split = after(path, splitting)
    assert sorted(s.article_ids for s in split.stories) == [("phare", "vigie"), ("sillage",)]
    assert {c.story_id for c in split.claims} == {s.id for s in split.stories}

    merging = decided(split, KIND.MERGE_STORIES, *(s.id for s in split.stories))
    both = read(path, settings=ONE, judgments=[splitting, replace(merging, at="2031-03-08T09:00")])
    assert both.stories == before.stories


def test_articles_marked_as_copies_are_one_origin_and_of_one_family(
    path: str, before: ReadDossier
) -> None:
    made = decided(before, KIND.MARK_COPIES, "phare", "sillage")
    copies = after(path, made)

    assert claim_at(before, DOCKERS).origins_at_most == 2
    assert claim_at(copies, DOCKERS).origins_at_most == 1
    assert made.why in claim_at(copies, DOCKERS).reasons
    assert [f.article_ids for f in copies.tracing.families] == [("phare", "sillage")]
    assert made.why in copies.tracing.families[0].reasons
    assert made.why in copies.tracing.lineage[0].reasons
    assert before.tracing.families == ()


def test_articles_marked_as_independent_are_two_origins(tmp_path: Path) -> None:
    text = (
        "La digue de Port-Ouen a cédé dans la nuit sur près de deux cents mètres. "
        "Les caves de la rue basse sont inondées et les pompiers ont évacué une école. "
        "Selon un riverain, la mer est montée de deux mètres en dix minutes. "
        "La route du phare reste coupée jusqu’à nouvel ordre."
    )
    pages = [
        {"id": name, "url": f"https://{name}.example/", "outlet": name, "published": "2031-03-04",
         "title": "La digue de Port-Ouen cède", "text": f"{text} {more}"}
        for name, more in (("cap", "Une réunion est prévue."), ("anse", "Le marché est annulé."))
    ]  # fmt: skip
    source = rows(tmp_path, "b.jsonl", *pages)
    whole = read(source, settings=ONE)
    apart = after(source, decided(whole, KIND.MARK_INDEPENDENT, "cap", "anse"))

    origins = [{c.text: c.origins_at_most for c in d.claims} for d in (whole, apart)]
    told = "Selon un riverain, la mer est montée de deux mètres en dix minutes."
    assert [found[told] for found in origins] == [1, 2]
    assert (len(whole.tracing.families), apart.tracing.families) == (1, ())
    assert {r.kind for r in apart.tracing.reuse} <= {ReuseKind.QUOTATION}


def test_a_finding_that_is_rejected_is_made_no_more(path: str, before: ReadDossier) -> None:
    for kind in (FindingKind.DENIED, FindingKind.SINGLE_SOURCE):
        found = next(f for f in before.findings if f.kind is kind)
        less = after(path, decided(before, KIND.REJECT_FINDING, found.id))

        assert [f for f in before.findings if f not in less.findings] == [found]
        assert less.crosscheck.rulings[0].touched == (found.id,)


def test_a_stance_and_a_day_of_saying_are_set(path: str, before: ReadDossier) -> None:
    said = saying(before, "avoir été alerté", article="phare")
    made = (
        decided(before, KIND.SET_STANCE, said, value="confirm"),
        decided(before, KIND.SET_SAID_ON, said, value="2031-02-28"),
    )
    corrected = after(path, *made)

    [found] = [a for r in corrected.readings for a in r.attributions if a.id == said]
    assert (found.stance, found.said_on) == (Stance.CONFIRM, "2031-02-28")
    assert not any(f.left.article_id == "phare" for f in corrected.findings
                   if f.kind is FindingKind.DENIED)  # fmt: skip
    assert any(said in e.attribution_ids and e.date == "2031-02-28" for e in corrected.chronology)


def test_a_day_of_publication_is_set_and_times_are_resolved_again(
    path: str, before: ReadDossier
) -> None:
    corrected = after(path, decided(before, KIND.SET_PUBLISHED, "vigie", value="2031-02-26"))

    [reading] = [r for r in corrected.readings if r.analysis.article.id == "vigie"]
    published = reading.analysis.article.published
    assert (published.earliest, published.latest) == ("2031-02-26", "2031-02-26")
    assert published.reason.fr.startswith("Décidé par Solène Marchais, le 07/03/2031")
    assert [t.value[:10] for t in reading.analysis.timexes] == ["2031-02-25", "2031-01"]


def test_of_two_decisions_on_one_thing_the_newer_holds(path: str, before: ReadDossier) -> None:
    said = saying(before, HURT, article="vigie")
    older = decided(before, KIND.SET_STANCE, said, value="deny")
    newer = replace(older, value="warn", at="2031-03-09T10:00", author="Idris Lobel")
    dossier = read(path, settings=ONE, judgments=[newer, older])

    [found] = [a for r in dossier.readings for a in r.attributions if a.id == said]
    assert found.stance is Stance.WARN
    assert [r.obstacle and r.obstacle.en for r in dossier.crosscheck.rulings] == [
        "Replaced by a newer decision of Idris Lobel.",
        None,
    ]


def test_a_judgment_whose_words_are_gone_is_told_with_the_reason(
    path: str, before: ReadDossier, tmp_path: Path
) -> None:
    made = decided(before, KIND.SET_STANCE, saying(before, HURT, article="vigie"), value="deny")
    less = read(rows(tmp_path, "c.jsonl", *ROWS[1:]), settings=ONE, judgments=[made])

    [ruling] = less.crosscheck.rulings
    assert ruling.judgment == made
    assert ruling.obstacle
    assert ruling.obstacle.en == (
        f"These words are no longer found: “{HURT}” (https://vigie.example/quai)."
    )


def test_two_articles_of_one_text_are_two_only_while_both_are_there(tmp_path: Path) -> None:
    copy = ROWS[0] | {"id": "copie", "url": "https://copie.example/quai"}
    both = rows(tmp_path, "both.jsonl", ROWS[0], copy)
    whole = read(both, settings=ONE)
    made = decided(whole, KIND.MARK_INDEPENDENT, "vigie", "copie")
    apart = after(both, made)
    one = read(rows(tmp_path, "one.jsonl", ROWS[0]), settings=ONE, judgments=[made])

    assert (len(whole.tracing.lineage), apart.tracing.lineage) == (1, ())
    [ruling] = one.crosscheck.rulings
    assert ruling.obstacle
    assert ruling.obstacle.en == "Only one of the two articles is there."


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        pytest.param(KIND.SET_STANCE, {"value": "shout"}, "shout: no stance", id="stance"),
        pytest.param(KIND.SET_PUBLISHED, {"value": None}, "None: no such day", id="no day"),
        pytest.param(KIND.MARK_COPIES, {}, "1 sides, expected words for each", id="one side"),
        pytest.param(KIND.REJECT_FINDING, {"sides": ()}, "0 sides", id="no side"),
        pytest.param(KIND.REJECT_FINDING, {"sides": ((),)}, "1 sides", id="no words"),
        pytest.param(KIND.REJECT_FINDING, {"author": " "}, "no author", id="nobody"),
    ],
)
def test_a_judgment_from_elsewhere_is_taken_when_it_can_be_followed(
    before: ReadDossier, kind: KIND, changes: dict[str, Any], told: str
) -> None:
    made = decided(before, KIND.REJECT_FINDING, before.findings[0].id)
    assert sound(made) == made
    sides = made.sides[:1]
    with pytest.raises(PlanError, match=told):
        sound(replace(made, kind=kind, **({"sides": sides} | changes)))
