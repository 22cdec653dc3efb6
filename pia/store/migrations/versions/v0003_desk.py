"""The desk: comments, sheets for the 所管課, routes of approval, plans of the year, mail, search.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

from pia.store.guards import guard, unguard

revision = "0003"
down_revision = "0002"

APPEND_ONLY = (
    "comment",
    "comment_mark",
    "inquiry",
    "proposal",
    "proposal_decision",
    "route",
    "endorsement",
    "planned_change",
    "planned_change_end",
    "yearly_review",
    "promotion",
)
TABLES = (*APPEND_ONLY, "mail", "notice_seen", "searchable")


def upgrade() -> None:
    """Add the columns and tables."""
    op.add_column("account", sa.Column("email", sa.String()))
    op.add_column("draft", sa.Column("purpose", sa.String()))
    op.add_column("municipality", sa.Column("desk", sa.Text()))
    _talk()
    _routes()
    _planning()
    _promotions()
    _notices()
    _search()
    guard(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Drop them."""
    unguard(op.get_bind(), APPEND_ONLY)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("municipality", "desk")
    op.drop_column("draft", "purpose")
    op.drop_column("account", "email")


def _talk() -> None:
    """Comments with their marks; sheets for the 所管課, their answers, what became of them."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("thread_id", sa.Integer()),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(body)) > 0", name=op.f("ck_comment_body_filled")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_comment_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_comment_made_by")),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_draft_id"), "comment", ["draft_id"])
    op.create_index(op.f("ix_comment_made_by"), "comment", ["made_by"])
    op.create_index(op.f("ix_comment_thread_id"), "comment", ["thread_id"])
    op.create_table(
        "comment_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "what IN ('resolved', 'reopened')", name=op.f("ck_comment_mark_what_known")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_mark_comment_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_comment_mark_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_mark")),
    )
    op.create_index(op.f("ix_comment_mark_comment_id"), "comment_mark", ["comment_id"])
    op.create_index(op.f("ix_comment_mark_made_by"), "comment_mark", ["made_by"])
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("division_id", sa.Integer()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("paths", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_inquiry_title_filled")),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_inquiry_sequence_counts")),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_inquiry_division_id")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_inquiry_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_inquiry_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_division_id"), "inquiry", ["division_id"])
    op.create_index(op.f("ix_inquiry_draft_id"), "inquiry", ["draft_id"])
    op.create_index(op.f("ix_inquiry_made_by"), "inquiry", ["made_by"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("base", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(path)) > 0", name=op.f("ck_proposal_path_filled")),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_proposal_inquiry_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_proposal_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_inquiry_id"), "proposal", ["inquiry_id"])
    op.create_index(op.f("ix_proposal_made_by"), "proposal", ["made_by"])
    op.create_table(
        "proposal_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_proposal_decision_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_decision_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_decision")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_proposal_decision_proposal_id")),
    )
    op.create_index(op.f("ix_proposal_decision_made_by"), "proposal_decision", ["made_by"])
    op.create_index(op.f("ix_proposal_decision_proposal_id"), "proposal_decision", ["proposal_id"])


def _routes() -> None:
    """Routes of approval, and what was said at each stage."""
    op.create_table(
        "route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_route_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_route_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_index(op.f("ix_route_made_by"), "route", ["made_by"])
    op.create_index(op.f("ix_route_organisation_id"), "route", ["organisation_id"])
    op.create_table(
        "endorsement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("passed", sa.String(), nullable=False),
        sa.Column("for_id", sa.Integer()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "what IN ('approve', 'consent', 'stand_in', 'look_after')",
            name=op.f("ck_endorsement_what_known"),
        ),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_endorsement_digest_whole")),
        sa.CheckConstraint("stage >= 1", name=op.f("ck_endorsement_stage_counts")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_endorsement_draft_id")),
        sa.ForeignKeyConstraint(["for_id"], ["account.id"], name=op.f("fk_endorsement_for_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_endorsement_made_by")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["step.id"], name=op.f("fk_endorsement_request_id")
        ),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_endorsement_route_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement")),
    )
    op.create_index(op.f("ix_endorsement_draft_id"), "endorsement", ["draft_id"])
    op.create_index(op.f("ix_endorsement_for_id"), "endorsement", ["for_id"])
    op.create_index(op.f("ix_endorsement_made_by"), "endorsement", ["made_by"])
    op.create_index(op.f("ix_endorsement_request_id"), "endorsement", ["request_id"])
    op.create_index(op.f("ix_endorsement_route_id"), "endorsement", ["route_id"])


def _planning() -> None:
    """Planned changes, and 見直し."""
    op.create_table(
        "planned_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_planned_change_title_filled")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_planned_change_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_planned_change_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_change")),
    )
    op.create_index(op.f("ix_planned_change_dossier_id"), "planned_change", ["dossier_id"])
    op.create_index(op.f("ix_planned_change_made_by"), "planned_change", ["made_by"])
    op.create_table(
        "planned_change_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("planned_change_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "what IN ('done', 'dropped')", name=op.f("ck_planned_change_end_what_known")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_planned_change_end_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["planned_change_id"],
            ["planned_change.id"],
            name=op.f("fk_planned_change_end_planned_change_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_change_end")),
        sa.UniqueConstraint(
            "planned_change_id", name=op.f("uq_planned_change_end_planned_change_id")
        ),
    )
    op.create_index(op.f("ix_planned_change_end_made_by"), "planned_change_end", ["made_by"])
    op.create_index(
        op.f("ix_planned_change_end_planned_change_id"), "planned_change_end", ["planned_change_id"]
    )
    op.create_table(
        "yearly_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('unchanged', 'to_change')", name=op.f("ck_yearly_review_outcome_known")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_yearly_review_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "dossier_id"],
            ["edition.id", "edition.dossier_id"],
            name=op.f("fk_yearly_review_edition_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_yearly_review_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_review")),
    )
    op.create_index(op.f("ix_yearly_review_dossier_id"), "yearly_review", ["dossier_id"])
    op.create_index(op.f("ix_yearly_review_edition_id"), "yearly_review", ["edition_id"])
    op.create_index(op.f("ix_yearly_review_made_by"), "yearly_review", ["made_by"])


def _promotions() -> None:
    """Differences that are to print a row all the same."""
    op.create_table(
        "promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("is_promoted", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(key)) > 0", name=op.f("ck_promotion_key_filled")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_promotion_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_promotion_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )
    op.create_index(op.f("ix_promotion_draft_id"), "promotion", ["draft_id"])
    op.create_index(op.f("ix_promotion_made_by"), "promotion", ["made_by"])


def _notices() -> None:
    """Mail that waits, and how far notices were read."""
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(address)) > 0", name=op.f("ck_mail_address_filled")),
        sa.CheckConstraint("length(trim(body)) > 0", name=op.f("ck_mail_body_filled")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_mail_subject_filled")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_mail_tries_counts")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mail_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index(op.f("ix_mail_account_id"), "mail", ["account_id"])
    op.create_table(
        "notice_seen",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_seen_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notice_seen")),
    )
    op.create_index(op.f("ix_notice_seen_account_id"), "notice_seen", ["account_id"])


def _search() -> None:
    """The text of every edition, folded."""
    op.create_table(
        "searchable",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_searchable_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_searchable")),
    )
