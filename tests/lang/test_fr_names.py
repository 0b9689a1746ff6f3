"""Every row of the French tables of names and nouns: the mechanism finds what its example says."""

from __future__ import annotations

from functools import cache

import pytest

from recoupe.analysis.mention import find_mentions
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.attribution.resolve import resolve
from recoupe.attribution.resolve_context import open_context
from recoupe.lang import (
    BodyRow,
    DeterminerRow,
    LinkRow,
    NounKind,
    PhraseReader,
    load_pack,
    lowered,
    open_lexicon,
    plain,
    wording_of,
)
from recoupe.lang.geography import CapitalRow, DemonymRow, SeatRow, TerritoryRow
from recoupe.lang.lexicon import (
    AuthorshipRow,
    BroaderRow,
    ChannelRow,
    DocumentRow,
    FirstNameRow,
    GroupRow,
    NameWordRow,
    NamingRow,
    OrganizationRow,
    ParticleRow,
    PortfolioRow,
    PronounRow,
    RoleRow,
    SynonymRow,
    ThingRow,
    TitleRow,
)
from recoupe.model import Actor, Analysis, EntityKind, Mention, Span
from tests.build import article

PACK = load_pack("fr")
LEXICON = open_lexicon(PACK)


@cache
def analyzed(text: str) -> Analysis:
    tokens = parse(text, load_pipeline(PACK))
    return Analysis(
        article=article(text),
        tokens=tokens,
        mentions=find_mentions(text, tokens, pack=PACK),
        timexes=(),
        quantities=(),
        conditionals=(),
    )


def names(text: str) -> dict[str, Mention]:
    """The mentions that are names, by the name alone."""
    return {m.name.of(text): m for m in analyzed(text).mentions if m.name is not None}


def words(text: str) -> list[str]:
    return [plain(w) for w in analyzed(text).tokens.words(text)]


def meant(text: str, source: str) -> list[Actor]:
    """The actors whom the last occurrence of some words means."""
    start = text.rindex(source)
    span = Span(start, start + len(source))
    resolutions, context = resolve(span, open_context(analyzed(text), PACK))
    actors = {actor.id: actor for actor in context.actors}
    return [actors[r.actor_id] for r in resolutions]


def territories(text: str) -> set[str]:
    """The states that places in a text name."""
    found = words(text)
    places = (LEXICON.atlas.places.longest(found, i) for i in range(len(found)))
    return {t for p in places if p for t in (p[1].territory, *p[1].others)}


@pytest.mark.parametrize("row", PACK.table(DemonymRow), ids=lambda r: r.masculine)
def test_a_demonym_says_its_territory_in_every_form(row: DemonymRow) -> None:
    forms = {row.masculine, row.feminine, row.masculine_plural, row.feminine_plural}
    used = {w.lower() for w in analyzed(row.example).tokens.words(row.example)} & forms

    assert used
    for form in forms:
        demonym = LEXICON.atlas.demonym(form)
        assert demonym is not None
        assert demonym.territory == row.territory


@pytest.mark.parametrize("row", PACK.table(CapitalRow), ids=lambda r: f"{r.name} {r.territory}")
def test_a_capital_names_its_state(row: CapitalRow) -> None:
    assert row.territory in territories(row.example)


@pytest.mark.parametrize("row", PACK.table(SeatRow), ids=lambda r: r.name)
def test_a_seat_names_its_state(row: SeatRow) -> None:
    assert row.territory in territories(row.example)


@pytest.mark.parametrize("row", PACK.table(TerritoryRow), ids=lambda r: r.name)
def test_a_territory_is_known_by_its_other_names(row: TerritoryRow) -> None:
    assert row.territory in territories(row.example)


def nouns(text: str) -> set[tuple[str, NounKind]]:
    """The table's nouns that head the mentions of a text."""
    wording = wording_of(text, analyzed(text).tokens)
    reader = PhraseReader(wording, LEXICON, names={})
    found = set()
    for mention in analyzed(text).mentions:
        span = mention.role or mention.span
        first = next(analyzed(text).tokens.within(span))
        phrase = reader.read(first, len(wording.words))
        if phrase is not None and phrase.noun is not None:
            found.add((phrase.noun.key, phrase.noun.kind))
    return found


@pytest.mark.parametrize("row", PACK.table(RoleRow), ids=lambda r: f"{r.masculine} {r.feminine}")
def test_a_role_is_a_mention(row: RoleRow) -> None:
    assert (row.masculine or row.feminine, NounKind.ROLE) in nouns(row.example)


@pytest.mark.parametrize("row", PACK.table(BodyRow), ids=lambda r: r.noun)
def test_a_body_is_a_mention(row: BodyRow) -> None:
    found = nouns(row.example)
    named = names(row.example)

    assert (
        (row.noun, NounKind.BODY) in found
        or row.noun in named
        or row.noun.lower() in {key.lower() for key, _ in found}
    )


@pytest.mark.parametrize("row", PACK.table(GroupRow), ids=lambda r: r.noun)
def test_a_group_is_a_mention(row: GroupRow) -> None:
    assert (row.noun, NounKind.GROUP) in nouns(row.example)


@pytest.mark.parametrize("row", PACK.table(DocumentRow), ids=lambda r: r.noun)
def test_a_document_is_a_mention(row: DocumentRow) -> None:
    assert (row.noun, NounKind.DOCUMENT) in nouns(row.example)


@pytest.mark.parametrize("row", PACK.table(OrganizationRow), ids=lambda r: r.name)
def test_a_body_known_by_name_is_a_body(row: OrganizationRow) -> None:
    found = {plain(n): m.entity_kind for n, m in names(row.example).items()}

    assert found.get(plain(row.name)) in (EntityKind.ORGANIZATION, EntityKind.GOVERNMENT)


@pytest.mark.parametrize("row", PACK.table(FirstNameRow), ids=lambda r: r.name)
def test_a_first_name_opens_a_persons_name(row: FirstNameRow) -> None:
    kinds = {n.split()[0]: m.entity_kind for n, m in names(row.example).items()}

    assert kinds.get(row.name) is EntityKind.PERSON


@pytest.mark.parametrize("row", PACK.table(ThingRow), ids=lambda r: r.noun)
def test_a_name_after_a_thing_is_no_persons(row: ThingRow) -> None:
    kinds = {n: m.entity_kind for n, m in names(row.example).items()}

    assert kinds["Ana Silva"] is EntityKind.PLACE


@pytest.mark.parametrize("row", PACK.table(TitleRow), ids=lambda r: r.form)
def test_a_title_stands_beside_a_name(row: TitleRow) -> None:
    titles = {m.title.of(row.example) for m in names(row.example).values() if m.title}

    assert row.form in titles


@pytest.mark.parametrize("row", PACK.table(ParticleRow), ids=lambda r: r.form)
def test_a_particle_stays_inside_the_name(row: ParticleRow) -> None:
    subject = row.example.removesuffix(" a démissionné lundi.")

    assert subject in names(row.example)


@pytest.mark.parametrize("row", PACK.table(NameWordRow), ids=lambda r: r.word)
def test_a_word_opens_or_ends_the_name_of_a_body(row: NameWordRow) -> None:
    [(name, mention)] = names(row.example).items()

    assert row.word in (name.split()[0], name.split()[-1])
    assert mention.entity_kind is EntityKind.ORGANIZATION


@pytest.mark.parametrize("row", PACK.table(PortfolioRow), ids=lambda r: r.name)
def test_a_portfolio_is_no_part_of_the_name_after_it(row: PortfolioRow) -> None:
    people = {
        n: m.role.of(row.example) if m.role else ""
        for n, m in names(row.example).items()
        if m.entity_kind is EntityKind.PERSON
    }

    assert [row.name in role for n, role in people.items() if n in _PEOPLE] == [True]


_PEOPLE = ("Odile Brassac", "Rémi Vautrel")


@pytest.mark.parametrize("row", PACK.table(AuthorshipRow), ids=lambda r: r.verb)
def test_who_makes_a_document_is_its_author(row: AuthorshipRow) -> None:
    source = row.example.split(". ")[1].removesuffix(" évoque une panne.")

    assert [actor.name for actor in meant(row.example, source)] == ["Rives Claires"]


@pytest.mark.parametrize("row", PACK.table(DeterminerRow), ids=lambda r: r.form)
def test_a_determiner_is_no_part_of_the_name(row: DeterminerRow) -> None:
    wording = wording_of(row.example, analyzed(row.example).tokens)
    reader = PhraseReader(wording, LEXICON, names={})
    phrases = [reader.read(i, len(wording.words)) for i in range(len(wording.words))]
    heads = [
        p
        for p in phrases
        if p is not None and p.noun is not None and wording.lower[p.head] != lowered(row.form)
    ]

    assert any(_holds(wording.lower[p.start : p.head], row.form) for p in heads)


def _holds(found: tuple[str, ...], form: str) -> bool:
    return form.replace("'", "' ").split()[-1] in found or form in found


@pytest.mark.parametrize("row", PACK.table(LinkRow), ids=lambda r: r.form)
def test_a_link_ties_a_complement_or_a_second_actor(row: LinkRow) -> None:
    text = row.example
    end = max(text.rfind(" signe"), 0)
    source = text[:end].rstrip(",")
    wording = wording_of(text, analyzed(text).tokens)
    phrase = PhraseReader(wording, LEXICON, names={}).read(0, len(wording.words))

    assert phrase is not None
    if row.sort == "name":
        assert source.split(" ", 1)[1] in names(text)
    elif row.sort == "and":
        assert len(meant(text, source)) == 2
    else:
        assert phrase.complements


@pytest.mark.parametrize("row", PACK.table(PronounRow), ids=lambda r: r.form)
def test_a_pronoun_means_who_was_named_before(row: PronounRow) -> None:
    [first] = meant(row.example, row.example.split(" a quitté")[0].split(" ont ")[0])[:1]
    second = row.example.split(". ", 1)[1]
    at = row.form if row.form in second else row.form[0].upper() + row.form[1:]
    expected = first.name
    if row.sort == "near" and row.form.startswith(("le s", "la s")):
        expected = row.example.split(" et ")[1].split(" ont")[0]
    if row.sort == "possessive":
        context = open_context(analyzed(row.example), PACK)
        subject = row.example.split(" a quitté")[0].split(" ont ")[0]
        _, context = resolve(Span(0, len(subject)), context)
        start = row.example.rindex(f" {at} ") + 1
        resolutions, context = resolve(Span(start, start + len(at)), context)
        assert [a.name for a in context.actors if a.id == resolutions[0].actor_id] == [expected]
        return

    assert [actor.name for actor in meant(row.example, at)] == [expected]


@pytest.mark.parametrize("row", PACK.table(SynonymRow), ids=lambda r: r.noun)
def test_a_synonym_means_the_actor_described_before(row: SynonymRow) -> None:
    first, second = row.example.removesuffix(".").split(". ")
    described = second.rsplit(" ", 1)[0].removesuffix(" évoque une")
    before = meant(row.example, described)

    assert [actor.name for actor in before if actor.name in first] != []


@pytest.mark.parametrize("row", PACK.table(BroaderRow), ids=lambda r: f"{r.noun} {r.covers}")
def test_a_broader_noun_means_who_was_given_a_narrower_role(row: BroaderRow) -> None:
    source = row.example.rsplit(". ", 1)[1].removesuffix(" a démenti.")
    source = source.removeprefix("Selon ").removesuffix(", rien n'est décidé.")

    assert [actor.name for actor in meant(row.example, source)] == ["Luc Vautrel"]


@pytest.mark.parametrize("row", PACK.table(ChannelRow), ids=lambda r: r.form)
def test_who_answers_in_a_document_is_its_author(row: ChannelRow) -> None:
    assert [actor.name for actor in meant(row.example, "Le communiqué")] == ["Rives Claires"]


@pytest.mark.parametrize("row", PACK.table(NamingRow), ids=lambda r: r.form)
def test_a_description_goes_by_the_name_that_follows(row: NamingRow) -> None:
    source = row.example.removesuffix(" a répondu.")

    assert [actor.name for actor in meant(row.example, source)] == [" ".join(source.split()[-2:])]
