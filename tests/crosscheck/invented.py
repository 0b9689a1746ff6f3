"""Invented articles of three stories, read by the real stages.

Towns, people, outlets and events are made up; a likeness with real ones is
chance.
"""

from __future__ import annotations

from functools import cache

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.lang import load_pack
from recoupe.model import AnalyzeSettings, Published, Reading
from tests.build import UNDATED, article

AS_OF = "2025-12-31"

DAM = {
    "fissures": """Vardouche : le barrage menace de céder, selon la préfecture

Le barrage de Vardouche menace de céder, a annoncé ce mercredi la préfète Odile Brassac. \
Les premières fissures ont été signalées le 26 septembre par les éclusiers de Montgrésil.

La société Hydralpe, qui exploite le barrage de Vardouche, n'a pas souhaité répondre.""",
    "vanne": """À Vardouche, l'exploitant du barrage ouvre les vannes

Le directeur de la société Hydralpe, Samuel Kervern, s'est rendu à Vardouche le 2 octobre. \
Ce vendredi, une réunion publique doit se tenir à Montgrésil.

La préfète Odile Brassac a demandé à Hydralpe de vider le barrage.""",
    "rupture": """Vardouche : le barrage a cédé, la vallée est inondée

Le barrage de Vardouche a cédé. « Une vallée entière sous les eaux, voilà ce que nous \
redoutions », a déclaré la préfète Odile Brassac.

Samedi 14 octobre, le hameau de Montgrésil a été évacué. La société Hydralpe n'a pas réagi.""",
    "bilan": """Le barrage de Vardouche a cédé : ce que l'on sait du bilan

Au moins douze habitants de Montgrésil ont été blessés ce week-end après la rupture du barrage \
de Vardouche.

Samedi, la préfète Odile Brassac a parlé d'« une vallée entière sous les eaux, voilà ce que nous \
redoutions ». La société Hydralpe promet une enquête depuis début octobre.""",
    "reprise": """Rupture du barrage de Vardouche : l'exploitant Hydralpe sous le feu des critiques

« Une vallée entière sous les eaux, voilà ce que nous redoutions », a affirmé la préfète Odile \
Brassac après la rupture du barrage de Vardouche.

Le 14 octobre, le hameau de Montgrésil a été évacué par les secours.""",
}
"""One story of five articles without a date, and the days a careful reader gives them."""

DAM_DAYS = {
    "fissures": ("2023-09-27", "2023-09-29"),
    "vanne": ("2023-10-02", "2023-10-06"),
    "rupture": ("2023-10-14", "2023-10-16"),
    "bilan": ("2023-10-15", "2023-10-17"),
    "reprise": ("2023-10-14", "2023-10-18"),
}

OTHERS = {
    "musee": """Le musée de Saint-Orven prête ses tapisseries à Gand

Le musée de Saint-Orven prête douze tapisseries à un musée belge. La conservatrice, Nadège \
Lourmel, se dit ravie. Les tapisseries de Saint-Orven n'avaient jamais voyagé.""",
    "greve": """Grève des bacs entre Port-Ancel et l'île de Groix-Neuve

Les marins des bacs de Port-Ancel ont cessé le travail. Leur syndicat demande une prime de mer. \
Le maire de Port-Ancel, Yann Tanguiral, appelle au dialogue.""",
}
"""Two articles of other things."""


@cache
def read(text: str, path: str = "article.txt", published: Published = UNDATED) -> Reading:
    """The reading of an article whose first paragraph is its headline."""
    pack = load_pack("fr")
    title = text.partition("\n")[0]
    page = article(text, path=path, id=path, title=title, published=published)
    analysis = analyze(page, pack, settings=AnalyzeSettings(as_of=AS_OF))
    return attribute(analysis, pack)


def dam() -> dict[str, Reading]:
    """The readings of the dam's story."""
    return {name: read(text, f"{name}.txt") for name, text in DAM.items()}


def folder() -> dict[str, Reading]:
    """The readings of all invented articles."""
    return dam() | {name: read(text, f"{name}.txt") for name, text in OTHERS.items()}
