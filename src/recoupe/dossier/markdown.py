"""Write a dossier as Markdown, for a wiki, a ticket or a mail.

Plain CommonMark with tables; words of the articles are escaped, so that none
of them can become markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.dossier.edition import one_line
from recoupe.dossier.view import build_view
from recoupe.model import Certainty, ChronologyKind, Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.edition import Cited
    from recoupe.dossier.sayings import Saying
    from recoupe.dossier.view import View
    from recoupe.model import Dossier, Entity

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def render_markdown(dossier: Dossier, *, ui_language: str) -> str:
    """The dossier as Markdown in `ui_language`, ending in a newline."""
    view = build_view(dossier, ui_language=ui_language)
    sections = (
        ("claims", _claims(view)),
        ("findings", _findings(view)),
        ("series", _series(view)),
        ("withheld", _withheld(view)),
        ("voices", _voices(view)),
        ("figures", _figures(view)),
        ("chronology", _chronology(view)),
        ("articles", _articles(view)),
        ("gaps", _gaps(view)),
        ("aside", _aside(view)),
    )
    lines = [f"# {escaped(view.title or view.words.say('nothing_read'))}", ""]
    colon = view.words.colon
    lines += [f"- **{escaped(line.label)}**{colon} {escaped(line.text)}" for line in view.lines]
    for key, written in sections:
        body = list(written)
        if body:
            lines += ["", f"## {view.words.say(f'section.{key}')}", "", *body]
    version = view.words.say("made_by", version=view.edition.dossier.version)
    as_of = view.words.say("as_of", day=view.as_of)
    lines += ["", "---", "", f"{view.words.say('principle')} {as_of}. {version}."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would read as markup."""
    line = _MARKUP.sub(r"\\\1", one_line(text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _claims(view: View) -> Iterator[str]:
    for claim in view.accounts.claims:
        yield f"- {escaped(claim.text)} — **{escaped(claim.counts)}** {_cites(claim.cited)}"
        yield from (f"  - {escaped(reason)}" for reason in claim.reasons)


def _findings(view: View) -> Iterator[str]:
    for finding in view.accounts.findings:
        yield f"- **{finding.kind}**{view.words.colon} {escaped(finding.reason)}"
        for side in finding.sides:
            yield f"  - {escaped(side.text)} {_cites((side.cited,))}"


def _series(view: View) -> Iterator[str]:
    for series in view.accounts.series:
        yield f"- **{escaped(series.counted)}** ({series.relation})"
        for date, amount, speakers, cited in series.points:
            yield f"  - {date}{view.words.colon} {amount}, {escaped(speakers)} {_cites((cited,))}"


def _withheld(view: View) -> Iterator[str]:
    for one in view.withheld:
        who = _names(one.speakers) or escaped(one.source or view.words.say("nobody_named"))
        for saying in one.sayings:
            stance = view.words.say(f"stance.{saying.stance}")
            yield f"- **{who}** {stance}{view.words.colon} {_told(saying, view)}"


def _voices(view: View) -> Iterator[str]:
    for speaker in view.speakers:
        role = f" ({escaped(speaker.role)})" if speaker.role else ""
        yield f"### {escaped(speaker.entity.name)}{role}"
        yield ""
        yield from (f"- {_stance(saying, view)}{_told(saying, view)}" for saying in speaker.sayings)
        yield ""
    if view.others:
        yield f"### {view.words.say('other_voices')}"
        yield ""
        for saying in view.others:
            yield f"- {_source(saying, view)}{view.words.colon} {_told(saying, view)}"


def _figures(view: View) -> Iterator[str]:
    words = view.words
    heads = ("amount", "counted", "speaker", "written", "article")
    if view.figures:
        yield "| " + " | ".join(words.say(f"head.{head}") for head in heads) + " |"
        yield "|---" * len(heads) + "|"
    for group in view.figures:
        for figure in group.figures:
            source = _names(figure.speakers) or escaped(figure.source or words.say("no_source"))
            if figure.certainty is not Certainty.PLAIN:
                source += f" ({words.say(f'certainty.{figure.certainty}')})"
            counted = escaped(figure.counted or words.say(f"event.{group.event}"))
            cells = (figure.amount, counted, source, escaped(figure.written))
            yield f"| {' | '.join(cells)} | {_cites((figure.cited,))} |"


def _chronology(view: View) -> Iterator[str]:
    for day in view.days:
        yield f"- **{escaped(day.when)}**"
        for moment in day.moments:
            who = _names(moment.speakers) or view.words.say("nobody_named")
            said = moment.kind is ChronologyKind.SAYING
            told = f"{who}{view.words.colon} " if said else ""
            yield f"  - {told}{escaped(moment.text)} {_cites(p.cited for p in moment.places)}"


def _articles(view: View) -> Iterator[str]:
    for page in view.pages:
        outlet = f"{escaped(page.article.outlet)}, " if page.article.outlet else ""
        link = f" <{page.link}>" if page.link and not re.search(r"[\s<>]", page.link) else ""
        about = f"{outlet}{escaped(page.published)}, `{page.article.path.replace('`', ' ')}`"
        yield f"{page.cited.number}. {escaped(page.title)} — {about}{link}"


def _gaps(view: View) -> Iterator[str]:
    for gap in view.gaps:
        yield f"- {gap.text}"
        yield from (f"  - {escaped(item.text)} {_cites((item.cited,))}" for item in gap.items)


def _aside(view: View) -> Iterator[str]:
    for rejection in view.rejections:
        reason = escaped(rejection.reason.in_language(view.words.language))
        yield f"- {escaped(rejection.path)} ({escaped(rejection.stage)}){view.words.colon} {reason}"


def _told(saying: Saying, view: View) -> str:
    """A saying's words, when and how firmly they were said, and where they stand."""
    words = escaped(saying.text)
    if saying.quotation is Quotation.DIRECT:
        words = view.words.say("as_source", source=words)
    notes = [saying.when, saying.venue, saying.relays]
    if saying.certainty is not Certainty.PLAIN:
        notes.append(view.words.say(f"certainty.{saying.certainty}"))
    known = ", ".join(escaped(note) for note in notes if note)
    cited = {place.cited.number: place.cited for place in saying.places}.values()
    return f"{words}{f' ({known})' if known else ''} {_cites(cited)}"


def _stance(saying: Saying, view: View) -> str:
    if saying.stance is Stance.ASSERT:
        return ""
    return f"*{view.words.say(f'stance.{saying.stance}')}*{view.words.colon} "


def _source(saying: Saying, view: View) -> str:
    return escaped(saying.places[0].source or view.words.say("nobody_named"))


def _names(entities: Iterable[Entity]) -> str:
    return escaped(", ".join(entity.name for entity in entities))


def _cites(cited: Iterable[Cited]) -> str:
    """The numbers of articles, in brackets, as the list of articles has them."""
    return "\\[" + ", ".join(str(one.number) for one in cited) + "\\]"
