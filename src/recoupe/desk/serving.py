"""Let a desk answer on an address of this machine, until it is interrupted."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import uvicorn

from recoupe.desk.app import create_app
from recoupe.errors import SettingsError
from recoupe.store import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.model import Settings


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
    address cannot be had.
    """
    with opened(store_name, create=True):
        pass  # what is wrong with the store is said before anything answers
    with _listening(*at) as listener, suppress(KeyboardInterrupt):  # raised again once it has ended
        host, port = listener.getsockname()[:2]
        app = create_app(store_name, settings=settings, clock=clock)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        tell(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
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
