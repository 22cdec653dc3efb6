"""Every table of the store. Importing this package fills `METADATA` for engine and migrations."""

from pia.store.tables.accounts import RoleRow, SessionRow, UserRow
from pia.store.tables.audit import AuditRow
from pia.store.tables.columns import Table
from pia.store.tables.drafting import (
    DraftChangeRow,
    DraftPlanRow,
    DraftRow,
    JudgementRow,
    PromotionRow,
    StepRow,
    UnsettledRow,
)
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
from pia.store.tables.notices import MailRow, NoticeSeenRow
from pia.store.tables.ownership import (
    DivisionRow,
    DossierRow,
    MunicipalityRow,
    OrganisationRow,
    SuccessionRow,
    TaskRow,
)
from pia.store.tables.planning import (
    PlannedChangeEndRow,
    PlannedChangeRow,
    YearlyReviewRow,
    YearlyReviewWithdrawalRow,
)
from pia.store.tables.routes import EndorsementRow, RouteRow
from pia.store.tables.search import SearchableRow
from pia.store.tables.talk import (
    CommentMarkRow,
    CommentRow,
    InquiryRow,
    ProposalDecisionRow,
    ProposalRow,
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
    PromotionRow,
    CommentRow,
    CommentMarkRow,
    InquiryRow,
    ProposalRow,
    ProposalDecisionRow,
    RouteRow,
    EndorsementRow,
    PlannedChangeRow,
    PlannedChangeEndRow,
    YearlyReviewRow,
    YearlyReviewWithdrawalRow,
    DraftPlanRow,
)

__all__ = [
    "APPEND_ONLY",
    "METADATA",
    "AttachmentRow",
    "AuditRow",
    "CommentMarkRow",
    "CommentRow",
    "CompletionRow",
    "DivisionRow",
    "DossierRow",
    "DraftChangeRow",
    "DraftPlanRow",
    "DraftRow",
    "EditionRow",
    "EndorsementRow",
    "InquiryRow",
    "IssueRow",
    "IssuedRow",
    "JudgementRow",
    "MailRow",
    "MunicipalityRow",
    "NoticeSeenRow",
    "OrganisationRow",
    "PlannedChangeEndRow",
    "PlannedChangeRow",
    "PromotionRow",
    "ProposalDecisionRow",
    "ProposalRow",
    "RenamingRow",
    "RenderingRow",
    "RoleRow",
    "RouteRow",
    "SearchableRow",
    "SessionRow",
    "SourceRow",
    "StepRow",
    "SuccessionRow",
    "TaskRow",
    "UnsettledRow",
    "UserRow",
    "WithdrawalRow",
    "YearlyReviewRow",
    "YearlyReviewWithdrawalRow",
]
