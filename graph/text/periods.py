"""Years, months and days as a person gives them to a query: 2020, 2020-04, 2020-04-21."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def period(given: str) -> str:
    """The year, month or day as given. ValueError, which says what to write, if there is none."""
    found = _PERIOD.fullmatch(given)
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part or 1) for part in found.groups())
        date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{given}” 不是年、月或日 / is no year, month or day of the calendar; "
            "write 2020, 2020-04 or 2020-04-21"
        ) from None
    return given


def last_day(given: str) -> str:
    """The last day of a year, a month or a day: 2020-02 → 2020-02-29. ValueError as above."""
    year, month, day = (*map(int, period(given).split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()
