"""Columns that several kinds have."""

from .words import names

DATES = {"dates": "dates", "start_date": "start_date", "end_date": "end_date"}
STATE = {"publication": "publication", "handling": "handling"}
ABOUT = {"topics": names("topics", "topic__name"), "sources": names("sources", "source__title")}
WHO = {
    "official_uid": "official__uid",
    "official": "official__name",
    "title": "title",
    "organization_uid": "organization__uid",
    "organization": "organization__name",
}
