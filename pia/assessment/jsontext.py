"""JSON as it comes in at a door: whole, of one meaning, or refused with its place."""

from __future__ import annotations

import json
from typing import Any

from pia.errors import InputRefused


def read_json(text: str, where: str) -> Any:
    """Read JSON text in which no key stands twice. Raises InputRefused with the place."""
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, where))
    except json.JSONDecodeError as error:
        place = f"{where} {error.lineno}行目 {error.colno}文字目"
        raise InputRefused(
            "JSONとして読めません", where=place, hint="途中で切れていないか確かめてください。"
        ) from error
    except RecursionError as error:
        raise InputRefused("JSONの入れ子が深すぎます", where=where) from error
    except ValueError as error:
        raise InputRefused("JSONの数値が大きすぎます", where=where) from error


def shown(key: str) -> str:
    """Return a key from outside as a message may show it."""
    return key if key.isprintable() else ascii(key)


def _once(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    """Return the pairs as an object; of a key that stands twice one answer would get lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputRefused(f"キー「{shown(twice)}」が二度書かれています", where=where)
    return found
