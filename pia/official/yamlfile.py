"""YAML with places: mappings that know the line each key stands on, and refuse duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from pia.errors import DefinitionRefused, nearest

#: Kinds of values as people call them.
_KINDS: dict[type, str] = {
    str: "言葉",
    bool: " true か false ",
    int: "数",
    list: "一覧",
    dict: "キーと値の組",
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A mapping read from a file, with the file's name and the line of each key."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        #: `file:line` of each key.
        self.places: dict[str, str] = {}

    def place(self, key: str = "") -> str:
        """Return `file:line` of a key, or of the mapping itself."""
        return self.places.get(key, f"{self.file}:{self.line}")

    def refuse(self, message: str, key: str = "", hint: str = "") -> DefinitionRefused:
        """Return the error that names this place."""
        return DefinitionRefused(message, where=self.place(key), hint=hint)

    def only(self, *allowed: str) -> None:
        """Refuse any key that is not among `allowed`, naming the nearest."""
        for key in self:
            if key not in allowed:
                near = nearest(key, allowed)
                hint = (
                    f"近いのは {near} です。" if near else f"使えるのは {', '.join(allowed)} です。"
                )
                raise self.refuse(f"知らないキー {key} があります", key, hint)

    def need(self, key: str, *types: type) -> Any:
        """Return the value of a key that must be there. Raises DefinitionRefused."""
        if key not in self:
            raise self.refuse(f"{key} がありません")
        return self.typed(key, *types)

    def typed(self, key: str, *types: type, default: Any = None) -> Any:
        """Return the value of a key, checked against `types`; `default` where it is absent."""
        value = self.get(key, default)
        if key in self and types and not isinstance(value, types):
            names = "・".join(_KINDS[one] for one in types)
            raise self.refuse(f"{key} は{names}でなければなりません", key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words, empty where the key is absent. Raises DefinitionRefused."""
        value = self.typed(key, list, default=[])
        if not all(isinstance(word, str) for word in value):
            raise self.refuse(f"{key} には言葉の一覧が要ります", key)
        return tuple(value)

    def known(self, key: str, value: str, among: Iterable[str]) -> str:
        """Return `value` if it is one of `among`. Raises DefinitionRefused with the nearest."""
        words = list(among)
        if value in words:
            return value
        near = nearest(value, words)
        hint = f"近いのは {near} です。" if near else ""
        raise self.refuse(f"{key} の {value} は定義されていません", key, hint)


_KINDS[Mapping] = _KINDS[dict]


def read_yaml(path: Path) -> Mapping:
    """Read one YAML file whose top is a mapping. Raises DefinitionRefused with file and line."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise DefinitionRefused("定義ファイルを読めません", where=path.name) from error
    except UnicodeDecodeError as error:
        hint = "UTF-8で保存し直してください。"
        message = "定義ファイルの文字を読めません"
        raise DefinitionRefused(message, where=path.name, hint=hint) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DefinitionRefused(
            "YAMLの書き方が正しくありません", where=f"{path.name}:{line}"
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise DefinitionRefused("最上位がキーと値の組ではありません", where=f"{path.name}:1")
    return _mapping(node, path.name)


def _plain(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, file) for child in node.value]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, file: str) -> Mapping:
    mapping = Mapping(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(key_node.value)
        place = f"{file}:{key_node.start_mark.line + 1}"
        if key in mapping:
            raise DefinitionRefused(f"キー {key} が二度書かれています", where=place)
        mapping.places[key] = place
        mapping[key] = _plain(value_node, file)
    return mapping


def _scalar(node: yaml.Node) -> Any:
    """Return bool, int or text; a date, a number such as 2018-05 or 1.10, stays text."""
    if node.tag == "tag:yaml.org,2002:bool":
        return str(node.value).lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:int" and str(node.value).isdecimal():
        return int(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)
