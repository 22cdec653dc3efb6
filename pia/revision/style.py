"""How one city writes its 別添2: a table of settings with their defaults, and phrases by reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pia.errors import InputRefused, nearest
from pia.official import yamlfile
from pia.revision.grounds import Ground, grounds
from pia.revision.timing.decide import phrase_of
from pia.revision.timing.outcomes import Decision
from pia.revision.timing.table import phrases

LABELS = {"long": "長い書き方（Ⅱ 特定個人情報ファイルの概要 4 …）", "short": "短い書き方（Ⅱ-4-…）"}
GRANULARITIES = {
    "item": "項目ごと",
    "block": "見出しのまとまりごと",
    "sentence": "変わった文だけ（ほかは（略））",
}
SIDES = {"new-left": "新を左、旧を右", "old-left": "旧を左、新を右"}
#: Longest phrase or heading, in signs.
_LONGEST = 400
#: Spellings of one word; the phrases of the product use the first.
DUTIES = ("義務付け", "義務づけ", "義務付")


def _choice(default: str, title: str, choices: Mapping[str, str]) -> Any:
    return field(default=default, metadata={"title": title, "choices": dict(choices)})


def _yes_no(title: str) -> Any:
    return field(default=False, metadata={"title": title})


@dataclass(frozen=True)
class TableStyle:
    """The settings of one city. Every field says its title and its choices to screens and docs."""

    labels: str = _choice("long", "項目の書き方", LABELS)
    granularity: str = _choice("block", "1行にする単位", GRANULARITIES)
    newest_first: bool = _yes_no("新しい変更を上に並べる")
    duty: str = _choice(DUTIES[0], "「義務付け」の書き方", {word: word for word in DUTIES})
    sides: str = _choice("new-left", "新旧対照表の左右", SIDES)
    fresh_on_reassessment: bool = _yes_no("再実施のときは表を新しく始める（前の行は前の版に残る）")
    #: Reason (id of `phrases.yaml` or `judgements.yaml`) → the phrase this city keeps to.
    words: Mapping[str, str] = field(
        default_factory=dict, metadata={"title": "提出時期に係る説明の文言"}
    )
    #: Lines that head a block in this city's texts beside those that are known by their ending.
    headings: tuple[str, ...] = field(default=(), metadata={"title": "見出しとして扱う行"})

    def explanation(self, decision: Decision) -> str:
        """Return the phrase that 提出時期に係る説明 prints for a decision."""
        own = self.words.get(decision.reasons[0])
        return own or phrase_of(decision).replace(DUTIES[0], self.duty)

    def ground_words(self, ground: Ground) -> str:
        """Return the phrase of a ground that a person judged by, "" where the rule's one stays."""
        return self.words.get(ground.id) or ground.words.replace(DUTIES[0], self.duty)

    def as_json(self) -> dict[str, Any]:
        """Return the settings as they are stored."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return found | {"words": dict(self.words), "headings": list(self.headings)}


def style_from(given: Mapping[str, Any], where: str = "表の設定") -> TableStyle:
    """Read settings; what is absent keeps its default. Raises InputRefused naming the nearest."""
    known = {f.name: f for f in fields(TableStyle)}
    for key in given:
        if key not in known:
            raise _refused(f"{key} という設定はありません", _place(given, key, where), key, known)
    return TableStyle(
        **{key: _value(key, value, _place(given, key, where)) for key, value in given.items()}
    )


def read_style(path: Path) -> TableStyle:
    """Read a city's settings from YAML. Raises DefinitionRefused or InputRefused, with the line."""
    return style_from(yamlfile.read_yaml(path), path.name)


def _value(key: str, value: Any, where: str) -> Any:
    if key == "words":
        return _words(value, where)
    if key == "headings":
        if not isinstance(value, list) or not all(_is_line(w) and w.strip() for w in value):
            hint = f"それぞれ{_LONGEST}字までの1行です。"
            raise InputRefused("headings には行の一覧が要ります", where=where, hint=hint)
        return tuple(value)
    default = getattr(TableStyle(), key)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise InputRefused(f"{key} は true か false です", where=where)
        return value
    return _known(key, value, where)


def _known(key: str, value: Any, where: str = "表の設定") -> str:
    choices = next(f.metadata["choices"] for f in fields(TableStyle) if f.name == key)
    if not isinstance(value, str) or value not in choices:
        raise _refused(f"{key} に {value} は使えません", where, str(value), choices)
    return value


def _words(value: Any, where: str) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise InputRefused("words には理由と文言の組が要ります", where=where)
    known = phrases().by_reason | grounds()
    for reason, words in value.items():
        if reason not in known:
            line = _place(value, reason, where)
            raise _refused(f"{reason} という理由はありません", line, reason, known)
        if not _is_line(words):
            hint = f"{_LONGEST}字までです。"
            line = _place(value, reason, where)
            raise InputRefused(f"{reason} の文言は1行の文です", where=line, hint=hint)
    return {reason: words.strip() for reason, words in value.items() if words.strip()}


def _is_line(text: Any) -> bool:
    """Return whether a setting is one line that a cell of the table can print."""
    return isinstance(text, str) and len(text) <= _LONGEST and min(text, default=" ") >= " "


def _place(given: Mapping[str, Any], key: str, where: str) -> str:
    """Return `file:line` of a key where the settings come from a file, else where they come from."""
    return given.place(key) if isinstance(given, yamlfile.Mapping) else where


def _refused(message: str, where: str, word: str, known: Mapping[str, Any]) -> InputRefused:
    near = nearest(word, list(known))
    hint = f"近いのは {near} です。" if near else f"使えるのは {', '.join(known)} です。"
    return InputRefused(message, where=where, hint=hint)


#: How the product writes a table where a city says nothing else.
DEFAULT_STYLE = TableStyle()
