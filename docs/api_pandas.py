"""Meetings with who took part, as a table of pandas: a start for a notebook. See api.md.

python api_pandas.py https://engagements.example.org  (the token in the environment: ENGAGEMENTS_TOKEN)
"""

import json
import os
import sys
import urllib.parse
import urllib.request


def read(address, token):
    """Yield each record of a list, page by page."""
    while address:
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as response:
            page = json.load(response)
        yield from page["results"]
        address = page["next"]


def participant_rows(site, token, **filters):
    """Yield a row for each participant of each meeting that the filters leave."""
    query = urllib.parse.urlencode({"limit": 200} | filters, doseq=True)
    for meeting in read(f"{site}/api/v1/meetings/?{query}", token):
        for participant in meeting["participants"]:
            yield {
                "meeting": meeting["uid"],
                "title": meeting["title"],
                "dates": meeting["dates"],  # exact, within or unknown: only exact ones are days
                "start": meeting["start_date"],
                "end": meeting["end_date"],
                "side": participant["side"],
                "official": (participant["official"] or {}).get("name", ""),
                "title_then": participant["title"],
                "organization": (participant["organization"] or {}).get("name", ""),
                "country": participant["country"] or (participant["organization"] or {}).get("country", ""),
            }


if __name__ == "__main__":
    import pandas

    table = pandas.DataFrame(participant_rows(sys.argv[1], os.environ["ENGAGEMENTS_TOKEN"], progress="held"))
    print(table.groupby(["side", "country"])["meeting"].nunique().sort_values(ascending=False).head(20))
