"""Files kept apart: what is dangerous in them, and who released them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_dangers",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("danger", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "danger", name=op.f("pk_file_dangers")),
    )
    op.create_table(
        "file_releases",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "agency", name=op.f("pk_file_releases")),
    )
