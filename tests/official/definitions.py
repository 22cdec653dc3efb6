"""Small form definitions in a folder of their own, to be refused or read."""

from pathlib import Path

import pytest

from pia.errors import DefinitionRefused
from pia.official.form import Form
from pia.official.library import read_form

HEAD = """\
form: mini
edition: h30-05
name: 小さな評価書
number: 様式0
title: 小さな評価書
tag: "[平成30年5月 様式0]"
month: 2018-05
verified: true
lists:
  degree:
    high: 高い
    low: 低い
change_table:
  path: change_history
  number: 別添2
  title: 変更箇所
  columns: {before: 変更前}
parts:
  - part: basics
    title: 基本
    contains:
      - item: name
        title: 名称
        kind: text
      - item: level
        title: 程度
        kind: choice
        choices: degree
      - repeat: systems
        title: システム{n}
        contains:
          - item: title
            title: 名称
            kind: text
"""
#: Line of the first line that a test adds behind HEAD.
NEXT = HEAD.count("\n") + 1

NEWER = """\
form: mini
edition: r06-10
based_on: h30-05
tag: "[令和6年10月 様式0]"
month: 2024-10
verified: false
source: 未確認
"""


def define(folder: Path, text: str, edition: str = "h30-05") -> Path:
    """Write a definition and return its file."""
    file = folder / f"mini_{edition}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str, edition: str = "h30-05") -> Form:
    """Read a definition."""
    return read_form(define(folder, text, edition))


def refusal(folder: Path, text: str, edition: str = "h30-05") -> str:
    """Return the sentence with which a definition is refused."""
    with pytest.raises(DefinitionRefused) as refused:
        read(folder, text, edition)
    return str(refused.value)
