"""Columns that several kinds have."""

from .words import distinct_values

DATE_COLUMNS = {"dates": "dates", "start_date": "start_date", "end_date": "end_date"}
ACCESS_COLUMNS = {"publication": "publication", "handling": "handling"}
TOPIC_COLUMN = {"topics": distinct_values("topics", "topic__name")}
SOURCE_COLUMN = {"sources": distinct_values("sources", "source__title")}
CAPACITY_COLUMNS = {
    "official_uid": "official__uid",
    "official": "official__name",
    "title": "title",
    "organization_uid": "organization__uid",
    "organization": "organization__name",
}
