"""A document moves to another edition of its form; what has no place there goes to `retired`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pia.assessment.naming import label_of
from pia.assessment.paths import ROOT, Path, Step
from pia.assessment.value import Assessment, HistoryRow, Retired
from pia.errors import InputRefused
from pia.official import Form, Item, Repeat
from pia.official.form import Arrival
from pia.official.kinds import is_unknown, unknown


def upgrade(assessment: Assessment, older: Form, newer: Form) -> Assessment:
    """Return the document on `newer`. Raises InputRefused where no way leads there."""
    arrivals = newer.arrivals.get(older.edition)
    if arrivals is None:
        hint = "間の版を順にたどってください。"
        raise InputRefused(
            f"{older.edition}版から{newer.edition}版への移し方がありません", hint=hint
        )
    mover = _Mover(assessment, older, newer, arrivals)
    answers = mover.thing("", assessment.answers, ROOT)
    return replace(
        assessment,
        edition=newer.edition,
        answers=answers,
        change_history=tuple(mover.row(row) for row in assessment.change_history),
        withheld=tuple(replace(p, id_path=mover.path(p.id_path)) for p in assessment.withheld),
        retired=(*assessment.retired, *mover.retired),
    )


class _Mover:
    def __init__(
        self, assessment: Assessment, older: Form, newer: Form, arrivals: tuple[Arrival, ...]
    ) -> None:
        self.answers = assessment.answers
        self.older, self.newer = older, newer
        self.places = {a.old: a for a in arrivals if a.how not in ("new", "choices")}
        self.keys = {a.old: dict(a.keys) for a in arrivals if a.keys}
        self.retired: list[Retired] = []

    def thing(self, owner: str, old: dict[str, Any], path: Path) -> dict[str, Any]:
        """Return one object's answers under the newer form's keys."""
        new: dict[str, Any] = {"@id": old["@id"]} if owner else {}
        for node in self.older.members(owner):
            if node.key not in old:
                continue
            if isinstance(node, Repeat):
                self._things(node, old[node.key], new, path)
            else:
                self._item(node, old[node.key], new, path)
        return new

    def path(self, id_path: str) -> str:
        """Return where an item of the older edition is found; a dropped one keeps its old path."""
        arrival = self.places.get(Path.parse(id_path).pattern)
        if arrival is None or not arrival.new:
            return id_path
        key = arrival.new[0].rpartition(".")[2]
        return str(Path((*Path.parse(id_path).parent.steps, Step(key))))

    def row(self, row: HistoryRow) -> HistoryRow:
        """Return a 別添2 row whose targets are those of the newer edition; its cells stay."""
        targets = (replace(t, id_path=self.path(t.id_path)) for t in row.id_paths)
        return replace(row, id_paths=tuple(targets))

    def _things(self, node: Repeat, old: list[Any], new: dict[str, Any], path: Path) -> None:
        if not isinstance(self.newer.find(node.path), Repeat):
            self._retire(node, old, path)
            return
        new[node.key] = [self.thing(node.path, t, path.child(node.key, t["@id"])) for t in old]

    def _item(self, item: Item, value: Any, new: dict[str, Any], path: Path) -> None:
        arrival = self.places.get(item.path)
        if arrival is None:
            targets: tuple[str, ...] = (item.path,)
        else:
            targets = arrival.new
        if not targets:
            self._retire(item, value, path)
            return
        fitted = self._fitted(item, self.newer.item(targets[0]), value, path)
        if fitted is not None:
            new[targets[0].rpartition(".")[2]] = fitted
        for rest in targets[1:]:
            new[rest.rpartition(".")[2]] = unknown("split")

    def _fitted(self, old: Item, new: Item, value: Any, path: Path) -> Any:
        """Return the answer under the newer item's choices, or None when it was retired."""
        if is_unknown(value) or not (old.choices or new.choices):
            return value
        if old.kind != new.kind:
            self._retire(old, value, path)
            return None
        renamed = self.keys.get(old.path, {})
        if isinstance(value, str):
            key = renamed.get(value, value)
            if key in ("", "—") or new.choice(key):
                return key
            self._retire(old, value, path)
            return None
        return self._fitted_boxes(old, new, value, path, renamed)

    def _fitted_boxes(
        self, old: Item, new: Item, value: dict[str, Any], path: Path, renamed: dict[str, str]
    ) -> Any:
        """Return boxes under the newer keys; what is gone is retired with the whole answer."""
        checked = {renamed.get(k, k) for k in value["checked"]}
        detail = {renamed.get(k, k): text for k, text in value["detail"].items()}
        boxes = {c.key for c in new.choices}
        written = {c.key for c in new.choices if c.detail}
        met = len(detail) < len(value["detail"])
        if met or not (checked <= boxes and detail.keys() <= written):
            self._retire(old, value, path)
        return {
            "checked": [c.key for c in new.choices if c.key in checked],
            "detail": {k: text for k, text in detail.items() if k in written},
        }

    def _retire(self, node: Item | Repeat, value: Any, path: Path) -> None:
        at = path.child(node.key)
        label = label_of(self.older, self.answers, at)
        self.retired.append(Retired(self.older.edition, str(at), label, value))
