"""How a city writes its change tables: administrators set it; drafts follow, editions never do."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pia.approval.roles import Role
from pia.assessment.canonical import canonical_json
from pia.errors import ChangedMeanwhile, InputRefused
from pia.official.typed import keep_typed
from pia.operations.act import Act
from pia.revision.style import TableStyle, style_from

#: Longest phrase and heading, and most headings.
MOST_CHARACTERS, MOST_HEADINGS = 200, 100


def mark(style: TableStyle) -> str:
    """Return what tells one state of the settings from another."""
    return sha256(canonical_json(style.as_json()).encode("utf-8")).hexdigest()[:16]


def change(act: Act, municipality_id: int, given: Mapping[str, Any], seen: str = "") -> TableStyle:
    """Keep all settings of a city; `given` is a style as JSON.

    Raises InputRefused for what cannot be set, ChangedMeanwhile where somebody changed them since
    the person looked (`seen` is the `mark` of then, "" asks nothing), PathNotFound.
    """
    act.actor.need(Role.ADMINISTRATOR)
    style = read_settings(given)
    with act.store.writing() as work:
        now = work.names.style(municipality_id)
        if seen and seen != mark(now):
            hint = "今の内容を確かめて、もう一度行ってください。"
            raise ChangedMeanwhile("ほかの人が先に変更しています", where="表の書き方", hint=hint)
        before, after = now.as_json(), style.as_json()
        changed = {name: after[name] for name in after if after[name] != before[name]}
        if changed:
            work.names.keep_style(municipality_id, style)
            act.note(work, "style-change", f"団体 {municipality_id}", style=changed)
        return style


def read_settings(given: Mapping[str, Any]) -> TableStyle:
    """Return settings as they are kept: texts in one line each, headings once. Raises InputRefused."""
    words = {
        reason: read_line(text, "説明の文言") if isinstance(text, str) else text
        for reason, text in dict(given.get("words") or {}).items()
    }
    headings = given.get("headings") or []
    if isinstance(headings, list) and all(isinstance(line, str) for line in headings):
        headings = read_headings("\n".join(headings))
    return style_from({**given, "words": words, "headings": headings})


def read_line(text: str, title: str) -> str:
    """Return one line as it is kept. Raises InputRefused."""
    kept = " ".join(keep_typed(text, title).split())
    if len(kept) > MOST_CHARACTERS:
        hint = f"{MOST_CHARACTERS}文字までにしてください。"
        raise InputRefused(f"{title}が長すぎます（{len(kept):,}文字）", hint=hint)
    return kept


def read_headings(text: str) -> list[str]:
    """Return headings, one of each line, each once. Raises InputRefused."""
    lines = [line.strip() for line in keep_typed(text, "見出し").split("\n")]
    found = list(dict.fromkeys(line for line in lines if line))
    if len(found) > MOST_HEADINGS:
        hint = f"{MOST_HEADINGS}行までにしてください。"
        raise InputRefused(f"見出しが多すぎます（{len(found)}行）", hint=hint)
    for line in found:
        if len(line) > MOST_CHARACTERS:
            hint = f"1行を{MOST_CHARACTERS}文字までにしてください。"
            raise InputRefused("見出しが長すぎます", where=line[:40], hint=hint)
    return found
