"""`pia serve`: the web application of a home."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from typing import Any

import click

from pia.cli import home
from pia.cli.japanese import Command
from pia.errors import InputRefused, UsageRefused
from pia.store.work import Store
from pia.web.app import create_app
from pia.web.post import Postman, sender
from pia.web.serve import serve
from pia.web.settings import WebSettings

_LAST_PORT = 65_535


def host_option() -> Callable[[Any], Any]:
    """Return --host."""
    text = "待ち受けるアドレス(既定は 127.0.0.1)"
    return click.option("--host", metavar="HOST", default="127.0.0.1", help=text)


def port_option() -> Callable[[Any], Any]:
    """Return --port."""
    text = "待ち受けるポート(既定は 8765、0 は空いているもの)"
    return click.option("--port", metavar="PORT", default=8765, callback=_port, help=text)


def _port(_: click.Context, parameter: click.Parameter, given: int) -> int:
    if not 0 <= given <= _LAST_PORT:
        hint = f"0 から {_LAST_PORT} までの数を指定してください。"
        raise UsageRefused("そのポートはありません", where=parameter.opts[0], hint=hint)
    return given


@click.command(cls=Command, name="serve")
@host_option()
@port_option()
@click.option(
    "--trusted-host",
    "trusted_hosts",
    metavar="NAME",
    multiple=True,
    help="利用者がブラウザに入れるホスト名(繰り返せる)。この端末以外から使うときに要る",
)
def command(host: str, port: int, trusted_hosts: tuple[str, ...]) -> None:
    """評価書を管理するウェブアプリケーションを動かします。Ctrl+C で止まります。"""
    given = home.home()
    if trusted_hosts:
        given = replace(given, trusted_hosts=trusted_hosts)
    elif not is_loopback(host) and "PIA_TRUSTED_HOSTS" not in os.environ:
        hint = "--trusted-host で、利用者がブラウザに入れるホスト名を指定してください。"
        raise UsageRefused("ほかの端末に開くにはホスト名が要ります", where=host, hint=hint)
    with home.opened(given) as store:
        run(given, store, host, port)


def run(given: WebSettings, store: Store, host: str, port: int) -> None:
    """Serve until stopped, and send mail where it is set up.

    Raises InputRefused where nobody can listen at the address, UsageRefused for wrong settings.
    """
    app = create_app(given, store)
    postman = Postman(store, sender(given), home.now) if given.has_mail else None
    try:
        if postman:
            postman.start()
        serve(app, host, port)
    except OSError as error:
        hint = "ほかのプログラムが使っていないか確かめるか、--port で別のポートを指定してください。"
        where = f"{host} のポート {port}"
        raise InputRefused("このアドレスでは待ち受けられません", where=where, hint=hint) from error
    finally:
        if postman:
            postman.stop()


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
