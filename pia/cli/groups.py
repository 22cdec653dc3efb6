"""Commands that consist of commands: `pia user add`, `pia db upgrade`."""

from __future__ import annotations

import click

from pia.cli.japanese import Command
from pia.errors import UsageRefused, nearest


class Group(Command, click.Group):
    """A command with commands of its own, whose help page is Japanese."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands under Japanese headings."""
        Command.format_options(self, ctx, formatter)
        with formatter.section("コマンド"):
            formatter.write_dl([(n, c.get_short_help_str()) for n, c in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, offering the nearest for a name that does not exist."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = nearest(args[0], self.commands)
            hint = f"近いのは {near} です。" if near else ""
            where = f"{ctx.command_path} --help"
            message = f"{ctx.command_path} {args[0]} というコマンドはありません"
            raise UsageRefused(message, hint=hint or f"一覧は {where} で見られます。")
        return super().resolve_command(ctx, args)
