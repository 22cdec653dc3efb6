"""How a city writes 別添2, what it says was renamed, and cells that a person worded anew.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

from pia.store.guards import guard, unguard

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ("renaming", "renaming_withdrawal")


def upgrade() -> None:
    """Add the columns, and the list of names with what was withdrawn from it."""
    op.add_column("judgement", sa.Column("before", sa.String()))
    op.add_column("judgement", sa.Column("after", sa.String()))
    op.add_column("municipality", sa.Column("table_style", sa.Text()))
    _renamings()
    _withdrawals()
    guard(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Drop them."""
    unguard(op.get_bind(), APPEND_ONLY)
    op.drop_table("renaming_withdrawal")
    op.drop_table("renaming")
    op.drop_column("municipality", "table_style")
    op.drop_column("judgement", "after")
    op.drop_column("judgement", "before")


def _renamings() -> None:
    op.create_table(
        "renaming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renaming")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_renaming_municipality_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_renaming_made_by")),
        sa.CheckConstraint(
            "kind IN ('organisation', 'place', 'representative', 'contractor')",
            name=op.f("ck_renaming_kind_known"),
        ),
        sa.CheckConstraint("length(trim(old)) > 0", name=op.f("ck_renaming_old_filled")),
        sa.CheckConstraint("length(trim(new)) > 0", name=op.f("ck_renaming_new_filled")),
        sa.CheckConstraint("old <> new", name=op.f("ck_renaming_another_name")),
    )
    op.create_index(op.f("ix_renaming_municipality_id"), "renaming", ["municipality_id"])
    op.create_index(op.f("ix_renaming_made_by"), "renaming", ["made_by"])


def _withdrawals() -> None:
    op.create_table(
        "renaming_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("renaming_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renaming_withdrawal")),
        sa.ForeignKeyConstraint(
            ["renaming_id"], ["renaming.id"], name=op.f("fk_renaming_withdrawal_renaming_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_renaming_withdrawal_made_by")
        ),
        sa.UniqueConstraint("renaming_id", name=op.f("uq_renaming_withdrawal_renaming_id")),
    )
    op.create_index(
        op.f("ix_renaming_withdrawal_renaming_id"), "renaming_withdrawal", ["renaming_id"]
    )
    op.create_index(op.f("ix_renaming_withdrawal_made_by"), "renaming_withdrawal", ["made_by"])
