"""The rank of a place, by the last word of its name."""

from __future__ import annotations

_UNITS = (
    ("省", "自治区", "特别行政区", "北京市", "天津市", "上海市", "重庆市"),
    ("市", "州", "盟", "地区"), ("县", "区", "旗"), ("镇", "乡", "街道"), ("村", "社区"),
)  # fmt: skip


def rank(place: str) -> int:
    """0 a country or unknown, 1 a province, 2 a city, 3 a county, 4 a town, 5 a village."""
    return next((i for i, units in enumerate(_UNITS, 1) if place.endswith(units)), 0)
