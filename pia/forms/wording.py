"""What a page says about a field beside its label: ※, conditions, unread answers, dates."""

from __future__ import annotations

from pia.assessment.wareki import WrittenDate, parse_date
from pia.official import Condition, Form, Item, Node
from pia.official.kinds import UNKNOWN_REASONS, Unknown, is_blank
from pia.official.labels import heading

#: Once per page.
IMPORTANT = (
    "※は重要な変更の対象となる項目です。※の項目を変えるときは、原則として、変更の前に評価書を"
    "提出・公表します（事前）。"
)
#: Behind the label of every item that is one, as on paper.
_MARK = "※"
IMPORTANT_UNVERIFIED = "※の対象かどうかは未確認です。変えるときは取りまとめ担当へ相談してください。"

#: What is written in a box of a kind, where the help alone does not say it.
SUPPORT = {
    "date": "和暦で、書かれたとおりに残ります（例: 令和5年11月6日、平成28年4月）。",
    "count": "件数を数字で書きます。",
    "boxes": "当てはまるものすべてに印を付けます。",
}


def field_label(item: Item) -> str:
    """Return the label of one item with its ※, which paper prints at the heading above at times.

    What a change of the item means, a draft says beside it.
    """
    label = heading(item)
    bare = item.important and item.important_verified and _MARK not in item.mark
    return f"{label} {_MARK}" if bare else label


def important_note(item: Item) -> str:
    """Return what is to be said of a ※ that nobody verified, "" where it is certain."""
    return "" if item.important_verified else IMPORTANT_UNVERIFIED


def condition_note(form: Form, owner_pattern: str, node: Node) -> str:
    """Return when a part is meant to be answered, "" where always. It guides, it never hides.

    `owner_pattern` is the repeat the node lies in; its condition is asked there or further out.
    """
    if node.when is None:
        return ""
    item = _asked(form, owner_pattern, node.when)
    words = "".join(f"「{c.words}」" for c in item.choices if c.key in node.when.keys)
    if node.when.chosen:
        return f"「{item.title}」が{words}のときに書きます。"
    return f"{words}に印を付けたときは、書かなくてかまいません。"


def unknown_note(value: Unknown) -> str:
    """Return why an answer could not be read."""
    return f"この欄は読み取れていません（{UNKNOWN_REASONS[value['unknown']]}）。"


def date_reading(text: str) -> str:
    """Return how a written date is understood, "" where nothing is written."""
    if is_blank(text):
        return ""
    written = parse_date(text)
    if written is None:
        return "日付としては読めません。書かれたとおりに残ります。"
    return f"{_western(written)}と読みました。"


def _western(written: WrittenDate) -> str:
    day = written.day
    words = [f"{day.year}年", f"{day.month}月", f"{day.day}日"]
    return "".join(words[: ("year", "month", "day").index(written.precision) + 1])


def _asked(form: Form, owner_pattern: str, when: Condition) -> Item:
    scope = owner_pattern
    while scope:
        found = form.find(f"{scope}[].{when.item}")
        if isinstance(found, Item):
            return found
        scope = scope.rpartition("[].")[0]
    return form.item(when.item)
