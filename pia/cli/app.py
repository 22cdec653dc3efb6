"""The `pia` command: its list of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback

import click

from pia.cli.japanese import Commands, usage_sentence
from pia.errors import PiaError

#: Command → module that holds it; imported only when the command runs, so that --help is quick.
COMMANDS = {
    "items": "様式の全項目を順に示す",
    "new": "空の評価書を作る",
    "import": "公表済みの評価書を読み込む",
    "show": "評価書を読みやすく表示する",
    "edit": "評価書の項目を書き換える",
    "compare": "二つの版を比べ、別添2の変更箇所を作る",
    "apply": "変更箇所の表を旧版に当てる",
    "history": "別添2から過去の版を組み立て直す",
    "decide": "書き換える前に提出時期を確かめる",
    "check": "評価書を点検する",
    "threshold": "しきい値判断をする",
    "export": "文書を書き出す",
    "site": "公表用のウェブサイトを書き出す",
    "register": "公表済みの評価書を版として登録する",
    "serve": "評価書を管理するウェブアプリケーションを動かす",
    "demo": "架空の市の見本で試す",
    "user": "利用者を登録する",
    "backup": "データベースの控えを取る",
    "db": "データベースを手入れする",
}


@click.group(cls=Commands, modules=COMMANDS, name="pia")
@click.version_option(
    package_name="pia", prog_name="pia", message="%(prog)s %(version)s", help="版番号を表示する"
)
def cli() -> None:
    """特定個人情報保護評価書(重点項目評価書)を、読み込み、直し、比べ、書き出します。

    FILE に - を書くと標準入力、-o に - を書くと標準出力を使います。
    日付は 2023-11-06 でも 令和5年11月6日 でも書けます。
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code of the contract."""
    _utf8_when_redirected()
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes one sentence."""
    try:
        outcome = cli.main(arguments, prog_name="pia", standalone_mode=False)
    except PiaError as error:
        return _refuse(error, arguments)
    except click.ClickException as error:
        return _refuse(usage_sentence(error), arguments)
    except (click.Abort, KeyboardInterrupt):
        click.echo("中止しました。", err=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the outermost door
        return _defect(arguments)
    return outcome if isinstance(outcome, int) else 0


def _refuse(error: PiaError, arguments: list[str]) -> int:
    if _wants_json(arguments):
        text = json.dumps({"error": error.as_json()}, ensure_ascii=False)
        click.echo(_printable(text))
    click.echo(_printable(error.sentence()), err=True)
    return error.exit_code


def _defect(arguments: list[str]) -> int:
    """Tell a defect in one sentence; the traceback only with PIA_DEBUG set."""
    if os.environ.get("PIA_DEBUG"):
        traceback.print_exc()
    kind = getattr(sys.exc_info()[0], "__name__", "")
    hint = "PIA_DEBUG=1 を付けてもう一度実行し、表示された内容を開発者に知らせてください。"
    return _refuse(
        PiaError("プログラムの不具合で処理できませんでした", where=kind, hint=hint), arguments
    )


def _wants_json(arguments: list[str]) -> bool:
    joined = " ".join(arguments)
    is_format = "--format json" in joined or "--format=json" in joined
    return "--json" in arguments or (is_format and arguments[:1] == ["compare"])


def _printable(text: str) -> str:
    return " ".join(text.encode("utf-8", "backslashreplace").decode("utf-8").splitlines())


def _utf8_when_redirected() -> None:
    """Print UTF-8 into files and pipes on every system; on a terminal keep the terminal's own."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
