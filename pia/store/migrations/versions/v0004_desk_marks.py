"""Who planned a draft, what a stage passed, and 見直し that were recorded by mistake.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

from pia.store.guards import guard, unguard

revision = "0004"
down_revision = "0003"

APPEND_ONLY = ("draft_plan", "yearly_review_withdrawal")


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column(
        "endorsement", sa.Column("obstacles", sa.String(), nullable=False, server_default="")
    )
    _plans()
    _withdrawals()
    guard(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Drop them."""
    unguard(op.get_bind(), APPEND_ONLY)
    op.drop_table("yearly_review_withdrawal")
    op.drop_table("draft_plan")
    op.drop_column("endorsement", "obstacles")


def _plans() -> None:
    op.create_table(
        "draft_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_plan_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_draft_plan_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_plan")),
    )
    op.create_index(op.f("ix_draft_plan_draft_id"), "draft_plan", ["draft_id"])
    op.create_index(op.f("ix_draft_plan_made_by"), "draft_plan", ["made_by"])


def _withdrawals() -> None:
    table = "yearly_review_withdrawal"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("yearly_review_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f(f"ck_{table}_reason_filled")),
        sa.ForeignKeyConstraint(
            ["yearly_review_id"], ["yearly_review.id"], name=op.f(f"fk_{table}_yearly_review_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f(f"fk_{table}_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("yearly_review_id", name=op.f(f"uq_{table}_yearly_review_id")),
    )
    op.create_index(op.f(f"ix_{table}_made_by"), table, ["made_by"])
