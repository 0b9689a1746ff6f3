"""Store: articles, what was read in them and how they stand together, kept in a database.

The face of the package: `opened` gives a `Store`, the other functions keep
and find what is in it. Who wires it to the stages is `run`.
"""

from recoupe.store.accounts import (
    Account,
    Act,
    Role,
    account_name,
    change_password,
    has_accounts,
    keep_account,
    known_account,
    listed_accounts,
    remove_account,
)
from recoupe.store.articles import (
    Kept,
    begin_addition,
    finish_addition,
    has_articles,
    keep_gathered,
    kept_rejections,
    newest_day,
)
from recoupe.store.audit import Noted, audited, note
from recoupe.store.backup import backup
from recoupe.store.check import Checked, check
from recoupe.store.deliveries import (
    Delivery,
    DeliveryKind,
    KeptDelivery,
    Outcome,
    finish_delivery,
    keep_delivery,
    kept_delivery,
    latest_deliveries,
    next_delivery,
    stories_of_addition,
    unpack_delivery,
    waiting_deliveries,
)
from recoupe.store.judgments import keep_judgment, kept_judgments, undo_judgment
from recoupe.store.known import Edit, Known, known
from recoupe.store.listing import Listed, counts, listing
from recoupe.store.lock import held
from recoupe.store.looking import ArticleVersion, Change, stored_article, versions_of
from recoupe.store.neighborhoods import follow, regroup, texts_in
from recoupe.store.news import news_since
from recoupe.store.opening import Store, opened
from recoupe.store.readings import Conditions, count_unread, keep_reading, kept_readings, unread
from recoupe.store.results import (
    Together,
    forget,
    inputs_of,
    is_settled,
    kept_found,
    kept_inputs,
    kept_story,
    made_from,
    neighborhood_of_story,
    outdated,
    settle,
)
from recoupe.store.search import Hit, renew_words, search
from recoupe.store.sessions import (
    Answer,
    Attempt,
    Session,
    end_session,
    give_token,
    renew_session,
    session_of,
    sign_in,
    start_session,
)
from recoupe.store.settings import keep_setting, kept_settings
from recoupe.store.stories import ToldStory, told_stories
from recoupe.store.tables import METADATA

__all__ = [
    "METADATA",
    "Account",
    "Act",
    "Answer",
    "ArticleVersion",
    "Attempt",
    "Change",
    "Checked",
    "Conditions",
    "Delivery",
    "DeliveryKind",
    "Edit",
    "Hit",
    "Kept",
    "KeptDelivery",
    "Known",
    "Listed",
    "Noted",
    "Outcome",
    "Role",
    "Session",
    "Store",
    "Together",
    "ToldStory",
    "account_name",
    "audited",
    "backup",
    "begin_addition",
    "change_password",
    "check",
    "count_unread",
    "counts",
    "end_session",
    "finish_addition",
    "finish_delivery",
    "follow",
    "forget",
    "give_token",
    "has_accounts",
    "has_articles",
    "held",
    "inputs_of",
    "is_settled",
    "keep_account",
    "keep_delivery",
    "keep_gathered",
    "keep_judgment",
    "keep_reading",
    "keep_setting",
    "kept_delivery",
    "kept_found",
    "kept_inputs",
    "kept_judgments",
    "kept_readings",
    "kept_rejections",
    "kept_settings",
    "kept_story",
    "known",
    "known_account",
    "latest_deliveries",
    "listed_accounts",
    "listing",
    "made_from",
    "neighborhood_of_story",
    "newest_day",
    "news_since",
    "next_delivery",
    "note",
    "opened",
    "outdated",
    "regroup",
    "remove_account",
    "renew_session",
    "renew_words",
    "search",
    "session_of",
    "settle",
    "sign_in",
    "start_session",
    "stored_article",
    "stories_of_addition",
    "texts_in",
    "told_stories",
    "undo_judgment",
    "unpack_delivery",
    "unread",
    "versions_of",
    "waiting_deliveries",
]
