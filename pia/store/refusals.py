"""What the database refuses, said to people: name of the constraint → sentence."""

from __future__ import annotations

import re
from functools import cache

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError

from pia.errors import ChangedMeanwhile, InputRefused, NotAllowed, PiaError
from pia.store.guards import REFUSAL
from pia.store.tables import METADATA

_ANOTHER = "別の名前を指定するか、登録済みのものを使ってください。"
#: Constraint → what happened, what to do: people gave something that is there already.
_TAKEN = {
    "uq_municipality_name": ("同じ名前の団体が登録されています", _ANOTHER),
    "uq_organisation_municipality_id_name": ("同じ名前の評価実施機関が登録されています", _ANOTHER),
    "uq_division_municipality_id_name_begins_on": (
        "同じ日に始まる同じ名前の課が登録されています",
        _ANOTHER,
    ),
    "uq_task_organisation_id_name": (
        "この評価実施機関には同じ名前の事務が登録されています",
        _ANOTHER,
    ),
    "uq_account_name": (
        "このログイン名はすでに使われています",
        "別のログイン名を指定してください。",
    ),
    "uq_dossier_organisation_id_number_form": (
        "この評価実施機関には同じ評価書番号の評価書が登録されています",
        "評価書番号を確かめるか、登録済みの評価書に版として加えてください。",
    ),
    "uq_dossier_lineage": (
        "同じ系統の評価書が登録されています",
        "登録済みの評価書に版として加えてください。",
    ),
    "pk_succession": ("この課はすでに後継として登録されています", "課の一覧で確かめてください。"),
    "ck_division_days_in_order": (
        "課の終わりの日が始まりの日より前です",
        "日付を確かめてください。",
    ),
    "ck_renaming_another_name": (
        "前と後の名称が同じです",
        "変わった後の名称を入れてください。",
    ),
    "ck_succession_not_its_own": ("課を自分自身の後継にはできません", "ほかの課を選んでください。"),
}
_RELOAD = "画面を開き直して、今の内容を確かめてください。"
#: Constraint → what happened: somebody else did it first.
_OVERTAKEN = {
    "one_open_draft": "この評価書には、ほかの人がすでに下書きを作っています",
    "uq_draft_change_draft_id_sequence": "この下書きは、ほかの人が先に保存しました",
    "uq_unsettled_made_by_draft_id_page": "この画面の記載は、先に預かってあります",
    "uq_edition_dossier_id_number": "この評価書には、ほかの人が先に版を加えました",
    "uq_edition_draft_id": "この下書きはすでに公表されています",
    "uq_completion_edition_id_sequence": "この版の読取りは、ほかの人が先に補完しました",
    "uq_issued_edition_id_number": "この版は、ほかの人が先に発行しました",
    "uq_renaming_withdrawal_renaming_id": "この名称の変更は、ほかの人が先に取り下げました",
    "uq_yearly_review_withdrawal_yearly_review_id": (
        "この見直しの記録は、ほかの人が先に取り消しました"
    ),
    "uq_audit_previous": "ほかの人の保存と重なりました",
}
#: SQLite's codes and PostgreSQL's SQLSTATEs for: somebody holds the lock, nothing can be written.
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "40001", "40P01", "55P03")
_UNWRITABLE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "53100", "25006")


def refusal(error: DBAPIError) -> PiaError | None:
    """Return what a person is told, None for an error that is a defect or an outage."""
    if isinstance(error, IntegrityError):
        return _refused_data(error)
    code = _code(error)
    if code.startswith(_LOCKED):
        hint = "少し待って、もう一度保存してください。"
        return ChangedMeanwhile("ほかの人の保存と重なりました", hint=hint)
    if code.startswith(_UNWRITABLE):
        hint = "ディスクの空きと書込みの権限を管理者に確かめてください。"
        return NotAllowed("データベースに書き込めませんでした", hint=hint)
    return None


def violated(error: IntegrityError) -> str:
    """Return the name of the constraint, "" where the database does not tell.

    SQLite names the columns that are unique instead, and nothing for a reference.
    """
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or "")
    said = str(error.orig)
    if unique := re.fullmatch(r"UNIQUE constraint failed: (.+)", said):
        return _unique_names().get(unique[1], "")
    check = re.fullmatch(r"CHECK constraint failed: (\w+)", said)
    return check[1] if check else ""


def _refused_data(error: IntegrityError) -> PiaError:
    name = violated(error)
    if name in _TAKEN:
        message, hint = _TAKEN[name]
        return InputRefused(message, hint=hint)
    if name in _OVERTAKEN:
        return ChangedMeanwhile(_OVERTAKEN[name], hint=_RELOAD)
    if name.endswith("_filled"):
        return InputRefused(
            "必要な項目が空のままです", hint="入力してから、もう一度保存してください。"
        )
    if name.startswith("fk_") or "FOREIGN KEY" in str(error.orig):
        hint = "画面を開き直して、選び直してください。"
        return InputRefused("選ばれたものが登録されていないか、ほかの評価書のものです", hint=hint)
    if REFUSAL in str(error.orig):
        return PiaError("残すべき記録を書き換えようとしたため、取りやめました")
    return PiaError("データベースの決まりに合わないため、保存できませんでした", where=name)


def _code(error: DBAPIError) -> str:
    names = ("sqlite_errorname", "sqlstate")
    return next((str(c) for n in names if (c := getattr(error.orig, n, None))), "")


@cache
def _unique_names() -> dict[str, str]:
    """Return what SQLite says of each unique constraint and index → its name."""
    names = {}
    for table in METADATA.tables.values():
        kinds = (PrimaryKeyConstraint, UniqueConstraint)
        unique = [(c.name, c.columns) for c in table.constraints if isinstance(c, kinds)]
        unique += [(index.name, index.columns) for index in table.indexes if index.unique]
        for name, columns in unique:
            names[", ".join(f"{table.name}.{column.name}" for column in columns)] = str(name)
    return names
