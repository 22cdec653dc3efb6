"""What the store gives out: frozen records, each read whole."""

from pia.store.records.accounts import (
    AuditEntry,
    Session,
    User,
)
from pia.store.records.drafting import (
    Draft,
    DraftChange,
    KeptJudgement,
    Step,
    Unsettled,
    UnsettledEdit,
)
from pia.store.records.editions import (
    Attachment,
    Completion,
    Edition,
    Issue,
    RenderedFile,
    Rendering,
)
from pia.store.records.notices import Letter
from pia.store.records.ownership import (
    Division,
    Dossier,
    DossierLine,
    EditionDay,
    KeptName,
    Municipality,
    OpenDraft,
    Organisation,
    Task,
    Withdrawal,
)
from pia.store.records.planning import PlanEnd, PlannedChange, ReviewWithdrawn, YearlyReview
from pia.store.records.routes import Endorsement, KeptRoute, NewEndorsement
from pia.store.records.search import SearchedDraft, SearchedEdition
from pia.store.records.talk import (
    Comment,
    CommentMark,
    Decision,
    Inquiry,
    NewProposal,
    Proposal,
    Thread,
)
from pia.store.records.waiting import (
    ClosedLook,
    OpenThread,
    OverdueSheet,
    SentBack,
    UndoneSave,
    WaitingAnswers,
)

__all__ = [
    "Attachment",
    "AuditEntry",
    "ClosedLook",
    "Comment",
    "CommentMark",
    "Completion",
    "Decision",
    "Division",
    "Dossier",
    "DossierLine",
    "Draft",
    "DraftChange",
    "Edition",
    "EditionDay",
    "Endorsement",
    "Inquiry",
    "Issue",
    "KeptJudgement",
    "KeptName",
    "KeptRoute",
    "Letter",
    "Municipality",
    "NewEndorsement",
    "NewProposal",
    "OpenDraft",
    "OpenThread",
    "Organisation",
    "OverdueSheet",
    "PlanEnd",
    "PlannedChange",
    "Proposal",
    "RenderedFile",
    "Rendering",
    "ReviewWithdrawn",
    "SearchedDraft",
    "SearchedEdition",
    "SentBack",
    "Session",
    "Step",
    "Task",
    "Thread",
    "UndoneSave",
    "Unsettled",
    "UnsettledEdit",
    "User",
    "WaitingAnswers",
    "Withdrawal",
    "YearlyReview",
]
