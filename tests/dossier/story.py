"""A small invented story, read by hand: a bridge, five articles, one file set aside.

It holds what a page must cope with: direct words in two articles, a denial, a
silence, a hearsay figure, a range, money, an undated article, a source nobody
is known for, a time without its year, marks that nest and cross.
"""

from __future__ import annotations

from recoupe.model import (
    Certainty,
    ChronologyEntry,
    ChronologyKind,
    Conditional,
    ConditionalReading,
    Crosscheck,
    DateBasis,
    Dossier,
    Entity,
    EntityKind,
    EntityMention,
    Event,
    Furniture,
    FurnitureKind,
    Passage,
    Quotation,
    Reading,
    Stance,
    Voice,
)
from tests import build

MAYOR = "Jeanne Aubrac"
TITLES = (
    "Pont de Saint-Orens : la maire parle d’une « alerte ignorée »",
    "Effondrement du pont de Saint-Orens : au moins douze blessés",
    "À Saint-Orens, la société Vialto dément toute négligence",
    "Saint-Orens : ce que l’on sait de l’effondrement du pont",
    "Le pont de Saint-Orens coûterait 40 millions d’euros",
)


def first() -> Reading:
    """The mayor, quoted word for word, with a figure and a day."""
    page = build.article(
        f"{TITLES[0]}\n\n"
        "« Nous avions alerté l’État dès 2029 », a déclaré la maire Jeanne Aubrac mardi 4 mars, "
        "lors d’une conférence de presse.\n\n"
        "Selon elle, quelque 300 véhicules empruntaient l’ouvrage chaque jour cette année. "
        "La préfecture n’a pas souhaité réagir.",
        path="1-le-courrier.txt",
        title=TITLES[0],
        outlet="Le Courrier du Lot",
        byline="Par Inès Delmas",
        published=build.published("2031-03-04"),
        url="https://courrier.example/pont",
        furniture=(
            Furniture(text="Abonnez-vous", kind=FurnitureKind.MENU),
            Furniture(text="Lire aussi : le marché couvert rouvre", kind=FurnitureKind.RELATED),
        ),
    )
    mayor = build.actor(page, MAYOR, aliases=("la maire",))
    prefecture = build.actor(page, "La préfecture", kind=EntityKind.GOVERNMENT, party="France")
    quoted = build.attribution(
        page,
        "Nous avions alerté l’État dès 2029",
        source="la maire Jeanne Aubrac",
        cue="a déclaré",
        speakers=(mayor,),
        quotation=Quotation.DIRECT,
        said_on="2031-03-04",
        venue="lors d’une conférence de presse",
    )
    told = build.attribution(
        page,
        "quelque 300 véhicules empruntaient l’ouvrage chaque jour cette année",
        source="elle",
        cue="Selon",
        speakers=(mayor,),
    )
    silent = build.attribution(
        page,
        "n’a pas souhaité réagir",
        source="La préfecture",
        cue="n’a pas souhaité réagir",
        speakers=(prefecture,),
        stance=Stance.SILENCE,
        said_on="2031-03-04",
    )
    analysis = build.analysis(
        page,
        timexes=(
            build.timex(page, "2029", "2029"),
            build.timex(page, "mardi 4 mars", "2031-03-04"),
            build.timex(page, "cette année", "2031"),
        ),
        quantities=(
            build.quantity(
                page,
                "quelque 300 véhicules",
                low=300,
                high=300,
                approximate=True,
                counted="véhicules",
                event=Event.PRESENT,
                scope=(build.span(page, "cette année"),),
            ),
        ),
    )
    return build.reading(
        analysis,
        actors=(mayor, prefecture),
        attributions=(quoted, told, silent),
        voices=(Voice(quantity=0, attribution_id=told.id, speakers=(mayor.id,)),),
    )


def second() -> Reading:
    """A hearsay toll on the word of the rescue service; the mayor's words again."""
    page = build.article(
        f"{TITLES[1]}\n\n"
        "Au moins douze personnes auraient été blessées dimanche 2 mars, dont deux grièvement, "
        "selon les pompiers du Lot. "
        "« Nous avions alerté l'État dès 2029 », a dit Jeanne Aubrac.\n\n"
        "Le ministre Karim Belhadj « ne confirme ni ne dément » l’existence d’un rapport.",
        path="2-quercy-info.html",
        title=TITLES[1],
        outlet="Quercy Info",
        published=build.published("2031-03-04", "2031-03-06", basis=DateBasis.TEXT),
    )
    crew = build.actor(page, "les pompiers du Lot", kind=EntityKind.ORGANIZATION)
    mayor = build.actor(page, MAYOR)
    minister = build.actor(page, "Karim Belhadj", party="France")
    toll = build.attribution(
        page,
        "Au moins douze personnes auraient été blessées dimanche 2 mars, dont deux grièvement",
        source="les pompiers du Lot",
        cue="selon",
        speakers=(crew,),
        certainty=Certainty.REPORTED,
    )
    quoted = build.attribution(
        page,
        "Nous avions alerté l'État dès 2029",
        source="Jeanne Aubrac",
        cue="a dit",
        speakers=(mayor,),
        quotation=Quotation.DIRECT,
    )
    evasive = build.attribution(
        page,
        "l’existence d’un rapport",
        source="Le ministre Karim Belhadj",
        cue="ne confirme ni ne dément",
        speakers=(minister,),
        stance=Stance.EVADE,
    )
    analysis = build.analysis(
        page,
        timexes=(
            build.timex(page, "dimanche 2 mars", "2031-03-02"),
            build.timex(page, "2029", "2029"),
        ),
        quantities=(
            build.quantity(
                page,
                "Au moins douze personnes",
                low=12,
                high=None,
                counted="personnes",
                event=Event.INJURED,
            ),
            build.quantity(page, "deux", low=2, high=2, event=Event.INJURED, part_of=0),
        ),
        conditionals=(
            Conditional(
                span=build.span(page, "auraient été blessées"),
                reading=ConditionalReading.REPORTED,
            ),
        ),
    )
    return build.reading(
        analysis,
        actors=(crew, mayor, minister),
        attributions=(toll, quoted, evasive),
        voices=(
            Voice(quantity=0, attribution_id=toll.id, speakers=(crew.id,)),
            Voice(quantity=1, attribution_id=toll.id, speakers=(crew.id,)),
        ),
    )


def third() -> Reading:
    """A denial, relayed; a label partly quoted."""
    page = build.article(
        f"{TITLES[2]}\n\n"
        "Jointe par l’agence Midi Presse, la société Vialto dément « toute négligence » dans "
        "l’entretien du pont. L’entreprise dit avoir mené de 4 à 6 inspections par an.",
        path="3-vialto.txt",
        title=TITLES[2],
        credit="Midi Presse",
        published=build.published("2031-03-05"),
    )
    firm = build.actor(page, "la société Vialto", kind=EntityKind.ORGANIZATION, party="Vialto")
    agency = build.actor(page, "Midi Presse", kind=EntityKind.ORGANIZATION)
    denial = build.attribution(
        page,
        "« toute négligence » dans l’entretien du pont",
        source="la société Vialto",
        cue="dément",
        speakers=(firm,),
        relayed_by=(agency,),
        quotation=Quotation.MIXED,
        stance=Stance.DENY,
        said_on="2031-03-05",
    )
    told = build.attribution(
        page,
        "avoir mené de 4 à 6 inspections par an",
        source="L’entreprise",
        cue="dit",
        speakers=(firm,),
    )
    checks = build.quantity(page, "de 4 à 6 inspections", low=4, high=6, counted="inspections")
    return build.reading(
        build.analysis(page, quantities=(checks,)),
        actors=(firm, agency),
        attributions=(denial, told),
        voices=(Voice(quantity=0, attribution_id=told.id, speakers=(firm.id,)),),
    )


def fourth() -> Reading:
    """An undated article: a source nobody is known for, a day without its year."""
    page = build.article(
        f"{TITLES[3]}\n\n"
        "D’après une source proche de l’enquête, le pont présentait des fissures. "
        "Le 28 février, la circulation avait été limitée. On ignore qui a pris cette décision.\n\n"
        "Une cellule d’écoute est ouverte : "
        "il aurait été demandé aux riverains de rester chez eux.",
        path="archive.zip!4-dossier.txt",
        title=TITLES[3],
    )
    close = build.attribution(
        page,
        "le pont présentait des fissures",
        source="une source proche de l’enquête",
        cue="D’après",
    )
    asked = build.attribution(
        page,
        "aux riverains de rester chez eux",
        cue="aurait été demandé",
        stance=Stance.CALL,
        certainty=Certainty.REPORTED,
    )
    day = build.timex(page, "Le 28 février", "XXXX-02-28")
    return build.reading(build.analysis(page, timexes=(day,)), attributions=(close, asked))


def fifth() -> Reading:
    """Money on the writer's own word; hostile markup in the text."""
    page = build.article(
        f"{TITLES[4]}\n\n"
        "La reconstruction coûterait 40 millions d’euros, soit 25 % du budget. "
        '<script>alert(1)</script> & "guillemets"',
        path="5-eco.txt",
        title=TITLES[4],
        outlet="Éco <b>Sud</b>",
        url="javascript:alert(1)",
        published=build.published("2031-03-07"),
    )
    cost = build.quantity(
        page,
        "40 millions d’euros",
        low=40e6,
        high=40e6,
        unit="EUR",
        event=Event.COST,
        nth=1,
    )
    share = build.quantity(page, "25 %", low=25, high=25, unit="%", event=Event.SHARE)
    return build.reading(build.analysis(page, quantities=(cost, share)))


def crosscheck(*readings: Reading) -> Crosscheck:
    """The mayor of two articles is one person; four dated lines."""
    mayors = [(r, a) for r in readings for a in r.actors if a.name == MAYOR]
    entity = Entity(
        id="entity-mayor",
        name=MAYOR,
        kind=EntityKind.PERSON,
        aliases=("la maire",),
        party="Saint-Orens",
        mentions=tuple(
            EntityMention(
                passage=Passage(reading.analysis.article.id, mention.span),
                title=None,
                role="maire de Saint-Orens",
            )
            for reading, actor in mayors
            for mention in actor.mentions
        ),
        actor_ids=tuple(actor.id for _, actor in mayors),
    )
    return Crosscheck(entities=(entity,), chronology=tuple(_chronology(readings)))


def _chronology(readings: tuple[Reading, ...]) -> list[ChronologyEntry]:
    """Every saying with a day, and the day the bridge fell."""
    said = [
        ChronologyEntry(
            date=attribution.said_on,
            what=attribution.content[0].of(reading.analysis.article.text),
            kind=ChronologyKind.SAYING,
            attribution_ids=(attribution.id,),
            passages=(Passage(attribution.article_id, attribution.content[0]),),
        )
        for reading in readings
        for attribution in reading.attributions
        if attribution.said_on
    ]
    page = readings[1].analysis.article
    words = "Au moins douze personnes auraient été blessées dimanche 2 mars, dont deux grièvement"
    fell = ChronologyEntry(
        date="2031-03-02",
        what=words,
        kind=ChronologyKind.EVENT,
        attribution_ids=(),
        passages=(Passage(page.id, build.span(page, words)),),
    )
    return [fell, *said]


def bridge() -> Dossier:
    """The whole story."""
    readings = (first(), second(), third(), fourth(), fifth())
    return build.dossier(
        *readings,
        rejections=(
            build.rejection(
                "6-photo.pdf",
                fr="Ce PDF ne contient aucun texte.",
                en="This PDF holds no text.",
            ),
        ),
        crosscheck=crosscheck(*readings),
    )
