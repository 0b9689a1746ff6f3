"""An article whose every word tries to become something else."""

from __future__ import annotations

from dataclasses import replace

from recoupe.model import Dossier, Event, Voice
from tests import build

#: What an article can hold to run as a formula, as markup, or as a link.
ATTACKS = (
    '=HYPERLINK("https://evil.example","x")',
    "+33 1 23",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\u200b=1+1",
    "\u00a0=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[clic](javascript:alert(1))",
    "![image](https://evil.example/x.png)",
    "https://evil.example/a",
    "www.evil.example",
    "<https://evil.example>",
    "redaction@evil.example",
    "a | b | c",
    "# titre",
    "1. un",
    "```code```",
    "$$x$$",
    "&lt;b&gt; &#60;b&#62;",
    "\u202egnp.exe",
    "ligne\n\n- autre\r\n> citation",
    "\\<b> \\[x](y)",
)


def hostile() -> Dossier:
    """A dossier with each attack as title, outlet, source, content, figure and speaker."""
    readings = []
    for number, attack in enumerate(ATTACKS):
        page = build.article(
            f"{attack}\n\nSource {number}. {attack} dit {attack} fin.",
            path=f"{number}-{attack}.txt",
            title=attack,
            outlet=attack,
            url=f"javascript:{attack}" if number % 2 else f"https://ok.example/{attack}",
        )
        speaker = replace(build.actor(page, attack), party=attack)
        said = build.attribution(page, attack, source=attack, speakers=(speaker,))
        figure = build.quantity(
            page, attack, low=-5, high=None, counted=attack, unit=attack, event=Event.OTHER
        )
        readings.append(
            build.reading(
                build.analysis(page, quantities=(figure,)),
                actors=(speaker,),
                attributions=(said,),
                voices=(Voice(quantity=0, attribution_id=said.id, speakers=(speaker.id,)),),
            )
        )
    aside = build.rejection(ATTACKS[8], fr=ATTACKS[10], en=ATTACKS[10])
    return build.dossier(*readings, rejections=(aside,))
