"""Help is Japanese, quick, and there for every command."""

# ruff: noqa: E501 - exact sentences are not cut

import os
import re
import subprocess
import sys

import click
import pytest

from pia.cli.app import COMMANDS, cli
from pia.cli.reference import reference
from tests.cli.running import PIA, pia, sentence

#: Commands of commands.
INNER = [
    *(("user", name) for name in ("add", "list", "role", "off", "on", "reset-password")),
    ("db", "upgrade"),
]
PAGES = [(), *((name,) for name in COMMANDS), *INNER]
#: Words that stand for a file, a value or a format, and are written so in every language.
NAMES = {
    *("pia", "FILE", "DOC", "OLD", "NEW", "TABLE", "PATH", "VALUE", "GROUP", "POSITION", "KEY"),
    *("DATE", "TEXT", "FORM", "EDITION", "JSON", "EDITS", "json", "html", "docx", "xlsx", "pdf"),
    *("csv", "text", "table", "auto", "long", "short", "h", "yoshiki", "files", "outsourcing"),
    *("DIR", "URL", "title", "set", "value", "add", "remove", "move", "to", "a", "b"),
    *("detail", "n", "o", "item", "block", "sentence", "STYLE", "NAMES", "yaml"),
    *("USER", "NAME", "ROLE", "HOST", "PORT", "SQLite", "PIA", "HOME", "Ctrl", "C"),
    *("xls", "xlsm", "OUT", "OFFICIAL", "Word"),
    *("list", "role", "off", "on", "reset", "password", "upgrade"),
    *COMMANDS,
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "pia")
def test_every_help_page_is_japanese(page):
    shown = pia(*page, "--help")
    assert shown.code == 0
    assert shown.err == ""
    assert shown.out.startswith(f"使い方: {' '.join(('pia', *page))} [オプション]")
    assert re.search(r"--help +この説明を表示する\n", shown.out)
    without_options = re.sub(r"--?[a-z-]+", "", shown.out)
    assert set(re.findall(r"[A-Za-z]+", without_options)) <= NAMES


def test_every_option_says_what_it_does():
    context = click.Context(cli, info_name="pia")
    for page in PAGES[1:]:
        command: click.Command | None = cli
        for name in page:
            assert isinstance(command, click.Group)
            command = command.get_command(context, name)
        assert command is not None
        silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert silent == []


def test_the_reference_shows_the_help_page_of_every_command():
    text = reference()
    assert text.startswith("# Command line reference\n")
    names = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert sorted(names) == sorted(" ".join(("pia", *page)) for page in PAGES)
    assert text.count("使い方: ") == len(PAGES)


def test_the_commands_are_listed_in_the_order_of_the_work():
    shown = pia("--help").out.partition("コマンド:\n")[2]
    assert [line.split()[0] for line in shown.splitlines()] == list(COMMANDS)


def test_the_version_is_shown_without_a_foreign_word():
    assert re.fullmatch(r"pia [0-9]+\.[0-9]+\.[0-9]+[0-9a-z.]*\n", pia("--version").out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "コマンドを指定してください（pia）。pia --help で使い方を見られます。"),
        (("compar",), "compar というコマンドはありません。近いのは compare です。"),
        (("日本",), "日本 というコマンドはありません。一覧は pia --help で見られます。"),
        (("--josn",), "--josn というオプションはありません（pia）。pia --help で使い方を見られます。"),
        (("items", "--jsno"), "--jsno というオプションはありません(近いのは --json)（pia items）。pia items --help で使い方を見られます。"),
        (("items", "x"), "余分な引数か、足りない引数があります（pia items）。pia items --help で使い方を見られます。"),
        (("show",), "DOC を指定してください（pia show）。pia show --help で使い方を見られます。"),
        (("new",), "-o を指定してください（pia new）。pia new --help で使い方を見られます。"),
        (("import", "-o", "x"), "FILE... を指定してください（pia import）。pia import --help で使い方を見られます。"),
        (("edit", "x", "--set"), "--set に値を付けてください（pia edit）。pia edit --help で使い方を見られます。"),
        (("items", "--quiet=1"), "--quiet というオプションはありません（pia items）。pia items --help で使い方を見られます。"),
        (("items", "--json=1"), "--json に値は付けられません（pia items）。pia items --help で使い方を見られます。"),
        (("import", "x", "--as", "word", "-o", "y"), "--as の値が正しくありません: auto・text・html・docx・xlsx・xls・pdf・json から選びます（pia import）。pia import --help で使い方を見られます。"),
        (("compare", "x", "y", "--labels", "wide"), "--labels の値が正しくありません: long・short から選びます（pia compare）。pia compare --help で使い方を見られます。"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_japanese_sentence_and_exit_code_2(arguments, words):
    said = sentence(pia(*arguments), code=2)
    assert said == words
    assert not re.search(r"Usage|Error|Try|Missing|Invalid|required", said)


def test_a_wrong_command_line_is_json_too_where_json_was_asked_for():
    shown = pia("items", "--json", "--edtion", "h30-05")
    assert shown.code == 2
    assert shown.json["error"]["code"] == "usage"
    assert set(shown.json["error"]) == {"code", "message", "where", "hint"}


def _seconds(command):
    """How long the processor is busy with a command; others may keep it waiting."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def test_help_comes_in_less_than_a_fifth_of_a_second():
    bare = min(_seconds([sys.executable, "-c", "pass"]) for _ in range(5))
    assert min(_seconds([PIA, "--help"]) for _ in range(5)) - bare < 0.2
