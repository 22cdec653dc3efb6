"""What a person wrote of items that somebody else changed too, until it is settled.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table: it does not only grow."""
    op.create_table(
        "unsettled",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(section)) > 0", name=op.f("ck_unsettled_section_filled")),
        sa.CheckConstraint("length(trim(seen)) > 0", name=op.f("ck_unsettled_seen_filled")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_unsettled_draft_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_unsettled_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsettled")),
        sa.UniqueConstraint(
            "made_by", "draft_id", "page", name=op.f("uq_unsettled_made_by_draft_id_page")
        ),
    )
    op.create_index(op.f("ix_unsettled_draft_id"), "unsettled", ["draft_id"])
    op.create_index(op.f("ix_unsettled_made_by"), "unsettled", ["made_by"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("unsettled")
