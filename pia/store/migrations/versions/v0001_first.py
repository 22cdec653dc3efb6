"""The first tables, with what guards those that only grow.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from pia.store.guards import guard, unguard

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "draft_change",
    "judgement",
    "step",
    "attachment",
    "edition",
    "completion",
    "source",
    "issue",
    "issued",
    "rendering",
    "audit",
)
TABLES = (
    "municipality",
    "organisation",
    "division",
    "succession",
    "task",
    "dossier",
    "account",
    "account_role",
    "session",
    "draft",
    "draft_change",
    "judgement",
    "step",
    "edition",
    "completion",
    "source",
    "issue",
    "issued",
    "rendering",
    "attachment",
    "audit",
)
#: Name, table, columns, columns of `edition`: references in a circle (`_close_circle`).
CIRCLE = (
    ("fk_dossier_published_id_id", "dossier", ["published_id", "id"], ["id", "dossier_id"]),
    ("fk_draft_base_id_dossier_id", "draft", ["base_id", "dossier_id"], ["id", "dossier_id"]),
)


def upgrade() -> None:
    """Make every table."""
    _ownership()
    _accounts()
    _drafting()
    _editions()
    _issues()
    _audit()
    _close_circle()
    guard(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Drop every table."""
    bind = op.get_bind()
    unguard(bind, APPEND_ONLY)
    if bind.dialect.name != "sqlite":
        for name, table, _, _ in CIRCLE:
            op.drop_constraint(name, table, type_="foreignkey")
    for table in reversed(TABLES):
        op.drop_table(table)


def _close_circle() -> None:
    """Add the references that SQLite took with their table (`use_alter`), before `edition`."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, table, columns, theirs in CIRCLE:
        op.create_foreign_key(name, table, "edition", columns, theirs)


def _ownership() -> None:
    """団体 → 機関 → 事務 → 評価書; 課 with their successors."""
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_municipality_name")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_municipality_name_filled")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_organisation_municipality_id")
        ),
        sa.UniqueConstraint(
            "municipality_id", "name", name=op.f("uq_organisation_municipality_id_name")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_organisation_name_filled")),
    )
    op.create_index(op.f("ix_organisation_municipality_id"), "organisation", ["municipality_id"])
    op.create_table(
        "division",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_division_municipality_id")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "name",
            "begins_on",
            name=op.f("uq_division_municipality_id_name_begins_on"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= begins_on", name=op.f("ck_division_days_in_order")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_division_name_filled")),
    )
    op.create_index(op.f("ix_division_municipality_id"), "division", ["municipality_id"])
    op.create_table(
        "succession",
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("division_id", "successor_id", name=op.f("pk_succession")),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_succession_division_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["division.id"], name=op.f("fk_succession_successor_id")
        ),
        sa.CheckConstraint("division_id <> successor_id", name=op.f("ck_succession_not_its_own")),
    )
    op.create_index(op.f("ix_succession_division_id"), "succession", ["division_id"])
    op.create_index(op.f("ix_succession_successor_id"), "succession", ["successor_id"])
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.ForeignKeyConstraint(["division_id"], ["division.id"], name=op.f("fk_task_division_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_task_organisation_id")
        ),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_task_id_organisation_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_task_organisation_id_name")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_task_name_filled")),
    )
    op.create_index(op.f("ix_task_division_id"), "task", ["division_id"])
    op.create_index(op.f("ix_task_organisation_id"), "task", ["organisation_id"])
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("published_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_dossier_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_id", "id"],
            ["edition.id", "edition.dossier_id"],
            name=op.f("fk_dossier_published_id_id"),
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id", "organisation_id"],
            ["task.id", "task.organisation_id"],
            name=op.f("fk_dossier_task_id_organisation_id"),
        ),
        sa.UniqueConstraint("lineage", name=op.f("uq_dossier_lineage")),
        sa.UniqueConstraint(
            "organisation_id", "number", "form", name=op.f("uq_dossier_organisation_id_number_form")
        ),
        sa.CheckConstraint("length(trim(form)) > 0", name=op.f("ck_dossier_form_filled")),
        sa.CheckConstraint("length(trim(lineage)) > 0", name=op.f("ck_dossier_lineage_filled")),
        sa.CheckConstraint("length(trim(number)) > 0", name=op.f("ck_dossier_number_filled")),
    )
    op.create_index(op.f("ix_dossier_organisation_id"), "dossier", ["organisation_id"])
    op.create_index(op.f("ix_dossier_published_id"), "dossier", ["published_id"])
    op.create_index(op.f("ix_dossier_task_id"), "dossier", ["task_id"])


def _accounts() -> None:
    """Users, roles, sessions."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("division_id", sa.Integer()),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime()),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_account_division_id")
        ),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sa.CheckConstraint(
            "length(trim(display_name)) > 0", name=op.f("ck_account_display_name_filled")
        ),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_account_failures_counts")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_account_name_filled")),
        sa.CheckConstraint(
            "length(trim(password_hash)) > 0", name=op.f("ck_account_password_hash_filled")
        ),
    )
    op.create_index(op.f("ix_account_division_id"), "account", ["division_id"])
    op.create_table(
        "account_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_account_role")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_account_role_user_id")),
        sa.CheckConstraint(
            "role IN ('editor', 'approver', 'publisher', 'administrator', 'viewer')",
            name=op.f("ck_account_role_role_known"),
        ),
    )
    op.create_index(op.f("ix_account_role_user_id"), "account_role", ["user_id"])
    op.create_table(
        "session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_session_user_id")),
    )
    op.create_index(op.f("ix_session_ends_at"), "session", ["ends_at"])
    op.create_index(op.f("ix_session_user_id"), "session", ["user_id"])


def _drafting() -> None:
    """Drafts, their Change log, judgements, steps."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.ForeignKeyConstraint(
            ["base_id", "dossier_id"],
            ["edition.id", "edition.dossier_id"],
            name=op.f("fk_draft_base_id_dossier_id"),
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_draft_dossier_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_draft_made_by")),
        sa.UniqueConstraint("id", "dossier_id", name=op.f("uq_draft_id_dossier_id")),
        sa.CheckConstraint("length(trim(document)) > 0", name=op.f("ck_draft_document_filled")),
        sa.CheckConstraint(
            "kind IN ('first', 'reassessment', 'amendment', 'form-change', 'reissue', 'end')",
            name=op.f("ck_draft_kind_known"),
        ),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_draft_sequence_counts")),
        sa.CheckConstraint(
            "state IN ('draft', 'review', 'approved', 'submitted', 'published', 'withdrawn')",
            name=op.f("ck_draft_state_known"),
        ),
    )
    op.create_index(op.f("ix_draft_base_id"), "draft", ["base_id"])
    op.create_index(op.f("ix_draft_dossier_id"), "draft", ["dossier_id"])
    op.create_index(op.f("ix_draft_made_by"), "draft", ["made_by"])
    is_open = sa.text("state NOT IN ('published', 'withdrawn')")
    op.create_index(
        "one_open_draft",
        "draft",
        ["dossier_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "draft_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("ops", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_change")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_change_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_draft_change_made_by")),
        sa.UniqueConstraint("draft_id", "sequence", name=op.f("uq_draft_change_draft_id_sequence")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_draft_change_sequence_counts")),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_draft_change_what_filled")),
    )
    op.create_index(op.f("ix_draft_change_draft_id"), "draft_change", ["draft_id"])
    op.create_index(op.f("ix_draft_change_made_by"), "draft_change", ["made_by"])
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("ground", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_judgement_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_judgement_made_by")),
        sa.CheckConstraint("length(trim(digest)) > 0", name=op.f("ck_judgement_digest_filled")),
        sa.CheckConstraint("length(trim(row)) > 0", name=op.f("ck_judgement_row_filled")),
    )
    op.create_index(op.f("ix_judgement_draft_id"), "judgement", ["draft_id"])
    op.create_index(op.f("ix_judgement_made_by"), "judgement", ["made_by"])
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("went_to", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_step_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_step_made_by")),
        sa.CheckConstraint(
            "action IN ('request', 'recall', 'send_back', 'approve', 'record_approval', 'reopen', 'submit', "
            "'publish', 'withdraw', 'restore', 'adopt')",
            name=op.f("ck_step_action_known"),
        ),
        sa.CheckConstraint("length(trim(came_from)) > 0", name=op.f("ck_step_came_from_filled")),
        sa.CheckConstraint("length(trim(went_to)) > 0", name=op.f("ck_step_went_to_filled")),
    )
    op.create_index(op.f("ix_step_draft_id"), "step", ["draft_id"])
    op.create_index(op.f("ix_step_made_by"), "step", ["made_by"])


def _editions() -> None:
    """Editions and how they were read."""
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_edition_dossier_id")),
        sa.ForeignKeyConstraint(
            ["draft_id", "dossier_id"],
            ["draft.id", "draft.dossier_id"],
            name=op.f("fk_edition_draft_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_edition_made_by")),
        sa.UniqueConstraint("dossier_id", "number", name=op.f("uq_edition_dossier_id_number")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_edition_draft_id")),
        sa.UniqueConstraint("id", "dossier_id", name=op.f("uq_edition_id_dossier_id")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_edition_digest_whole")),
        sa.CheckConstraint("length(trim(document)) > 0", name=op.f("ck_edition_document_filled")),
        sa.CheckConstraint(
            "kind IN ('first', 'reassessment', 'amendment', 'form-change', 'reissue', 'end')",
            name=op.f("ck_edition_kind_known"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_edition_number_counts")),
        sa.CheckConstraint("origin IN ('made', 'adopted')", name=op.f("ck_edition_origin_known")),
    )
    op.create_index(op.f("ix_edition_dossier_id"), "edition", ["dossier_id"])
    op.create_index(op.f("ix_edition_made_by"), "edition", ["made_by"])
    op.create_table(
        "completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("ops", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_completion_edition_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_completion_made_by")),
        sa.UniqueConstraint(
            "edition_id", "sequence", name=op.f("uq_completion_edition_id_sequence")
        ),
        sa.CheckConstraint("length(trim(path)) > 0", name=op.f("ck_completion_path_filled")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_completion_sequence_counts")),
    )
    op.create_index(op.f("ix_completion_edition_id"), "completion", ["edition_id"])
    op.create_index(op.f("ix_completion_made_by"), "completion", ["made_by"])
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_source_edition_id")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_source_edition_id")),
    )
    op.create_index(op.f("ix_source_edition_id"), "source", ["edition_id"])


def _issues() -> None:
    """What was rendered, and files handed in."""
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer()),
        sa.Column("stamped_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_issue_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_issue_made_by")),
    )
    op.create_index(op.f("ix_issue_draft_id"), "issue", ["draft_id"])
    op.create_index(op.f("ix_issue_made_by"), "issue", ["made_by"])
    op.create_table(
        "issued",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_issued_edition_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issued_issue_id")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_issued_edition_id_number")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_issued_number_counts")),
    )
    op.create_index(op.f("ix_issued_edition_id"), "issued", ["edition_id"])
    op.create_index(op.f("ix_issued_issue_id"), "issued", ["issue_id"])
    op.create_table(
        "rendering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("face", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_rendering_issue_id")),
        sa.UniqueConstraint(
            "issue_id", "face", "format", name=op.f("uq_rendering_issue_id_face_format")
        ),
        sa.CheckConstraint("face IN ('whole', 'public')", name=op.f("ck_rendering_face_known")),
        sa.CheckConstraint(
            "length(trim(file_name)) > 0", name=op.f("ck_rendering_file_name_filled")
        ),
        sa.CheckConstraint("length(trim(format)) > 0", name=op.f("ck_rendering_format_filled")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_rendering_sha256_whole")),
        sa.CheckConstraint("size = length(data)", name=op.f("ck_rendering_size_of_data")),
    )
    op.create_index(op.f("ix_rendering_issue_id"), "rendering", ["issue_id"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer()),
        sa.Column("edition_id", sa.Integer()),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("conducted_on", sa.Date()),
        sa.Column("published_on", sa.Date()),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_attachment_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id", "dossier_id"],
            ["draft.id", "draft.dossier_id"],
            name=op.f("fk_attachment_draft_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "dossier_id"],
            ["edition.id", "edition.dossier_id"],
            name=op.f("fk_attachment_edition_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_attachment_made_by")),
        sa.CheckConstraint(
            "length(trim(file_name)) > 0", name=op.f("ck_attachment_file_name_filled")
        ),
        sa.CheckConstraint(
            "role IN ('approval', 'submission', 'source', 'basic')",
            name=op.f("ck_attachment_role_known"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_attachment_sha256_whole")),
    )
    op.create_index(op.f("ix_attachment_dossier_id"), "attachment", ["dossier_id"])
    op.create_index(op.f("ix_attachment_draft_id"), "attachment", ["draft_id"])
    op.create_index(op.f("ix_attachment_edition_id"), "attachment", ["edition_id"])
    op.create_index(op.f("ix_attachment_made_by"), "attachment", ["made_by"])


def _audit() -> None:
    """The audit."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_audit_user_id")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_previous")),
        sa.CheckConstraint("length(trim(action)) > 0", name=op.f("ck_audit_action_filled")),
        sa.CheckConstraint("length(trim(actor)) > 0", name=op.f("ck_audit_actor_filled")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_audit_digest_whole")),
    )
    op.create_index(op.f("ix_audit_user_id"), "audit", ["user_id"])
