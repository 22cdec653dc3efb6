"""Serving: waitress in threads, one line when it answers, a clean stop."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from types import FrameType
from typing import Any

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped] # ships no types

from pia.web.context import store_of
from pia.web.logs import log_to_stderr
from pia.web.warming import keep_warm

_THREADS = 8
#: Connections at once. A browser holds several open behind each page; where there are no more, pages
#: stand still. Windows can wait for 512.
_MOST_CONNECTIONS = 480
#: Seconds after which a connection that says nothing is closed, and between two looks for such.
_SILENT, _LOOK = 15, 5
#: Above what any page reads (`limits.HARD`), so that the refusal of a larger body is a page of ours.
_MOST_BODY = 64_000_000


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl+C; port 0 takes any free one.

    Prints the address once requests are answered.
    """
    log_to_stderr()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # warns whenever two come at once
    server = open_server(app, host, port)
    sys.stdout.write(f"{address_of(server)}\n")
    sys.stdout.flush()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)
    stop_warming = keep_warm(store_of(app), app.config["CLOCK"])
    try:
        server.run()
    finally:
        server.close()
        stop_warming()


def open_server(app: Flask, host: str, port: int) -> Any:
    """Return a waitress server that listens already; its `run()` answers."""
    return create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="",
        connection_limit=_MOST_CONNECTIONS,
        channel_timeout=_SILENT,
        cleanup_interval=_LOOK,
        max_request_body_size=_MOST_BODY,
        clear_untrusted_proxy_headers=False,  # ProxyFix reads them, where the settings say so
    )


def address_of(server: Any) -> str:
    """Return the first address a server listens at."""
    listens = getattr(server, "effective_listen", None)
    host, port = listens[0] if listens else (server.effective_host, server.effective_port)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit
