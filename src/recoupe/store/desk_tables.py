"""The tables of those who work on a store: what they hand over, who signs in, what is watched.

They hold nothing that a dossier is made from; `store/tables.py` has that.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
)

from recoupe.store.columns import (
    METADATA,
    key,
    maybe,
    stated,
    whole,
)

deliveries = Table(
    "deliveries",
    METADATA,
    key(),
    stated("kind", "files, text or addresses"),
    stated("author", "who handed it over; empty on a desk without accounts"),
    stated("at", "when it was taken (ISO 8601, UTC)"),
    stated("names", "its files or addresses (JSON)"),
    Column(
        "finished",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether something came of it, or cannot",
    ),
    whole("added", "articles that were new"),
    whole("skipped", "articles that were there already"),
    Column(
        "addition_row",
        Integer,
        ForeignKey("additions.row_id"),
        nullable=True,
        comment="row_id of the addition that it became",
    ),
    stated("rejections", "what was set aside of it, and why (JSON)"),
    maybe("failure", "why nothing could be read of it"),
    comment="What was handed to the desk, and what came of it.",
)

delivery_parts = Table(
    "delivery_parts",
    METADATA,
    key(),
    Column(
        "delivery_row",
        Integer,
        ForeignKey("deliveries.row_id", ondelete="CASCADE"),
        nullable=False,
        comment="row_id of the delivery",
    ),
    whole("place", "its place in the delivery"),
    stated("name", "file that it is a piece of"),
    Column("bytes", LargeBinary, nullable=False, comment="the bytes, as they came"),
    Index("delivery_parts_by_delivery", "delivery_row", "place"),
    comment="The bytes of deliveries that are not read yet, in pieces.",
)

accounts = Table(
    "accounts",
    METADATA,
    Column("name", Text, primary_key=True, comment="what is typed to sign in, in lower case"),
    stated("role", "reader (reads) or editor (reads and changes)"),
    stated("password", "hash of the password (argon2, in PHC form)"),
    stated("created_at", "when it was made (ISO 8601, UTC)"),
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
    stated("created_at", "when it began (ISO 8601, UTC)"),
    stated("seen_at", "when it was last used, to within some minutes"),
    stated("expires_at", "when it ends"),
    Index("sessions_by_name", "name"),
    comment="Who is signed in. Ended sessions are deleted.",
)

failed_sign_ins = Table(
    "failed_sign_ins",
    METADATA,
    key(),
    stated("name", "the name that was typed, if it can be one"),
    stated("client", "where it came from: a network, or a browser that signed in before"),
    stated("at", "when (ISO 8601, UTC)"),
    Index("failed_sign_ins_by_name", "name", "at"),
    Index("failed_sign_ins_by_client", "client", "at"),
    comment="Passwords that did not fit, of the last quarter of an hour; they slow guessing down.",
)

watched = Table(
    "watched",
    METADATA,
    Column("address", Text, primary_key=True, comment="feed or page; `entry:…` has no address"),
    maybe("feed", "address of the feed that lists it; empty where a person named it"),
    maybe("mark", "hash of what the feed's entry says; another when it changes"),
    maybe("title", "headline, as the feed's entry has it"),
    maybe("byline", "who signs, as the feed's entry has it"),
    maybe("published", "when it appeared, as the feed's entry writes it"),
    maybe("asked_url", "where redirects ended, which the next two are of"),
    maybe("etag", "what the host called its last answer (ETag)"),
    maybe("last_modified", "when the host had changed it (Last-Modified)"),
    stated("seen_at", "when it was first met (ISO 8601, UTC)"),
    maybe("read_at", "when it was last asked for and answered"),
    maybe("due_at", "when it is asked for next, at the earliest; empty: not any more"),
    whole("reads", "answers since it was met, or since its entry last changed"),
    whole("failures", "failures in a row"),
    maybe("reason_fr", "why it failed last, in French"),
    maybe("reason_en", "why it failed last, in English"),
    Index("watched_by_due", "due_at"),
    comment="Addresses that `recoupe watch` goes to: those named, and those their feeds list.",
)

watched_hosts = Table(
    "watched_hosts",
    METADATA,
    Column("host", Text, primary_key=True, comment="the host"),
    stated("until", "it asked to be left alone until then (ISO 8601, UTC)"),
    comment="Hosts that asked to be left alone for a while.",
)

webhooks = Table(
    "webhooks",
    METADATA,
    Column("address_hash", Text, primary_key=True, comment="SHA-256 of the address, a secret"),
    stated("host", "its host"),
    whole("taken_to", "row_id of the newest piece of news that it took"),
    comment="Addresses to which `recoupe watch` sends news, and how far each has come.",
)
