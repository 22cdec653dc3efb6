"""`pia edit`: edits in the order they are given."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import click

from pia.assessment import Assessment, Op
from pia.assessment.edit import (
    add_thing,
    edited,
    move_thing,
    remove_thing,
    set_stored,
    set_typed,
)
from pia.cli import options
from pia.cli.files import read_document, read_json_file, shown_name, write_document
from pia.cli.japanese import Command
from pia.errors import InputRefused

_ORDERED = ("--set", "--add", "--remove", "--move", "--patch")
_PATCH_KEYS = ("set", "add", "remove", "move")
_MOST_DIGITS = 9


class InOrder(Command):
    """A command that remembers in which order its edits were typed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note every edit with its value before click sorts them by option."""
        ctx.obj = list(_typed_in_order(args))
        return super().parse_args(ctx, args)


@click.command(cls=InOrder, name="edit")
@options.document()
@click.option(
    "--set",
    metavar="PATH=VALUE",
    multiple=True,
    help="項目に値を入れる(改行は \\n でなく実際の改行)",
)
@click.option("--add", metavar="GROUP", multiple=True, help="繰り返しの末尾に一つ増やす")
@click.option("--remove", metavar="PATH", multiple=True, help="繰り返しの一つを消す")
@click.option("--move", metavar="PATH=POSITION", multiple=True, help="繰り返しの一つを移す")
@click.option("--patch", metavar="EDITS.json", multiple=True, help="編集の一覧をファイルから読む")
@options.out
@click.pass_obj
def command(edits: list[tuple[str, str]], /, doc: str, out: str, **_: tuple[str, ...]) -> None:
    """評価書を書き換えて、新しいファイルに書き出します。

    番号は1から数えます(例: files[1].outsourcing[2].title)。選択肢はキーでも印刷された言葉でも
    書けます。チェックは PATH=a,b、その欄の文字は PATH.detail.KEY=… と書きます。

    EDITS.json は [{"set": PATH, "value": 値}, {"add": GROUP}, {"remove": PATH},
    {"move": PATH, "to": 番号}] の形です。
    """
    assessment = read_document(doc)
    for name, value in edits:
        assessment = _do(assessment, name, value)
    write_document(assessment, out)


def _typed_in_order(args: list[str]) -> list[tuple[str, str]]:
    found = []
    rest = iter(args)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in _ORDERED:
            found.append((name.removeprefix("--"), value if equals else next(rest, "")))
    return found


def _do(assessment: Assessment, name: str, value: str) -> Assessment:
    if name == "patch":
        return _patched(assessment, value)
    target, equals, rest = value.partition("=")
    if name in ("set", "move") and not equals:
        raise InputRefused(f"--{name} は PATH=値 の形で書いてください", where=value)
    steps: dict[str, Callable[[], tuple[Op, ...]]] = {
        "set": lambda: set_typed(assessment, target, rest),
        "add": lambda: add_thing(assessment, value, secrets.token_hex(4)),
        "remove": lambda: remove_thing(assessment, value),
        "move": lambda: move_thing(assessment, target, _position(rest, value)),
    }
    return edited(assessment, steps[name]())


def _position(text: str, where: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise InputRefused("移す先は番号で書いてください", where=where)
    return int(text)


def _numbered(given: Any, where: str) -> int:
    if type(given) is not int:
        raise InputRefused("移す先は番号で書いてください", where=where)
    return given


def _patched(assessment: Assessment, name: str) -> Assessment:
    edits, where = read_json_file(name), shown_name(name)
    if not isinstance(edits, list):
        raise InputRefused("編集の一覧は配列で書いてください", where=where)
    for number, edit in enumerate(edits, start=1):
        assessment = edited(assessment, _patch_ops(assessment, edit, f"{where} {number}件目"))
    return assessment


def _patch_ops(assessment: Assessment, edit: Any, where: str) -> tuple[Op, ...]:
    word = next((k for k in _PATCH_KEYS if isinstance(edit, dict) and k in edit), None)
    expected = {"set": {"set", "value"}, "move": {"move", "to"}}.get(word or "", {word})
    if word is None or set(edit) != expected or not isinstance(edit[word], str):
        raise InputRefused(
            "編集の書き方が正しくありません",
            where=where,
            hint="pia edit --help の例を見てください。",
        )
    if word == "set":
        value = edit["value"]
        typed = isinstance(value, str)
        return (
            set_typed(assessment, edit["set"], value)
            if typed
            else set_stored(assessment, edit["set"], value)
        )
    if word == "move":
        return move_thing(assessment, edit["move"], _numbered(edit["to"], where))
    if word == "add":
        return add_thing(assessment, edit["add"], secrets.token_hex(4))
    return remove_thing(assessment, edit["remove"])
