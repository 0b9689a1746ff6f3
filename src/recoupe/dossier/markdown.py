"""Write a dossier as Markdown, for a wiki, a ticket or a mail.

Plain CommonMark with tables, read from the top: what is claimed, then why
claims are joined, at the end. Words of the articles are escaped, so that none
of them can become markup, a link, or the end of a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.dossier.edition import one_line, shortened
from recoupe.dossier.sayings import WITHHOLDING
from recoupe.dossier.view import build_view
from recoupe.model import Certainty, ChronologyKind, Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.claims import ClaimRow
    from recoupe.dossier.edition import Cited
    from recoupe.dossier.origins import OriginRow
    from recoupe.dossier.sayings import Saying
    from recoupe.dossier.view import View
    from recoupe.model import Dossier, Entity

#: The last two are read as addresses by wikis that make links by themselves.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$@]|:(?=\S)|(?<=\w)\.(?=[^\W\d_]))")
#: By this, unseen on the page, intake knows a dossier and does not read it as coverage.
OWN_MARK = "[//]: # (generator: {version})"
#: Characters of a claim where only its reasons are told.
CLAIM_CHARS = 90
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def render_markdown(dossier: Dossier, *, ui_language: str) -> str:
    """The dossier as Markdown in `ui_language`, ending in a newline."""
    view = build_view(dossier, ui_language=ui_language)
    sections = (
        ("claims", _claims(view)),
        ("findings", _findings(view)),
        ("series", _series(view)),
        ("families", _families(view)),
        ("withheld", _withheld(view)),
        ("voices", _voices(view)),
        ("figures", _figures(view)),
        ("chronology", _chronology(view)),
        ("articles", _articles(view)),
        ("corrections", _corrections(view)),
        ("gaps", _gaps(view)),
        ("aside", _aside(view)),
    )
    version = view.words.say("made_by", version=view.edition.dossier.version)
    lines = [f"# {escaped(view.title or view.words.say('nothing_read'))}", ""]
    lines += [OWN_MARK.format(version=version), ""]
    colon = view.words.colon
    lines += [f"- **{escaped(line.label)}**{colon} {escaped(line.text)}" for line in view.lines]
    headed = [(view.words.say(f"section.{key}"), list(written)) for key, written in sections]
    for heading, body in (*headed, (view.words.say("reasons"), list(_reasons(view)))):
        if body:
            lines += ["", f"## {heading}", "", *body]
    as_of = view.words.say("as_of", day=view.as_of)
    lines += ["", "---", "", f"{view.words.say('principle')} {as_of}. {version}."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would read as markup."""
    line = _MARKUP.sub(r"\\\1", one_line(text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _claims(view: View) -> Iterator[str]:
    """Numbered: claims that several articles carry, then the others, told shortly."""
    numbered = list(enumerate(_in_order(view), start=1))
    for number, claim in numbered:
        if claim.is_shared:
            counts = f"**{escaped(claim.counts)}**"
            yield f"{number}. {escaped(claim.text)} — {counts} {_cites(claim.cited)}"
    alone = [(number, claim) for number, claim in numbered if not claim.is_shared]
    if alone:
        yield from ("", f"**{view.words.count('lone_claims_n', len(alone))}**", "")
    for number, claim in alone:
        yield f"{number}. {escaped(claim.text)} {_cites(claim.cited)}"


def _reasons(view: View) -> Iterator[str]:
    """By the claim's number: its origins with their articles, and why it is one claim."""
    for number, claim in enumerate(_in_order(view), start=1):
        if claim.reasons or any(origin.joins for origin in claim.origins):
            yield f"- **{number}.** {escaped(shortened(claim.text, CLAIM_CHARS))}"
            yield from (f"  - {_origin(origin)}" for origin in claim.origins)
            yield from (f"  - {escaped(reason)}" for reason in dict.fromkeys(claim.reasons))


def _origin(origin: OriginRow) -> str:
    """Who says it, in which articles, and what shows that these are one origin."""
    who = f"{origin.who} ({origin.party})" if origin.party else origin.who
    cited = _cites(places[0].cited for places in origin.places)
    return f"{escaped(who)} {cited} {escaped(', '.join(origin.joins))}".rstrip()


def _in_order(view: View) -> list[ClaimRow]:
    return sorted(view.accounts.claims, key=lambda claim: not claim.is_shared)


def _families(view: View) -> Iterator[str]:
    for family in view.accounts.families:
        yield f"- {', '.join(escaped(one.name) for one in family.cited)} {_cites(family.cited)}"
        yield from (f"  - {escaped(reason)}" for reason in dict.fromkeys(family.reasons))


def _findings(view: View) -> Iterator[str]:
    for finding in view.accounts.findings:
        yield f"- **{finding.kind}**{view.words.colon} {escaped(finding.reason)}"
        for side in finding.sides:
            yield f"  - {escaped(side.text)} {_cites((side.cited,))}"


def _series(view: View) -> Iterator[str]:
    for series in view.accounts.series:
        yield f"- **{escaped(series.counted)}** ({series.relation})"
        for date, amount, speakers, cited in series.points:
            told = f"{escaped(amount)}, {escaped(speakers)} {_cites((cited,))}"
            yield f"  - {escaped(date)}{view.words.colon} {told}"


def _withheld(view: View) -> Iterator[str]:
    for one in view.withheld:
        who = _names(one.speakers) or escaped(one.source or view.words.say("nobody_named"))
        yield f"- **{who}**"
        yield from (f"  - {_stance(saying, view)}{_told(saying, view)}" for saying in one.sayings)


def _voices(view: View) -> Iterator[str]:
    for speaker in view.speakers:
        role = f" ({escaped(speaker.role)})" if speaker.role else ""
        yield f"- **{escaped(speaker.entity.name)}**{role}"
        for saying in speaker.sayings:
            yield f"  - {_stance(saying, view)}{_told(saying, view)}"
    if view.others:
        yield f"- **{view.words.say('other_voices')}**"
        for saying in view.others:
            yield f"  - {_source(saying, view)}{view.words.colon} {_told(saying, view)}"


def _figures(view: View) -> Iterator[str]:
    """A table for each kind of event."""
    words = view.words
    heads = ("amount", "counted", "speaker", "written", "article")
    for group in view.figures:
        yield from (f"### {words.say(f'event.{group.event}')}", "")
        yield "| " + " | ".join(words.say(f"head.{head}") for head in heads) + " |"
        yield "|---" * len(heads) + "|"
        for figure in group.figures:
            source = _names(figure.speakers) or escaped(figure.source or words.say("no_source"))
            if figure.certainty is not Certainty.PLAIN:
                source += f" ({words.say(f'certainty.{figure.certainty}')})"
            counted = escaped(figure.counted or words.say(f"event.{group.event}"))
            cells = (escaped(figure.amount), counted, source, escaped(figure.written))
            yield f"| {' | '.join(cells)} | {_cites((figure.cited,))} |"
        yield ""


def _chronology(view: View) -> Iterator[str]:
    for day in view.days:
        yield f"- **{escaped(day.when)}**"
        for moment in day.moments:
            who = _names(moment.speakers) or view.words.say("nobody_named")
            said = moment.kind is ChronologyKind.SAYING
            told = f"{who}{view.words.colon} " if said else ""
            word = view.words.say("on_whose_word")
            by = f" ({word} {who})" if moment.speakers and not said else ""
            cites = _cites(p.cited for p in moment.places)
            yield f"  - {told}{escaped(moment.text)}{by} {cites}"


def _articles(view: View) -> Iterator[str]:
    for page in view.pages:
        outlet = f"{escaped(page.article.outlet)}, " if page.article.outlet else ""
        link = f" <{page.link}>" if page.link and not re.search(r"[\s<>]", page.link) else ""
        about = f"{outlet}{escaped(page.published)}, {escaped(page.article.path)}"
        yield f"{page.cited.number}. {escaped(page.title)} — {about}{link}"


def _corrections(view: View) -> Iterator[str]:
    """What editors decided: on what, who, when and why, and what hinders it."""
    for one in view.corrections:
        value = f" → {escaped(one.value)}" if one.value else ""
        cited = f" {_cites(one.cited)}" if one.cited else ""
        yield f"- **{one.kind}**{view.words.colon} {escaped(one.about)}{value}{cited}"
        yield f"  - {escaped(one.why)} ({one.judgment_id})"
        if one.obstacle:
            yield f"  - {view.words.say('not_applied')}{view.words.colon} {escaped(one.obstacle)}"


def _gaps(view: View) -> Iterator[str]:
    for gap in view.gaps:
        items = (f"{escaped(item.text)} {_cites((item.cited,))}" for item in gap.items)
        yield f"- **{gap.text}**{view.words.colon} {view.words.join(items)}"


def _aside(view: View) -> Iterator[str]:
    for rejection in view.rejections:
        reason = escaped(view.words.reason(rejection.reason))
        yield f"- {escaped(rejection.path)} ({escaped(rejection.stage)}){view.words.colon} {reason}"


def _told(saying: Saying, view: View) -> str:
    """A saying's words, when and how firmly they were said, and where they stand."""
    words = escaped(saying.told if saying.stance in WITHHOLDING else saying.text)
    if saying.quotation is Quotation.DIRECT:
        words = view.words.say("as_source", source=words)
    notes = [saying.when, saying.venue, saying.relays, saying.corrected]
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
