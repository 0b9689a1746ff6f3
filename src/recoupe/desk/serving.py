"""Let a desk answer on an address of this machine, until it is interrupted."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import uvicorn

from recoupe.desk.app import create_app
from recoupe.desk.bounded import BoundedProtocol
from recoupe.desk.door import BODY_BYTES, Door
from recoupe.desk.listening import Listening, typed_address
from recoupe.desk.signing import guarded
from recoupe.errors import SettingsError
from recoupe.store import has_accounts, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.desk.guard import Guard
    from recoupe.model import Settings
    from recoupe.store import Store

#: A newsroom's browsers, six connections each; more wait at the door.
CONNECTIONS = 400
#: Where articles are sent to, which may be larger than a form.
UPLOADS = ("/add/files", "/api/additions/files")


def serve(
    store_name: str,
    *,
    settings: Settings,
    clock: Callable[[], str],
    at: tuple[str, int],
    tell: Callable[[str], None],
) -> None:
    """Serve the desk of a store `at` a host and a port until interrupted; `tell` its address.

    Port 0 takes any that is free.

    Raises: StoreError when the store cannot be opened; SettingsError when the
    address cannot be had, or is reached from elsewhere and there are no accounts.
    """
    typed = typed_address(settings.desk.address) if settings.desk.address else None
    with opened(store_name, create=True) as store, _bound(*at) as listener:
        host, port = listener.getsockname()[:2]
        names = frozenset({socket.gethostname().lower()})
        listening = Listening(host=host, port=port, address=typed, names=names)
        _check_closed(store, listening)
        limit = settings.desk.upload_bytes + BODY_BYTES
        door = Door(
            store=store,
            listening=listening,
            clock=clock,
            ui_language=settings.desk.ui_language,
            uploads=tuple((path, limit) for path in UPLOADS),
        )
        app = guarded(create_app(store_name, settings=settings, clock=clock), door=door)
        number = f"[{host}]" if ":" in host else host
        address = f"{typed or f'http://{number}:{port}'}/"
        server = _Telling(_config(app, is_proxied=typed is not None), lambda: tell(address))
        with suppress(KeyboardInterrupt):  # raised again once it has ended
            server.run(sockets=[listener])


class _Telling(uvicorn.Server):
    """A server that says so once it answers: from then on Ctrl-C ends it in order."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._tell()


def _check_closed(store: Store, listening: Listening) -> None:
    """Raise SettingsError where other machines arrive and nobody would ask who they are."""
    with store.reading() as connection:
        if listening.is_local or has_accounts(connection):
            return
    raise SettingsError(
        f"{listening.address or f'{listening.host}:{listening.port}'}: other machines reach it, "
        "and the store has no accounts, expected one; make it with "
        f"`recoupe account add NAME --role editor --store {store.place}`, or serve on 127.0.0.1",
        host=listening.host,
    )


def _config(app: Guard, *, is_proxied: bool) -> uvicorn.Config:
    """How the server speaks; a proxy on this machine is believed whom it speaks for."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        log_level="warning",
        server_header=False,
        proxy_headers=is_proxied,
        forwarded_allow_ips=["127.0.0.1", "::1"],
        limit_concurrency=CONNECTIONS,
    )


def _bound(host: str, port: int) -> socket.socket:
    """A socket bound to an address."""
    with ExitStack() as on_error:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            listener = on_error.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError as error:
            raise SettingsError(
                f"{host}:{port}: {error.strerror or error}, expected an address of this machine "
                "that is free; name another with --host or --port",
                host=host,
                port=port,
            ) from error
        on_error.pop_all()
    return listener
