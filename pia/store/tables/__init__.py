"""Every table of the store. Importing this package fills `METADATA` for engine and migrations."""

from pia.store.tables.accounts import RoleRow, SessionRow, UserRow
from pia.store.tables.audit import AuditRow
from pia.store.tables.columns import Table
from pia.store.tables.drafting import DraftChangeRow, DraftRow, JudgementRow, StepRow
from pia.store.tables.editions import (
    AttachmentRow,
    CompletionRow,
    EditionRow,
    IssuedRow,
    IssueRow,
    RenderingRow,
    SourceRow,
)
from pia.store.tables.names import RenamingRow, WithdrawalRow
from pia.store.tables.ownership import (
    DivisionRow,
    DossierRow,
    MunicipalityRow,
    OrganisationRow,
    SuccessionRow,
    TaskRow,
)

METADATA = Table.metadata

#: Tables that only grow: a trigger of the database refuses UPDATE and DELETE.
APPEND_ONLY = (
    DraftChangeRow,
    JudgementRow,
    StepRow,
    AttachmentRow,
    EditionRow,
    CompletionRow,
    SourceRow,
    IssueRow,
    IssuedRow,
    RenderingRow,
    AuditRow,
    RenamingRow,
    WithdrawalRow,
)

__all__ = [
    "APPEND_ONLY",
    "METADATA",
    "AttachmentRow",
    "AuditRow",
    "CompletionRow",
    "DivisionRow",
    "DossierRow",
    "DraftChangeRow",
    "DraftRow",
    "EditionRow",
    "IssueRow",
    "IssuedRow",
    "JudgementRow",
    "MunicipalityRow",
    "OrganisationRow",
    "RenamingRow",
    "RenderingRow",
    "RoleRow",
    "SessionRow",
    "SourceRow",
    "StepRow",
    "SuccessionRow",
    "TaskRow",
    "UserRow",
    "WithdrawalRow",
]
