"""The tables of a store, named so that anyone can read the file with plain SQL.

One row is one thing a newsroom knows by name: an article, an attribution, a
figure, what changed between two versions. Records that no table suits (the
parse of an article, the results of a cross-check) stand beside them as JSON.
Every column says what it holds; `docs/store.md` is made from these comments.

Source: SQLAlchemy Core 2.1; the same declarations serve SQLite and PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from recoupe.store.columns import (
    METADATA,
    key,
    maybe,
    of_article,
    of_neighborhood,
    stated,
    whole,
)

settings = Table(
    "settings",
    METADATA,
    Column("name", Text, primary_key=True, comment="name of the setting"),
    stated("value", "its value"),
    comment="How the articles of this store are read, whoever adds to it.",
)

additions = Table(
    "additions",
    METADATA,
    key(),
    stated("started_at", "when it began, as the adder's machine had it (ISO 8601, UTC)"),
    maybe("finished_at", "when it was done; empty while it runs or when it was interrupted"),
    stated("paths", "what was added, as it was named"),
    whole("added", "articles that were new"),
    whole("skipped", "articles that were there already"),
    whole("rejected", "files, rows and pages that were set aside"),
    comment="One row per run of `recoupe store add`, or round of `recoupe watch` with a find.",
)

articles = Table(
    "articles",
    METADATA,
    key(),
    Column("article_id", Text, nullable=False, comment="id in the dossier", unique=True),
    stated("given_id", "id before two articles of one id were told apart"),
    Column(
        "content_hash",
        Text,
        nullable=False,
        unique=True,
        comment="SHA-256 of the content and of where it stands: the article's address here",
    ),
    stated("path", "file it was found in, relative to what was named"),
    whole("place", "its place among what that run of `add` gathered"),
    maybe("url", "address of the page"),
    whole("version", "1 for the first text seen at this url, 2 for the next, …"),
    maybe("outlet", "who published it"),
    maybe("title", "headline, as metadata or page give it"),
    maybe("byline", "who signs"),
    maybe("credit", "agencies credited"),
    stated("language", "language of the text (BCP 47)"),
    maybe("published_earliest", "first day it can have appeared (ISO 8601), as intake knows it"),
    maybe("published_latest", "last day it can have appeared (ISO 8601), as intake knows it"),
    stated("published_basis", "what these days rest on: metadata, page or unknown"),
    stated("published_reason_fr", "why, in French"),
    stated("published_reason_en", "why, in English"),
    Column("headline_start", Integer, comment="first character of the headline in `text`"),
    Column("headline_end", Integer, comment="character after the headline in `text`"),
    stated("text", "body, cleaned; every offset counts its characters from 0"),
    stated("bytes_sha256", "SHA-256 of the file or page as it was found"),
    stated("furniture", "lines set apart from the body, with their kind (JSON)"),
    Column(
        "addition_row",
        Integer,
        ForeignKey("additions.row_id"),
        nullable=False,
        comment="row_id of the addition that brought it",
    ),
    Index("articles_by_given_id", "given_id"),
    Index("articles_by_path", "path"),
    Index("articles_by_published", "published_latest"),
    Index("articles_by_url", "url", "version"),
    comment="One row per article and version; nothing is ever overwritten.",
)

rejections = Table(
    "rejections",
    METADATA,
    key(),
    stated("path", "file, row or page that was set aside"),
    stated("stage", "verb of the stage that set it aside"),
    stated("reason_fr", "why, in French"),
    stated("reason_en", "why, in English"),
    Column(
        "addition_row",
        Integer,
        ForeignKey("additions.row_id"),
        nullable=False,
        comment="row_id of the addition that met it",
    ),
    Column(
        "article_row",
        Integer,
        ForeignKey("articles.row_id", ondelete="CASCADE"),
        nullable=True,
        comment="row_id of the article, when it was gathered and could not be read",
    ),
    UniqueConstraint("path", "stage", "reason_en", name="rejections_once"),
    comment="What was set aside, and why.",
)

neighborhoods = Table(
    "neighborhoods",
    METADATA,
    key(),
    maybe("inputs", "hash of the readings and settings its cross-check was made from"),
    Column(
        "is_current",
        Boolean,
        nullable=False,
        comment="whether nothing has moved since; else it is cross-checked again",
    ),
    Index("neighborhoods_by_current", "is_current"),
    comment="Texts that share telling words, directly or through others: what is cross-checked.",
)

texts = Table(
    "texts",
    METADATA,
    key(),
    Column("text_id", Text, nullable=False, unique=True, comment="hash of the text"),
    Column(
        "neighborhood_row",
        Integer,
        ForeignKey("neighborhoods.row_id"),
        comment="row_id of its neighborhood",
    ),
    Column(
        "is_grouped",
        Boolean,
        nullable=False,
        comment="whether it is in the neighborhood that its words, as last read, give it",
    ),
    Index("texts_by_grouped", "is_grouped"),
    Index("texts_by_neighborhood", "neighborhood_row"),
    comment="Distinct texts of articles; copies under other addresses have one row.",
)


def _of_text(name: str = "text_row", *, comment: str = "row_id of the text") -> Column[int]:
    """The column that names a text."""
    key = ForeignKey("texts.row_id")
    return Column(name, Integer, key, primary_key=True, nullable=False, comment=comment)


text_words = Table(
    "text_words",
    METADATA,
    _of_text(),
    Column("word", Text, primary_key=True, comment="name, state or noun, marked with its sort"),
    whole("weight", "how much it tells of this text, by itself, in thousandths"),
    Index("text_words_by_word", "word"),
    comment="The most telling words of each text, as the text alone tells them.",
)

word_spread = Table(
    "word_spread",
    METADATA,
    Column("word", Text, primary_key=True, comment="telling word"),
    whole("texts", "texts that hold it among their telling words"),
    comment="How many texts hold a word: the fewer, the more it weighs, by steps.",
)

text_marks = Table(
    "text_marks",
    METADATA,
    Column("word", Text, primary_key=True, comment="telling word"),
    _of_text(),
    whole("weight", "its weight among the marks of the text, whose squares sum up to a million"),
    Index("text_marks_by_text", "text_row"),
    comment="The words by which each text is told from others.",
)

text_links = Table(
    "text_links",
    METADATA,
    _of_text(),
    _of_text("other_row", comment="row_id of the text at the other end"),
    whole("likeness", "how much of their marks they share, 0 to 1000"),
    Index("text_links_by_other", "other_row"),
    comment="Texts that share several marks; each link stands twice, once from either end.",
)

readings = Table(
    "readings",
    METADATA,
    of_article(primary=True),
    stated("article_id", "id the article had when it was read"),
    stated("recoupe", "version of Recoupe that read it"),
    stated("pipeline", "spaCy pipeline it was read with; empty for Recoupe's own"),
    maybe("as_of", "bound on dates it was read under; empty where the article has a date"),
    maybe("record", "the reading: parse, mentions, times, actors (JSON); empty if unreadable"),
    Column("text_row", Integer, ForeignKey("texts.row_id"), nullable=False, comment="its text"),
    maybe("words", "its telling words with their weights (JSON); empty if unreadable"),
    maybe("dated_record", "the reading with the dates that its story gave (JSON), if they differ"),
    Index("readings_by_text", "text_row"),
    comment="What Recoupe read in each article; each is read once.",
)

attributions = Table(
    "attributions",
    METADATA,
    key(),
    of_article(),
    stated("attribution_id", "id in the dossier"),
    maybe("source", "to whom it is ascribed, as the article words it"),
    stated("speakers", "names of the actors that the source is taken to mean, by semicolons"),
    maybe("cue", "the words that ascribe it"),
    stated("content", "what is ascribed"),
    whole("content_start", "first character of the content in the article's `text`"),
    whole("content_end", "character after the content"),
    stated("quotation", "direct, indirect or mixed"),
    stated("stance", "assert, deny, silence, …"),
    stated("certainty", "plain, reported, possible or probable"),
    maybe("said_on", "when it was said (TIMEX3 value)"),
    Index("attributions_by_article", "article_row"),
    comment="Who is said to have said what, one row per act of attribution.",
)

figures = Table(
    "figures",
    METADATA,
    key(),
    of_article(),
    stated("words", "the figure, as written"),
    whole("start", "first character in the article's `text`"),
    whole("end", "character after it"),
    Column("low", Float, comment="smallest value it allows; empty when open"),
    Column("high", Float, comment="largest value it allows; empty when open"),
    Column("approximate", Boolean, nullable=False, comment="whether it is hedged"),
    maybe("unit", "unit"),
    maybe("counted", "what is counted, as written"),
    maybe("counted_lemma", "its head word"),
    stated("event", "what happened to the things counted"),
    maybe("attribution_id", "attribution it stands in"),
    Index("figures_by_article", "article_row"),
    comment="How many of what, one row per figure.",
)

changes = Table(
    "changes",
    METADATA,
    key(),
    of_article(),
    of_article(name="earlier_row"),
    stated("kind", "headline, figure, quotation or text"),
    maybe("before", "words of the earlier version; empty when they are new"),
    maybe("after", "words of this version; empty when they are gone"),
    Index("changes_by_article", "article_row"),
    Index("changes_by_earlier", "earlier_row"),
    comment="What changed from one version of an address to the next.",
)

article_words = Table(
    "article_words",
    METADATA,
    of_article(primary=True),
    stated("headline", "words of the headline, folded and stemmed"),
    stated("body", "words of the text, folded and stemmed"),
    comment="What search looks in; `article_search` is its full-text index.",
)

crosschecks = Table(
    "crosschecks",
    METADATA,
    Column("row_id", Integer, primary_key=True, comment="always 1: only the latest is kept"),
    stated("made_under", "hash of the settings it was made under"),
    whole("settled", "neighborhoods cross-checked so far: it moves with every change below"),
    comment="The latest cross-check; the tables below hold what it found.",
)

results = Table(
    "results",
    METADATA,
    key(),
    of_neighborhood(),
    stated("kind", "what it is one of: entities, claims, findings, reuse, …"),
    stated("record", "the record (JSON)"),
    Index("results_by_neighborhood", "neighborhood_row"),
    comment="All records of the latest cross-check, neighborhood by neighborhood.",
)

stories = Table(
    "stories",
    METADATA,
    Column("story_id", Text, primary_key=True, comment="id in the dossier"),
    of_neighborhood(),
    stated("title", "headline that is nearest to the whole story"),
    maybe("first_day", "first day on which one of its articles can have appeared (ISO 8601)"),
    maybe("last_day", "last day on which one of its articles can have appeared (ISO 8601)"),
    whole("families", "families of articles with a common ancestor"),
    Index("stories_by_neighborhood", "neighborhood_row"),
    comment="Articles about one event, as of the latest cross-check.",
)

story_articles = Table(
    "story_articles",
    METADATA,
    Column("story_id", Text, ForeignKey("stories.story_id"), primary_key=True, comment="the story"),
    of_article(primary=True),
    comment="Which articles tell which story.",
)

claims = Table(
    "claims",
    METADATA,
    Column("claim_id", Text, primary_key=True, comment="id in the dossier"),
    Column("story_id", Text, ForeignKey("stories.story_id"), nullable=False, comment="its story"),
    stated("text", "what is claimed"),
    whole("origins_at_most", "independent origins that can stand behind it, at most"),
    stated("parties", "sides that say it, by semicolons"),
    Index("claims_by_story", "story_id"),
    comment="What contents of a story share, as of the latest cross-check.",
)

claim_articles = Table(
    "claim_articles",
    METADATA,
    Column("claim_id", Text, ForeignKey("claims.claim_id"), primary_key=True, comment="the claim"),
    of_article(primary=True),
    comment="Which articles carry which claim.",
)

judgments = Table(
    "judgments",
    METADATA,
    key(),
    Column(
        "judgment_id",
        Text,
        nullable=False,
        unique=True,
        comment="hash of what was decided; `undo-…` for a row that takes another back",
    ),
    stated("kind", "merge_entities, set_speaker, mark_copies, …; `undo` for taking one back"),
    stated("author", "who decided"),
    stated("at", "when, as the author's machine had it (ISO 8601, UTC)"),
    stated("reason", "why, in the author's words"),
    stated("about", "what it is about, as the dossier worded it then"),
    maybe("value", "the day, stance, name or kind of finding that was set"),
    stated("anchors", "the words in articles that it holds on to, a list for each side (JSON)"),
    Column("undoes", Text, nullable=True, unique=True, comment="judgment_id that this takes back"),
    comment="What editors decided, beside what the machine found; rows are only ever added.",
)

followed_judgments = Table(
    "followed_judgments",
    METADATA,
    Column("judgment_id", Text, primary_key=True, comment="judgment in force"),
    comment="The judgments that neighborhoods are made by; others are followed at the next run.",
)

audit_log = Table(
    "audit_log",
    METADATA,
    key(),
    stated("at", "when, as the machine of whoever did it had it (ISO 8601, UTC)"),
    stated("author", "who did it"),
    stated("action", "what was done: the kind of a judgment, undo, …"),
    stated("subject", "to what it was done"),
    stated("detail", "what else there is to say, such as the reason"),
    comment="Who did what to the store; rows are only ever added.",
)

untold_articles = Table(
    "untold_articles",
    METADATA,
    of_article(primary=True),
    comment="Articles whose news is not told yet.",
)

news = Table(
    "news",
    METADATA,
    key(),
    Column("news_id", Text, nullable=False, unique=True, comment="id of the piece of news"),
    stated("kind", "new_claim, moved_figure, first_denial, origin_added, origin_lost or "
          "edited_article"),
    stated("at", "when it was told, as the adder's machine had it (ISO 8601, UTC)"),
    stated("story_id", "story it belonged to when it was told"),
    stated("story", "title of that story"),
    maybe("claim_id", "claim it is about, by its id when it was told"),
    maybe("series_id", "figures over time it is about, by their id when it was told"),
    stated("subject", "what it is about, in words"),
    maybe("before", "words, figure or count of origins before; empty where there was nothing"),
    maybe("after", "words, figure or count of origins now; empty where there is nothing left"),
    of_article(),
    whole("start", "first character, in the article's `text`, of the words it opens on"),
    whole("end", "character after them"),
    Index("news_by_article", "article_row"),
    Index("news_by_time", "at"),
    comment="What each addition changed: claims, figures, denials, origins, edited articles.",
)  # fmt: skip
