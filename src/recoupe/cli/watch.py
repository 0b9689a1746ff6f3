"""The command `recoupe watch`: go round feeds and pages, once or until it is stopped."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import check_targets, printable, tell_rejections, write
from recoupe.cli.progress import shown
from recoupe.cli.store import now
from recoupe.dossier import load_words, render_alerts
from recoupe.errors import RecoupeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.cli.store_options import WatchOptions
    from recoupe.dossier import Words
    from recoupe.model import Rejection
    from recoupe.run import Round
    from recoupe.store import Store

#: Pieces of news in the feed of alerts: readers of feeds ask more often than so much happens.
_ALERTS = 200


def watch(options: WatchOptions) -> None:
    """Watch feeds and pages: add what is new to a store, and tell what it changes.

    Takes addresses of RSS or Atom feeds and of pages, text files of addresses, and OPML files.
    Goes round every few minutes until it is stopped, or once, for cron; it goes on where it was.
    Exits 1 when no address answers, or when news could not be sent.
    """
    from recoupe import store

    check_targets(options.alerts)
    with store.opened(options.store, create=True) as there:
        if options.once:
            raise typer.Exit(_round(there, options))
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _round(there, options)
            while True:
                time.sleep(options.every * 60)
                _again(there, options)
        except KeyboardInterrupt:
            typer.echo(load_words(options.ui_lang).say("watch_stopped"), err=True)


def _again(there: Store, options: WatchOptions) -> None:
    """A further round; what stops it is told, and the next may go better."""
    try:
        _round(there, options)
    except RecoupeError as error:
        typer.echo(f"recoupe: {error}", err=True)


def _round(there: Store, options: WatchOptions) -> int:
    """Go round once, and tell; the exit code."""
    from recoupe import run

    settings = options.settings()
    if options.webhook:
        run.note_webhook(there, options.webhook)
    with shown(options.ui_lang) as on_progress:
        world = run.World(clock=now, wait_s=options.wait, tell=on_progress or (lambda _: None))
        done = run.watch(there, options.paths, settings=settings, world=world)
    _tell(done, options)
    if options.alerts:
        _write_alerts(there, options)
    failed = done.all_failing or bool(options.strict and (done.rejections or done.failing))
    if options.webhook:
        sent = run.send_news(
            there, options.webhook, settings=settings.gather.fetch, wait=time.sleep
        )
        if sent.failed:
            words = load_words(options.ui_lang)
            _tell_each(words.say("webhook_failed"), [sent.failed], words=words)
            failed = True
    return int(failed)


def _write_alerts(there: Store, options: WatchOptions) -> None:
    """Write the feed of the latest news, in the place of the one before."""
    from recoupe import store

    with there.reading() as connection:
        latest = store.latest_news(connection, _ALERTS)
    write(str(options.alerts), render_alerts(latest, of=there.place, ui_language=options.ui_lang))


def _tell(done: Round, options: WatchOptions) -> None:
    """Say on standard error what came of a round."""
    words = load_words(options.ui_lang)
    counted = (
        ("watch_sources", done.sources),
        ("watch_unchanged", done.unchanged),
        ("watch_pages", done.pages),
        ("store_added", done.kept.added),
        ("news_n", done.news),
    )
    typer.echo(words.join(words.count(key, n) for key, n in counted), err=True)
    if done.failing:
        _tell_each(words.count("watch_failing", len(done.failing)), done.failing, words=words)
    tell_rejections(done.rejections, ui_language=options.ui_lang)


def _tell_each(headline: str, failing: Sequence[Rejection], *, words: Words) -> None:
    """Say what failed, each with its reason."""
    typer.echo(headline + words.colon, err=True)
    for one in failing:
        reason = one.reason.in_language(words.language)
        typer.echo(f"  {printable(one.path)}{words.colon} {printable(reason)}", err=True)
