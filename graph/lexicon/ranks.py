"""The rank of a place, by the last word of its name."""

from __future__ import annotations

MUNICIPALITIES = "北京市", "天津市", "上海市", "重庆市"
PROVINCE, CITY = "省", "市"
"""The units that a province and a city are spoken of by."""
_UNITS = (
    (PROVINCE, "自治区", "特别行政区", *MUNICIPALITIES),
    (CITY, "州", "盟", "地区"), ("县", "区", "旗"), ("镇", "乡", "街道"), ("村", "社区"),
)  # fmt: skip


def rank(place: str) -> int:
    """0 a country or unknown, 1 a province, 2 a city, 3 a county, 4 a town, 5 a village."""
    return next((i for i, units in enumerate(_UNITS, 1) if place.endswith(units)), 0)
