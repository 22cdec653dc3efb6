"""Click in Japanese: help pages, usage errors, and commands that load only when they run."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from pia.errors import UsageRefused, nearest

_HELP = "この説明を表示する"
_METAVARS = {"[OPTIONS]": "[オプション]", "COMMAND [ARGS]...": "コマンド [引数]..."}


def _help_option(command: click.Command, ctx: click.Context) -> click.Option | None:
    option = click.Command.get_help_option(command, ctx)
    if option is not None:
        option.help = _HELP
    return option


class Command(click.Command):
    """A command whose help page is Japanese."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words behind the command; every error knows which command it was."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with its Japanese words."""
        return _help_option(self, ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, words in _METAVARS.items():
            pieces = pieces.replace(english, words)
        formatter.write_usage(ctx.command_path, pieces, prefix="使い方: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Japanese heading."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        found = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        records = [(name, words.replace("[required]", "[必須]")) for name, words in found]
        if records:
            with formatter.section("オプション"):
                formatter.write_dl(records)


class Commands(Command, click.Group):
    """A group that imports `pia.cli.commands.NAME` only when NAME is called."""

    def __init__(self, *args: Any, modules: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return a command, or None."""
        if name not in self.modules:
            return None
        module = import_module(f"pia.cli.commands.{name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands, without importing any command."""
        Command.format_options(self, ctx, formatter)
        with formatter.section("コマンド"):
            formatter.write_dl(list(self.modules.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, offering the nearest for a name that does not exist."""
        if args and not args[0].startswith("-") and args[0] not in self.modules:
            near = nearest(args[0], self.modules)
            hint = f"近いのは {near} です。" if near else "一覧は pia --help で見られます。"
            raise UsageRefused(f"{args[0]} というコマンドはありません", hint=hint)
        return super().resolve_command(ctx, args)


def usage_sentence(error: click.ClickException) -> UsageRefused:
    """Return click's own error as one Japanese sentence."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "pia"
    return UsageRefused(_what(error), where=where, hint=f"{where} --help で使い方を見られます。")


def _what(error: click.ClickException) -> str:
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return words(error)
    return error.format_message()


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "引数"
    is_option = isinstance(parameter, click.Option)
    return parameter.opts[0] if is_option else parameter.make_metavar(click.Context(Command("pia")))


def _choices(parameter: click.Parameter | None) -> str:
    if parameter is not None and isinstance(parameter.type, click.Choice):
        return f"{'・'.join(map(str, parameter.type.choices))} から選びます"
    return "書き方を確かめてください"


def _no_such_option(error: Any) -> str:
    near = nearest(error.option_name, error.possibilities or ())
    hint = f"(近いのは {near})" if near else ""
    return f"{error.option_name} というオプションはありません{hint}"


def _bad_option_usage(error: Any) -> str:
    options = error.ctx.command.params if error.ctx else []
    is_flag = any(error.option_name in o.opts and getattr(o, "is_flag", False) for o in options)
    return f"{error.option_name} に値{'は付けられません' if is_flag else 'を付けてください'}"


#: Click's errors, most specific first, and what they are called in Japanese.
_WORDS: dict[type[click.ClickException], Callable[[Any], str]] = {
    click.NoSuchOption: _no_such_option,
    click.MissingParameter: lambda e: f"{_name(e.param)} を指定してください",
    click.BadOptionUsage: _bad_option_usage,
    click.BadParameter: lambda e: f"{_name(e.param)} の値が正しくありません: {_choices(e.param)}",
    click.exceptions.NoArgsIsHelpError: lambda _: "コマンドを指定してください",
    click.UsageError: lambda _: "余分な引数か、足りない引数があります",
}
