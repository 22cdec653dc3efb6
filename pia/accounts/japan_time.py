"""Instants as people in Japan read them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from pia.assessment.wareki import to_wareki

#: Civil dates are Japan's; it has no summer time.
JST = timezone(timedelta(hours=9))


def spelt(at: datetime) -> str:
    """Return an instant as 令和7年4月1日 10:32."""
    local = at.astimezone(JST)
    return f"{to_wareki(local.date())} {local:%H:%M}"
