"""What programs send to the desk and get from it, as pydantic models: the API's description.

What is in a dossier keeps the dossier's keys (`dossier.shape`); only what
the desk adds is declared here.
"""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from recoupe.model import Article, Judgment, JudgmentKind, Ruling
from recoupe.store import ArticleVersion, DeliveryKind, Hit, KeptDelivery, ToldStory

T = TypeVar("T")


class Problem(BaseModel):
    """What went wrong (RFC 9457), where, what was expected and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    where: str
    what: str
    expected: str
    do: str

    @classmethod
    def answers(cls, *statuses: int) -> dict[int | str, dict[str, Any]]:  # Any: as OpenAPI has it
        """The answers of these statuses, as OpenAPI describes them."""
        content = {"application/problem+json": {"schema": cls.model_json_schema()}}
        return {status: {"description": "a problem", "content": content} for status in statuses}


class Listed(BaseModel, Generic[T]):
    """Part of a list, and how long the whole is."""

    total: int
    offset: int
    items: list[T]

    @classmethod
    def of(cls, record: Any) -> Any:  # Any: types
        """The shape of a list of such records."""
        return cls.__class_getitem__(record)

    @classmethod
    def page(cls, found: list[T], offset: int, *, limit: int) -> Listed[T]:
        """The part that was asked for."""
        return cls(total=len(found), offset=offset, items=found[offset : offset + limit])


class StoryLine(BaseModel):
    """A story in one line."""

    id: str
    title: str
    articles: int
    first_day: str | None = Field(description="ISO 8601")
    last_day: str | None = Field(description="ISO 8601")
    families: int
    claims: int
    claims_of_several_origins: int
    origins_at_most: int = Field(description="of the claim that has most")

    @classmethod
    def of(cls, story: ToldStory) -> StoryLine:
        """The story as the store tells it."""
        return cls.model_validate(story, from_attributes=True)


class VersionSeen(BaseModel):
    """A text seen at an address, with what changed since the one before."""

    number: int
    article_id: str
    title: str | None
    published: str | None
    changes: list[dict[str, str | None]] = Field(description="kind, before, after")


class ArticleWhole(BaseModel):
    """An article as it was gathered."""

    id: str
    path: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    credit: str | None
    language: str
    text: str
    story: str | None = Field(description="id; null while it waits to be cross-checked")
    versions: list[VersionSeen] = Field(description="all texts seen at its address")

    @classmethod
    def of(
        cls, article: Article, story: str | None, *, versions: tuple[ArticleVersion, ...]
    ) -> ArticleWhole:
        """The article as the store has it."""
        own = ("id", "path", "url", "outlet", "title", "byline", "credit", "language", "text")
        return cls(
            **{name: getattr(article, name) for name in own},
            story=story,
            versions=[
                VersionSeen(
                    number=one.number,
                    article_id=one.article_id,
                    title=one.title,
                    published=one.published,
                    changes=[
                        {"kind": c.kind, "before": c.before, "after": c.after} for c in one.changes
                    ],
                )
                for one in versions
            ],
        )


class ArticleFound(BaseModel):
    """An article that a search found, with the words around."""

    article_id: str
    path: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    around: str

    @classmethod
    def of(cls, hit: Hit) -> ArticleFound:
        """What the store found."""
        return cls.model_validate(hit, from_attributes=True)


class SetAside(BaseModel):
    """What was set aside, and why."""

    path: str
    stage: str
    reason: dict[str, str] = Field(description="fr, en")


class Addition(BaseModel):
    """A delivery, and what has come of it so far."""

    number: int
    kind: DeliveryKind
    author: str
    at: str = Field(description="when it was taken, ISO 8601, UTC")
    names: list[str]
    state: Literal["waiting", "read", "failed"]
    added: int
    skipped: int
    rejections: list[SetAside]
    failure: str | None
    stories: list[str] = Field(description="ids of the stories that its articles are of")

    @classmethod
    def of(cls, kept: KeptDelivery, *, stories: tuple[str, ...] = ()) -> Addition:
        """The delivery as the store has it."""
        done = kept.outcome
        return cls(
            number=kept.number,
            kind=kept.delivery.kind,
            author=kept.delivery.author,
            at=kept.delivery.at,
            names=list(kept.delivery.names),
            state="waiting" if done is None else "failed" if done.failure else "read",
            added=done.added if done else 0,
            skipped=done.skipped if done else 0,
            rejections=[
                SetAside(path=r.path, stage=r.stage, reason={"fr": r.reason.fr, "en": r.reason.en})
                for r in (done.rejections if done else ())
            ],
            failure=done.failure if done else None,
            stories=list(stories),
        )


class PastedArticle(BaseModel):
    """An article as text, with what is known of it; "" where nothing is."""

    text: str = Field(description="the text, menus and bylines and all")
    title: str = Field("", description="headline")
    outlet: str = Field("", description="who published it")
    published: str = Field("", description="day it appeared, ISO 8601")
    url: str = Field("", description="address of the page")


class Addresses(BaseModel):
    """Addresses of pages or feeds."""

    addresses: list[str]


class Asked(BaseModel):
    """A decision that an editor asks for, in the ids of a story's dossier."""

    kind: JudgmentKind
    story: str = Field("", max_length=200, description="id; two stories that are one need none")
    ids: list[str] = Field(min_length=1, max_length=50, description="what it is about")
    others: list[str] = Field(
        default_factory=list, max_length=500, description="what is taken out; or who said it"
    )
    value: str = Field("", max_length=200, description="a day, a stance, a name")
    reason: str = Field(min_length=1, max_length=2000)
    author: str = Field("", max_length=200, description="on a desk without accounts")


class Undone(BaseModel):
    """Why a decision is taken back."""

    reason: str = Field(max_length=2000)
    author: str = Field("", max_length=200, description="on a desk without accounts")


class Decided(BaseModel):
    """A decision, and what became of it."""

    id: str
    kind: JudgmentKind
    author: str
    at: str = Field(description="ISO 8601, UTC")
    reason: str
    about: str = Field(description="what it is about, as the dossier worded it then")
    value: str | None
    undone: dict[str, str] | None = Field(description="author, at, reason")
    state: Literal["waiting", "followed", "hindered"]
    obstacle: str | None
    touched: list[str] = Field(description="ids of the records that it is about now")

    @classmethod
    def of(cls, judgment: Judgment, ruling: Ruling | None) -> Decided:
        """The decision as the store has it."""
        obstacle = ruling.obstacle.en if ruling and ruling.obstacle else None
        back = judgment.undone
        return cls(
            id=judgment.id,
            kind=judgment.kind,
            author=judgment.author,
            at=judgment.at,
            reason=judgment.reason,
            about=judgment.about,
            value=judgment.value,
            undone={"author": back.author, "at": back.at, "reason": back.reason} if back else None,
            state="waiting" if ruling is None else "hindered" if obstacle else "followed",
            obstacle=obstacle,
            touched=list(ruling.touched) if ruling else [],
        )
