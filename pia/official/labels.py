"""Labels of 別添2, long and short, as patterns: `{n}` a number, `{file}` a file's name.

long:  Ⅱ 特定個人情報ファイルの概要{file} 4 特定個人情報ファイルの取扱いの委託 委託事項{n} ④再委託の有無
short: Ⅱ-4-委託事項{n}{file} ④再委託の有無
`{file}` stays empty while the document has one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia.official.form import Form, Group, Item, Node, Part, Repeat

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FILE_REPEATS = ("files", "risks")
_OLD_NUMBER = re.compile(r"[(（]変更前は[^()（）]*[)）]")


def label_long(form: Form, node: Node) -> str:
    """Return the long label pattern of an item, a group or a repeat."""
    if _is_appendix(node):
        return f"{node.label}{{file}}"
    chain = (*form.above(node), node)
    return " ".join(word for word in (_long_word(n) for n in chain) if word)


def label_short(form: Form, node: Node) -> str:
    """Return the short label pattern: Ⅰ-1-② 事務の内容, Ⅱ-4-委託事項{n} ④再委託の有無."""
    if _is_appendix(node):
        return f"{node.label}{{file}}"
    chain = (*form.above(node), node)
    numbered = list(_head(chain))
    in_file = any(n.path in _FILE_REPEATS for n in chain)
    head = "-".join(_short_number(n) for n in numbered) + ("{file}" if in_file else "")
    return f"{head} {_tail(chain, numbered)}".strip()


def fill(pattern: str, n: int | str | None = None, file: str = "") -> str:
    """Return a label from its pattern: the number of the thing, the file's name in brackets."""
    name = f"（{file}）" if file else ""
    return pattern.replace("{n}", "" if n is None else str(n)).replace("{file}", name)


def renumbered(n: int, was: int, title: str) -> str:
    """Return a number for `fill` that tells the old one: 委託事項1（変更前は委託事項2）."""
    return f"{n}（変更前は{fill(title, was)}）"


def without_old_number(label: str) -> str:
    """Return a label without what `renumbered` told; also of one that was folded."""
    return _OLD_NUMBER.sub("", label)


def heading(node: Node) -> str:
    """Return a heading as the paper prints it: 「4. 個人番号の利用 ※」, 「①事務の名称」, 「リスク1：…」."""
    mark = f" {node.mark}" if node.mark else ""
    return f"{_numbered(node, printed=True)}{mark}"


def own_label(node: Node) -> str:
    """Return the words of one node in a label, without those around it."""
    if node.label is not None:
        return node.label
    return _numbered(node, printed=False)


def _is_appendix(node: Node) -> bool:
    return isinstance(node, Item) and node.value == "appendix"


def _long_word(node: Node) -> str:
    if isinstance(node, Part):
        has_files = any(isinstance(n, Repeat) and n.path in _FILE_REPEATS for n in node.contains)
        return own_label(node) + ("{file}" if has_files and own_label(node) else "")
    return own_label(node)


def _numbered(node: Node, *, printed: bool) -> str:
    number, title = node.number, node.title
    if not number:
        return title
    if number in _CIRCLED:
        return f"{number}{title}"
    if number.startswith("リスク"):
        return f"{number}：{title}"
    if number.isdecimal() and printed:
        return f"{number}. {title}"
    if number.startswith("別添"):
        return f"({number}) {title}"
    return f"{number} {title}"


def _head(chain: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the nodes whose numbers make the head; it ends with 委託事項{n}, リスク1 or ②."""
    for node in chain:
        if _short_number(node):
            yield node
            if isinstance(node, Repeat) or not (isinstance(node, Part) or node.number.isdecimal()):
                return


def _short_number(node: Node) -> str:
    if node.label == "":
        return ""
    if isinstance(node, Repeat):
        return node.title
    return (node.label or node.number) if node.number else ""


def _tail(chain: tuple[Node, ...], numbered: list[Node]) -> str:
    """Return the words behind the head: the title of what it numbers, else the item's own."""
    last = chain[-1]
    if last in numbered:
        return "" if isinstance(last, Repeat) else last.label or last.title
    if last.label == "" and isinstance(chain[-2], Group):
        return chain[-2].title
    return own_label(last)
