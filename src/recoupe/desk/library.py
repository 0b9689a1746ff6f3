"""What the desk shows of a store: the latest cross-check, story by story.

Whatever was laid out is kept as long as nothing newer is cross-checked, so
that a page costs its templates and nothing more; only a bounded number of
stories is kept. What is asked for while another asks for it is made once.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import quote

from recoupe.dossier import anchor, build_sheet, in_short
from recoupe.run import finished_story, standing, stories
from recoupe.store import story_of_article, story_of_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recoupe.dossier import Brief, Page, ReadDossier, Sheet
    from recoupe.model import Story
    from recoupe.run import Standing
    from recoupe.store import Store, ToldStory

T = TypeVar("T")

#: Stories that are kept laid out: what a newsroom follows in a week.
KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story in the list of stories."""

    story: ToldStory
    brief: Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A story laid out: its sections, and where each of its records has its page."""

    story: Story
    dossier: ReadDossier
    sheet: Sheet
    article_of: Mapping[str, str]  # the article in which an anchor is, by the anchor
    pages: Mapping[str, str]  # pages of claims and speakers, by anchor and by id

    @property
    def address(self) -> str:
        """The page of the story."""
        return story_page(self.story.id)

    def to(self, anchor_: str) -> str:
        """Where an anchor is: in an article, at the page of a claim, else on the story's page."""
        if anchor_ in self.article_of:
            return f"{article_page(self.article_of[anchor_])}#{anchor_}"
        return self.pages.get(anchor_) or f"{self.address}#{anchor_}"

    def beside(self, article_id: str) -> tuple[Page, ...]:
        """The articles of the story, those that share text with one of them first."""
        families = self.dossier.tracing.families
        kin = {i for f in families if article_id in f.article_ids for i in f.article_ids}
        return tuple(sorted(self.sheet.view.pages, key=lambda page: page.article.id not in kin))

    def page_of(self, record: str) -> str | None:
        """The page of a claim or a speaker, by anchor or id."""
        return self.pages.get(record)


class Library:
    """What was laid out of a store, for all who read in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._making = RLock()  # what lists stories asks for their dossiers
        self._kept: OrderedDict[tuple[str | None, ...], object] = OrderedDict()

    def reader(self, language: str) -> Reader:
        """Who reads the store as it stands now, in a language."""
        return Reader(library=self, standing=standing(self.store), language=language)

    def once(self, *key: str | None, make: Callable[[], T]) -> T:
        """What `make` gave for this key, or gives now."""
        with self._making:
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return cast("T", self._kept[key])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A library as it stands while one page is made, in one language."""

    library: Library
    standing: Standing
    language: str

    @property
    def store(self) -> Store:
        """The store that is read."""
        return self.library.store

    def told(self) -> tuple[ToldStory, ...]:
        """The stories in one line each, those with the newest article first."""
        return self.made("told", make=lambda: stories(self.store))

    def entries(self, first: int, *, most: int) -> tuple[Entry, ...]:
        """Some of the stories, each in short."""
        asked = (str(first), str(most), self.language)
        return self.made("entries", *asked, make=lambda: self._entries(first, most=most))

    def opened(self, story_id: str) -> Open | None:
        """A story laid out; None when there is none of that id."""
        if all(told.id != story_id for told in self.told()):
            return None
        return self.made("open", self.language, story_id, make=lambda: self._opened(story_id))

    def with_article(self, article_id: str) -> Open | None:
        """The story that an article is of, laid out; None when it is of none yet."""
        with self.store.reading() as connection:
            story_id = story_of_article(connection, article_id)
        return self.opened(story_id) if story_id else None

    def with_claim(self, claim_id: str) -> Open | None:
        """The story that a claim is of, laid out."""
        with self.store.reading() as connection:
            story_id = story_of_claim(connection, claim_id)
        return self.opened(story_id) if story_id else None

    def _opened(self, story_id: str) -> Open | None:
        dossier = finished_story(self.store, story_id)
        return _opened(dossier, self.language) if dossier else None

    def _entries(self, first: int, *, most: int) -> tuple[Entry, ...]:
        found = []
        for told in self.told()[first : first + most]:
            if dossier := finished_story(self.store, told.id):
                brief = in_short(dossier, ui_language=self.language)
                found.append(Entry(story=told, brief=brief))
        return tuple(found)

    def made(self, *key: str, make: Callable[[], T]) -> T:
        """What `make` gives, kept as long as the cross-check that it is made from."""
        return self.library.once(self.standing.inputs, *key, make=make)


def story_page(story_id: str) -> str:
    """The address of a story's page."""
    return f"/stories/{quote(story_id, safe='')}"


def article_page(article_id: str) -> str:
    """The address of an article's page."""
    return f"/articles/{quote(article_id, safe='')}"


def claim_page(claim_id: str) -> str:
    """The address of a claim's page."""
    return f"/claims/{quote(claim_id, safe='')}"


def speaker_page(story_id: str, entity_id: str) -> str:
    """The address of the page of a speaker in a story."""
    return f"{story_page(story_id)}/speakers/{quote(entity_id, safe='')}"


def _opened(dossier: ReadDossier, language: str) -> Open:
    sheet = build_sheet(dossier, ui_language=language)
    story = dossier.stories[0]
    article_of = {page.cited.anchor: page.article.id for page in sheet.view.pages}
    for page in sheet.view.pages:
        for paragraph in (page.headline, *page.paragraphs):
            for piece in paragraph:
                if piece.opens and piece.opens.anchor:
                    article_of[piece.opens.anchor] = page.article.id
    pages = {}
    for claim in dossier.claims:
        pages[claim.id] = pages[anchor("c", claim.id)] = claim_page(claim.id)
    for speaker in sheet.view.speakers:
        pages[speaker.entity.id] = speaker_page(story.id, speaker.entity.id)
        pages[speaker.anchor] = pages[speaker.entity.id]
    return Open(story=story, dossier=dossier, sheet=sheet, article_of=article_of, pages=pages)
