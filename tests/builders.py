"""One-line documents, and Hypothesis strategies for answers of the form's own kinds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pia.assessment import Assessment, HistoryRow, Op, Set, Withheld, parse_assessment
from pia.assessment.edit import add_thing, edited, move_thing, remove_thing, set_stored
from pia.assessment.paths import Path, answered, id_path, things
from pia.official import Form, Item, Repeat, load_form
from pia.official.kinds import UNKNOWN_REASONS

FORM = load_form()

#: Ids of the small document, by repeat: `files[@file1].outsourcing[@outsourcing1]`.
IDS = {"systems": "system1", "files": "file1", "risks": "risk1"}


# --- one-line documents -----------------------------------------------------------------------


def assessment(by_path: dict[str, Any] | None = None, /, **by_key: Any) -> Assessment:
    """A small complete document: every item answered, one thing in every repeat.

    `assessment(storage="庁内")` sets the item of that key, wherever the form has it (the outermost
    one of a key that it has twice); `assessment({"files[1].department": "総務課"})` sets by path.
    Values are stored values; None makes an item absent.
    """
    whole = Assessment(FORM.form, FORM.edition, "lineage1", complete_answers(FORM))
    return changed(whole, {path_of(key): v for key, v in by_key.items()} | (by_path or {}))


def changed(document: Assessment, by_path: dict[str, Any]) -> Assessment:
    """The document with other stored answers at the given paths."""
    for path, value in by_path.items():
        document = edited(document, set_stored(document, path, value))
    return document


def with_thing(document: Assessment, group: str, new_id: str, **by_key: Any) -> Assessment:
    """The document with one more thing in a repeat: `with_thing(d, "systems", "b", name="…")`."""
    document = edited(document, add_thing(document, group, new_id))
    return changed(document, {f"{group}[@{new_id}].{key}": v for key, v in by_key.items()})


def with_rows(document: Assessment, *rows: HistoryRow) -> Assessment:
    """The document with rows in its 別添2."""
    return replace(document, change_history=rows)


def row(**cells: Any) -> HistoryRow:
    """A row of 別添2: `row(before="一", after="二")`."""
    usual = {"changed_on": "令和5年11月6日", "item": "Ⅰ-6-① 部署", "before": "—", "after": "—"}
    usual |= {"timing": "事後", "explanation": "その他の項目の変更であるため"}
    return HistoryRow(**(usual | cells))


def withholding(document: Assessment, path: str, quote: str, occurrence: int = 1) -> Assessment:
    """The document with one more withheld part."""
    at = str(id_path(document.answers, Path.parse(path)))
    part = Withheld(at, quote, occurrence, "安全管理上の支障があるため")
    return replace(document, withheld=(*document.withheld, part))


def complete_answers(form: Form) -> dict[str, Any]:
    """An answer for every item of a form, with one thing in every repeat."""
    return _complete(form, "")


def path_of(key: str) -> str:
    """The path of an item in the small document by its key alone: `storage` → files[1].storage."""
    found = [i.path for i in FORM.items if i.key == key]
    assert found, f"the form has no item {key}"
    return min(found, key=lambda path: path.count("[]")).replace("[]", "[1]")


def _complete(form: Form, owner: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for node in form.members(owner):
        if isinstance(node, Item):
            made[node.key] = _usual_answer(node)
        else:
            thing_id = IDS.get(node.key, f"{node.key}1")
            made[node.key] = [{"@id": thing_id, **_complete(form, node.path)}]
    return made


def _usual_answer(item: Item) -> Any:
    first = item.choices[0].key if item.choices else ""
    usual: dict[str, Any] = {
        "text": f"{item.title.replace('{n}', '')}についての記載。",
        "date": "令和5年11月6日",
        "count": "1",
        "choice": first,
        "boxes": {"checked": [first], "detail": {}},
    }
    return usual[item.kind]


#: For tests over whole documents: a busy machine is no failure.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- strategies -------------------------------------------------------------------------------

#: Signs that a careless normalisation would change or lose, and plain ones.
SIGNS = (
    *("評", "価", "書", "の", "が", "ガ", "ア", "①", "Ⅱ", "、", "。", "〈", "〉", "・", "「", "　"),
    *("髙", "﨑", "\ufa11", "\ufa10", "\uf907", "𠮷", "葛\U000e0100", "辻\ufe00", "㈱", "ｶﾞ"),
    *("A", "z", "0", "９", " ", ",", "=", "—", "-", "\n", '"', "\\", "{n}", "é", "e\u0301"),
)
IDENTIFIERS = st.text("abcdef0123456789", min_size=1, max_size=6)

texts = st.one_of(
    st.sampled_from(["", "—", "なし", "別添1を参照。", "髙橋・宮﨑(\ufa10)"]),
    st.lists(st.sampled_from(SIGNS), max_size=12).map("".join),
)
#: As they are kept: white space alone is no answer.
answer_texts = texts.map(lambda text: text if text.strip() else "")
unknowns = st.builds(
    lambda reason, raw: {"unknown": reason} | ({} if raw is None else {"raw": raw}),
    st.sampled_from(sorted(UNKNOWN_REASONS)),
    st.none() | texts,
)


def answers_to(item: Item) -> st.SearchStrategy[Any]:
    """Every stored answer that an item takes, readable or not."""
    return st.one_of(readable_answers_to(item), unknowns)


def readable_answers_to(item: Item) -> st.SearchStrategy[Any]:
    """Every stored answer of the item's own kind."""
    if item.kind == "choice":
        return st.sampled_from(["", "—", *(c.key for c in item.choices)])
    return _boxes(item) if item.kind == "boxes" else answer_texts


def _boxes(item: Item) -> st.SearchStrategy[dict[str, Any]]:
    details = [c.key for c in item.choices if c.detail]
    return st.builds(
        lambda chosen, detail: {
            "checked": [c.key for c in item.choices if c.key in chosen],
            "detail": detail,
        },
        st.sets(st.sampled_from([c.key for c in item.choices])),
        st.dictionaries(st.sampled_from(details), answer_texts) if details else st.just({}),
    )


def answers(form: Form = FORM) -> st.SearchStrategy[dict[str, Any]]:
    """Canonical answers of a form: some items, some things with ids."""
    return _members(form, "", 8)


def documents(form: Form = FORM) -> st.SearchStrategy[Assessment]:
    """Whole documents with some 別添2 rows, in canonical form."""
    rows = st.builds(row, before=texts, after=texts, item=texts, explanation=texts)
    return st.builds(
        lambda given, history: parse_assessment(
            replace(
                Assessment(form.form, form.edition, "lineage1", given),
                change_history=tuple(history),
            ).as_json()
        ),
        answers(form),
        st.lists(rows, max_size=2),
    )


def _members(form: Form, owner: str, most: int) -> st.SearchStrategy[dict[str, Any]]:
    nodes = form.members(owner)
    values = {n.key: answers_to(n) if isinstance(n, Item) else _things(form, n) for n in nodes}

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        keys = draw(st.sets(st.sampled_from(list(values)), max_size=most))
        return {key: draw(values[key]) for key in values if key in keys}

    return drawn()


def _things(form: Form, repeat: Repeat) -> st.SearchStrategy[list[dict[str, Any]]]:
    made = st.builds(
        lambda new_id, members: {"@id": new_id, **members},
        IDENTIFIERS,
        st.deferred(lambda: _members(form, repeat.path, 4)),
    )
    return st.lists(made, max_size=3, unique_by=lambda thing: thing["@id"])


@st.composite
def edits(draw: st.DrawFn, document: Assessment, most: int = 6) -> tuple[Op, ...]:
    """Random edits in a row: answers set, things added, removed, moved and given another id."""
    ops: tuple[Op, ...] = ()
    for n in range(draw(st.integers(0, most))):
        step = draw(st.sampled_from([_set_one, _add_one, _remove_one, _move_one, _rename_one]))
        more = step(draw, document, f"new{n}")
        ops, document = ops + more, edited(document, more)
    return ops


Draw = Callable[[st.SearchStrategy[Any]], Any]


def _set_one(draw: Draw, document: Assessment, new_id: str) -> tuple[Op, ...]:
    places = [(path, item) for path, item, _ in answered(document.form, document.answers)]
    path, item = draw(st.sampled_from(places))
    return set_stored(document, str(path), draw(st.none() | readable_answers_to(item)))


def _add_one(draw: Draw, document: Assessment, new_id: str) -> tuple[Op, ...]:
    inner = [
        f"{path}.{node.key}"
        for path, repeat, _ in things(document.form, document.answers)
        for node in document.form.members(repeat.path)
        if isinstance(node, Repeat)
    ]
    outer = [n.key for n in document.form.members("") if isinstance(n, Repeat)]
    return add_thing(document, draw(st.sampled_from(outer + inner)), new_id)


def _remove_one(draw: Draw, document: Assessment, new_id: str) -> tuple[Op, ...]:
    paths = _thing_paths(document)
    return remove_thing(document, draw(st.sampled_from(paths))) if paths else ()


def _move_one(draw: Draw, document: Assessment, new_id: str) -> tuple[Op, ...]:
    paths = _thing_paths(document)
    if not paths:
        return ()
    path = Path.parse(draw(st.sampled_from(paths)))
    siblings = sum(Path.parse(p).whole() == path.whole() for p in paths)
    return move_thing(document, str(path), draw(st.integers(1, siblings)))


def _rename_one(draw: Draw, document: Assessment, new_id: str) -> tuple[Op, ...]:
    paths = _thing_paths(document)
    if not paths:
        return ()
    path = draw(st.sampled_from(paths))
    return (Set(f"{path}.@id", Path.parse(path).last.at, new_id),)


def _thing_paths(document: Assessment) -> list[str]:
    return [str(path) for path, _, _ in things(document.form, document.answers)]
