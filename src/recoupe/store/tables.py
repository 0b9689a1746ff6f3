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
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

METADATA = MetaData()


def _text(name: str, comment: str) -> Column[str]:
    return Column(name, Text, nullable=False, comment=comment)


def _maybe(name: str, comment: str) -> Column[str]:
    return Column(name, Text, nullable=True, comment=comment)


def _whole(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, nullable=False, comment=comment)


def _key() -> Column[int]:
    return Column("row_id", Integer, primary_key=True, comment="number of the row")


def _article(*, primary: bool = False, name: str = "article_row") -> Column[int]:
    """The column that names an article; what hangs on an article goes with it."""
    return Column(
        name,
        Integer,
        ForeignKey("articles.row_id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
        comment="row_id of the article",
    )


def _neighborhood() -> Column[int]:
    return Column(
        "neighborhood_row",
        Integer,
        ForeignKey("neighborhoods.row_id"),
        nullable=False,
        comment="row_id of the neighborhood it was found in",
    )


settings = Table(
    "settings",
    METADATA,
    Column("name", Text, primary_key=True, comment="name of the setting"),
    _text("value", "its value"),
    comment="How the articles of this store are read, whoever adds to it.",
)

additions = Table(
    "additions",
    METADATA,
    _key(),
    _text("started_at", "when it began, as the adder's machine had it (ISO 8601, UTC)"),
    _maybe("finished_at", "when it was done; empty while it runs or when it was interrupted"),
    _text("paths", "what was added, as it was named"),
    _whole("added", "articles that were new"),
    _whole("skipped", "articles that were there already"),
    _whole("rejected", "files, rows and pages that were set aside"),
    comment="One row per run of `recoupe store add`, or round of `recoupe watch` with a find.",
)

articles = Table(
    "articles",
    METADATA,
    _key(),
    Column("article_id", Text, nullable=False, comment="id in the dossier", unique=True),
    _text("given_id", "id before two articles of one id were told apart"),
    Column(
        "content_hash",
        Text,
        nullable=False,
        unique=True,
        comment="SHA-256 of the content and of where it stands: the article's address here",
    ),
    _text("path", "file it was found in, relative to what was named"),
    _whole("place", "its place among what that run of `add` gathered"),
    _maybe("url", "address of the page"),
    _whole("version", "1 for the first text seen at this url, 2 for the next, …"),
    _maybe("outlet", "who published it"),
    _maybe("title", "headline, as metadata or page give it"),
    _maybe("byline", "who signs"),
    _maybe("credit", "agencies credited"),
    _text("language", "language of the text (BCP 47)"),
    _maybe("published_earliest", "first day it can have appeared (ISO 8601), as intake knows it"),
    _maybe("published_latest", "last day it can have appeared (ISO 8601), as intake knows it"),
    _text("published_basis", "what these days rest on: metadata, page or unknown"),
    _text("published_reason_fr", "why, in French"),
    _text("published_reason_en", "why, in English"),
    Column("headline_start", Integer, comment="first character of the headline in `text`"),
    Column("headline_end", Integer, comment="character after the headline in `text`"),
    _text("text", "body, cleaned; every offset counts its characters from 0"),
    _text("bytes_sha256", "SHA-256 of the file or page as it was found"),
    _text("furniture", "lines set apart from the body, with their kind (JSON)"),
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
    _key(),
    _text("path", "file, row or page that was set aside"),
    _text("stage", "verb of the stage that set it aside"),
    _text("reason_fr", "why, in French"),
    _text("reason_en", "why, in English"),
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
    _key(),
    _maybe("inputs", "hash of the readings and settings its cross-check was made from"),
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
    _key(),
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
    _whole("weight", "how much it tells of this text, by itself, in thousandths"),
    Index("text_words_by_word", "word"),
    comment="The most telling words of each text, as the text alone tells them.",
)

word_spread = Table(
    "word_spread",
    METADATA,
    Column("word", Text, primary_key=True, comment="telling word"),
    _whole("texts", "texts that hold it among their telling words"),
    comment="How many texts hold a word: the fewer, the more it weighs, by steps.",
)

text_marks = Table(
    "text_marks",
    METADATA,
    Column("word", Text, primary_key=True, comment="telling word"),
    _of_text(),
    _whole("weight", "its weight among the marks of the text, whose squares sum up to a million"),
    Index("text_marks_by_text", "text_row"),
    comment="The words by which each text is told from others.",
)

text_links = Table(
    "text_links",
    METADATA,
    _of_text(),
    _of_text("other_row", comment="row_id of the text at the other end"),
    _whole("likeness", "how much of their marks they share, 0 to 1000"),
    Index("text_links_by_other", "other_row"),
    comment="Texts that share several marks; each link stands twice, once from either end.",
)

readings = Table(
    "readings",
    METADATA,
    _article(primary=True),
    _text("article_id", "id the article had when it was read"),
    _text("recoupe", "version of Recoupe that read it"),
    _text("pipeline", "spaCy pipeline it was read with; empty for Recoupe's own"),
    _maybe("as_of", "bound on dates it was read under; empty where the article has a date"),
    _maybe("record", "the reading: parse, mentions, times, actors (JSON); empty if unreadable"),
    Column("text_row", Integer, ForeignKey("texts.row_id"), nullable=False, comment="its text"),
    _maybe("words", "its telling words with their weights (JSON); empty if unreadable"),
    _maybe("dated_record", "the reading with the dates that its story gave (JSON), if they differ"),
    Index("readings_by_text", "text_row"),
    comment="What Recoupe read in each article; each is read once.",
)

attributions = Table(
    "attributions",
    METADATA,
    _key(),
    _article(),
    _text("attribution_id", "id in the dossier"),
    _maybe("source", "to whom it is ascribed, as the article words it"),
    _text("speakers", "names of the actors that the source is taken to mean, by semicolons"),
    _maybe("cue", "the words that ascribe it"),
    _text("content", "what is ascribed"),
    _whole("content_start", "first character of the content in the article's `text`"),
    _whole("content_end", "character after the content"),
    _text("quotation", "direct, indirect or mixed"),
    _text("stance", "assert, deny, silence, …"),
    _text("certainty", "plain, reported, possible or probable"),
    _maybe("said_on", "when it was said (TIMEX3 value)"),
    Index("attributions_by_article", "article_row"),
    comment="Who is said to have said what, one row per act of attribution.",
)

figures = Table(
    "figures",
    METADATA,
    _key(),
    _article(),
    _text("words", "the figure, as written"),
    _whole("start", "first character in the article's `text`"),
    _whole("end", "character after it"),
    Column("low", Float, comment="smallest value it allows; empty when open"),
    Column("high", Float, comment="largest value it allows; empty when open"),
    Column("approximate", Boolean, nullable=False, comment="whether it is hedged"),
    _maybe("unit", "unit"),
    _maybe("counted", "what is counted, as written"),
    _maybe("counted_lemma", "its head word"),
    _text("event", "what happened to the things counted"),
    _maybe("attribution_id", "attribution it stands in"),
    Index("figures_by_article", "article_row"),
    comment="How many of what, one row per figure.",
)

changes = Table(
    "changes",
    METADATA,
    _key(),
    _article(),
    _article(name="earlier_row"),
    _text("kind", "headline, figure, quotation or text"),
    _maybe("before", "words of the earlier version; empty when they are new"),
    _maybe("after", "words of this version; empty when they are gone"),
    Index("changes_by_article", "article_row"),
    Index("changes_by_earlier", "earlier_row"),
    comment="What changed from one version of an address to the next.",
)

article_words = Table(
    "article_words",
    METADATA,
    _article(primary=True),
    _text("headline", "words of the headline, folded and stemmed"),
    _text("body", "words of the text, folded and stemmed"),
    comment="What search looks in; `article_search` is its full-text index.",
)

crosschecks = Table(
    "crosschecks",
    METADATA,
    Column("row_id", Integer, primary_key=True, comment="always 1: only the latest is kept"),
    _text("made_under", "hash of the settings it was made under"),
    _whole("settled", "neighborhoods cross-checked so far: it moves with every change below"),
    comment="The latest cross-check; the tables below hold what it found.",
)

results = Table(
    "results",
    METADATA,
    _key(),
    _neighborhood(),
    _text("kind", "what it is one of: entities, claims, findings, reuse, …"),
    _text("record", "the record (JSON)"),
    Index("results_by_neighborhood", "neighborhood_row"),
    comment="All records of the latest cross-check, neighborhood by neighborhood.",
)

stories = Table(
    "stories",
    METADATA,
    Column("story_id", Text, primary_key=True, comment="id in the dossier"),
    _neighborhood(),
    _text("title", "headline that is nearest to the whole story"),
    _maybe("first_day", "first day on which one of its articles can have appeared (ISO 8601)"),
    _maybe("last_day", "last day on which one of its articles can have appeared (ISO 8601)"),
    _whole("families", "families of articles with a common ancestor"),
    Index("stories_by_neighborhood", "neighborhood_row"),
    comment="Articles about one event, as of the latest cross-check.",
)

story_articles = Table(
    "story_articles",
    METADATA,
    Column("story_id", Text, ForeignKey("stories.story_id"), primary_key=True, comment="the story"),
    _article(primary=True),
    comment="Which articles tell which story.",
)

claims = Table(
    "claims",
    METADATA,
    Column("claim_id", Text, primary_key=True, comment="id in the dossier"),
    Column("story_id", Text, ForeignKey("stories.story_id"), nullable=False, comment="its story"),
    _text("text", "what is claimed"),
    _whole("origins_at_most", "independent origins that can stand behind it, at most"),
    _text("parties", "sides that say it, by semicolons"),
    Index("claims_by_story", "story_id"),
    comment="What contents of a story share, as of the latest cross-check.",
)

claim_articles = Table(
    "claim_articles",
    METADATA,
    Column("claim_id", Text, ForeignKey("claims.claim_id"), primary_key=True, comment="the claim"),
    _article(primary=True),
    comment="Which articles carry which claim.",
)

judgments = Table(
    "judgments",
    METADATA,
    _key(),
    Column(
        "judgment_id",
        Text,
        nullable=False,
        unique=True,
        comment="hash of what was decided; `undo-…` for a row that takes another back",
    ),
    _text("kind", "merge_entities, set_speaker, mark_copies, …; `undo` for taking one back"),
    _text("author", "who decided"),
    _text("at", "when, as the author's machine had it (ISO 8601, UTC)"),
    _text("reason", "why, in the author's words"),
    _text("about", "what it is about, as the dossier worded it then"),
    _maybe("value", "the day, stance, name or kind of finding that was set"),
    _text("anchors", "the words in articles that it holds on to, a list for each side (JSON)"),
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
    _key(),
    _text("at", "when, as the machine of whoever did it had it (ISO 8601, UTC)"),
    _text("author", "who did it"),
    _text("action", "what was done: the kind of a judgment, undo, …"),
    _text("subject", "to what it was done"),
    _text("detail", "what else there is to say, such as the reason"),
    comment="Who did what to the store; rows are only ever added.",
)

untold_articles = Table(
    "untold_articles",
    METADATA,
    _article(primary=True),
    comment="Articles whose news is not told yet.",
)

news = Table(
    "news",
    METADATA,
    _key(),
    Column("news_id", Text, nullable=False, unique=True, comment="id of the piece of news"),
    _text("kind", "new_claim, moved_figure, first_denial, origin_added, origin_lost or "
          "edited_article"),
    _text("at", "when it was told, as the adder's machine had it (ISO 8601, UTC)"),
    _text("story_id", "story it belonged to when it was told"),
    _text("story", "title of that story"),
    _maybe("claim_id", "claim it is about, by its id when it was told"),
    _maybe("series_id", "figures over time it is about, by their id when it was told"),
    _text("subject", "what it is about, in words"),
    _maybe("before", "words, figure or count of origins before; empty where there was nothing"),
    _maybe("after", "words, figure or count of origins now; empty where there is nothing left"),
    _article(),
    _whole("start", "first character, in the article's `text`, of the words it opens on"),
    _whole("end", "character after them"),
    Index("news_by_article", "article_row"),
    Index("news_by_time", "at"),
    comment="What each addition changed: claims, figures, denials, origins, edited articles.",
)  # fmt: skip

deliveries = Table(
    "deliveries",
    METADATA,
    _key(),
    _text("kind", "files, text or addresses"),
    _text("author", "who handed it over; empty on a desk without accounts"),
    _text("at", "when it was taken (ISO 8601, UTC)"),
    _text("names", "its files or addresses (JSON)"),
    Column(
        "finished",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether something came of it, or cannot",
    ),
    _whole("added", "articles that were new"),
    _whole("skipped", "articles that were there already"),
    Column(
        "addition_row",
        Integer,
        ForeignKey("additions.row_id"),
        nullable=True,
        comment="row_id of the addition that it became",
    ),
    _text("rejections", "what was set aside of it, and why (JSON)"),
    _maybe("failure", "why nothing could be read of it"),
    comment="What was handed to the desk, and what came of it.",
)

delivery_parts = Table(
    "delivery_parts",
    METADATA,
    _key(),
    Column(
        "delivery_row",
        Integer,
        ForeignKey("deliveries.row_id", ondelete="CASCADE"),
        nullable=False,
        comment="row_id of the delivery",
    ),
    _whole("place", "its place in the delivery"),
    _text("name", "file that it is a piece of"),
    Column("bytes", LargeBinary, nullable=False, comment="the bytes, as they came"),
    Index("delivery_parts_by_delivery", "delivery_row", "place"),
    comment="The bytes of deliveries that are not read yet, in pieces.",
)

accounts = Table(
    "accounts",
    METADATA,
    Column("name", Text, primary_key=True, comment="what is typed to sign in, in lower case"),
    _text("role", "reader (reads) or editor (reads and changes)"),
    _text("password", "hash of the password (argon2, in PHC form)"),
    _text("created_at", "when it was made (ISO 8601, UTC)"),
    comment="Who may open the desk when it listens elsewhere than on this machine.",
)

sessions = Table(
    "sessions",
    METADATA,
    Column(
        "token_hash", Text, primary_key=True, comment="SHA-256 of what the browser or program holds"
    ),
    Column(
        "name",
        Text,
        ForeignKey("accounts.name", ondelete="CASCADE"),
        nullable=False,
        comment="whose it is",
    ),
    Column("for_program", Boolean, nullable=False, comment="whether a program holds it"),
    _text("created_at", "when it began (ISO 8601, UTC)"),
    _text("seen_at", "when it was last used, to within some minutes"),
    _text("expires_at", "when it ends"),
    Index("sessions_by_name", "name"),
    comment="Who is signed in. Ended sessions are deleted.",
)

failed_sign_ins = Table(
    "failed_sign_ins",
    METADATA,
    _key(),
    _text("name", "the name that was typed, if it can be one"),
    _text("client", "where it came from: a network, or a browser that signed in before"),
    _text("at", "when (ISO 8601, UTC)"),
    Index("failed_sign_ins_by_name", "name", "at"),
    Index("failed_sign_ins_by_client", "client", "at"),
    comment="Passwords that did not fit, of the last quarter of an hour; they slow guessing down.",
)

watched = Table(
    "watched",
    METADATA,
    Column("address", Text, primary_key=True, comment="feed or page; `entry:…` has no address"),
    _maybe("feed", "address of the feed that lists it; empty where a person named it"),
    _maybe("mark", "hash of what the feed's entry says; another when it changes"),
    _maybe("title", "headline, as the feed's entry has it"),
    _maybe("byline", "who signs, as the feed's entry has it"),
    _maybe("published", "when it appeared, as the feed's entry writes it"),
    _maybe("asked_url", "where redirects ended, which the next two are of"),
    _maybe("etag", "what the host called its last answer (ETag)"),
    _maybe("last_modified", "when the host had changed it (Last-Modified)"),
    _text("seen_at", "when it was first met (ISO 8601, UTC)"),
    _maybe("read_at", "when it was last asked for and answered"),
    _maybe("due_at", "when it is asked for next, at the earliest; empty: not any more"),
    _whole("reads", "answers since it was met, or since its entry last changed"),
    _whole("failures", "failures in a row"),
    _maybe("reason_fr", "why it failed last, in French"),
    _maybe("reason_en", "why it failed last, in English"),
    Index("watched_by_due", "due_at"),
    comment="Addresses that `recoupe watch` goes to: those named, and those their feeds list.",
)

watched_hosts = Table(
    "watched_hosts",
    METADATA,
    Column("host", Text, primary_key=True, comment="the host"),
    _text("until", "it asked to be left alone until then (ISO 8601, UTC)"),
    comment="Hosts that asked to be left alone for a while.",
)

webhooks = Table(
    "webhooks",
    METADATA,
    Column("address_hash", Text, primary_key=True, comment="SHA-256 of the address, a secret"),
    _text("host", "its host"),
    _whole("taken_to", "row_id of the newest piece of news that it took"),
    comment="Addresses to which `recoupe watch` sends news, and how far each has come.",
)
