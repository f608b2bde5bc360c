"""Of which country each is, and on which side of a meeting.

The delegation is who travels; where nobody does, the home government. Others of its
government accompany it, everybody else is a counterpart or a third party.
"""

import itertools
import re

# Where all the world meets: who is met there need not be of the country.
SEATS = frozenset(
    (
        "New York",
        "New York City",
        "Geneva",
        "Vienna",
        "Brussels",
        "The Hague",
        "Davos",
        "Munich",
        "Nairobi",
        "Washington",
    )
)


NOT_AMERICAN = re.compile(
    r"\b(?:Prime Minister|Foreign (?:Minister|Secretary)|Chancellor|King|Queen|Emir|Minister of)\b"
)
AMERICAN = re.compile(
    r"\bSecretary of (?:State|Defense|Homeland Security|the Treasury|Commerce|Energy|Labor|Agriculture)$"
)


class Sides:
    def __init__(self, *, home_country, visitor, members, visited, drafts):
        self.home_country, self.visitor, self.members = home_country, visitor, members
        self.visited, self.drafts = visited, drafts
        for draft in drafts:
            self.part(draft)
        self.country = self.country_of_delegation()
        for draft in drafts:
            self.fill(draft)
        for member in members:
            self.set_country(member, self.country, "that of the delegation")

    def part(self, draft):
        """Give "a call between A and B" its two hands."""
        if draft.home and not draft.away and len(draft.home) > 1:
            # "President A and Chancellor B held talks": the verb makes no difference between them.
            lead = self.visitor if self.visitor in draft.home else draft.home[0]
            alike = [
                one
                for one in draft.home
                if one is lead or one in self.members or (one.country == lead.country and one.country)
            ]
            alike += [one for one in draft.home if one.of_a_mission and one not in alike and not one.country]
            if len(alike) < len(draft.home):
                draft.away = [one for one in draft.home if one not in alike]
                draft.home = [one for one in draft.home if one in alike]
        if draft.home or len(draft.away) < 2:
            return
        foreign = [one for one in draft.away if one.country and one.country != self.home_country]
        ours = [one for one in draft.away if one.country == self.home_country and one.country]
        lead = next((one for one in draft.away if one is self.visitor), None)
        lead = lead or next(
            iter(ours or [one for one in draft.away if foreign and one not in foreign]), draft.away[0]
        )
        draft.home = [lead]
        draft.away = [one for one in draft.away if one is not lead]

    def country_of_delegation(self):
        """Return the code of the country whose delegation the account is about, or ""."""
        home = self.home_country
        everyone = [one for draft in self.drafts for one in draft.everyone()]
        if self.visitor is None and home and any(one.country == home for one in everyone):
            return home
        if home == "US":
            # Elsewhere a "Secretary of Defense" is a minister.
            for one in everyone:
                if AMERICAN.search(one.title):
                    self.set_country(one, home, "that of the office")
            if self.visitor is None and any(one.country == home for one in everyone):
                return home
        lead = self.visitor or next((one for draft in self.drafts for one in draft.home), None)
        if lead is None:
            return home
        if not lead.country and not lead.is_international and home and home not in self.visited:
            foreign = {one.country for draft in self.drafts if lead in draft.home for one in draft.away}
            if home not in foreign:
                self.set_country(lead, home, "taken to be the home country: the account names no other")
        return lead.country

    def set_country(self, person, code, reason):
        if code == "US" and NOT_AMERICAN.search(person.title):
            return
        if not person.country and not person.is_international and person.kind in ("person", "office"):
            person.country, person.country_reason = code, reason

    def fill(self, draft):
        """Tell the country of those of whom ``draft`` does not say it, from the others and the place."""
        ours = [self.visitor, *self.members]
        for one, beside in draft.beside:
            if beside.country:
                self.set_country(one, beside.country, "that of whom they accompany")
        at = draft.spot[0].country if draft.spot else ""
        for hand in (draft.home, draft.away):
            # "US Senator Garrity and Senator Ruiz"
            for before, one in itertools.pairwise(hand):
                if before.country and before.head and before.head == one.head:
                    self.set_country(one, before.country, "that of the one named before")
        for hand, other in ((draft.home, draft.away), (draft.away, draft.home)):
            if any(one in ours or (self.country and one.country == self.country) for one in hand):
                hosts = {at} - {"", self.country} or self.visited - {self.country}
                if len(hosts) == 1 and self.visitor:
                    (code,) = hosts
                    for one in other:
                        self.set_country(one, code, "that of the country visited")
        if self.visitor is None and at and at != self.country and draft.spot[0].name not in SEATS:
            for one in draft.away if draft.home else ():
                self.set_country(one, at, "that of the place where they met")
        if self.visitor is None and self.home_country:
            hands = [{one.country for one in hand} - {""} for hand in (draft.home, draft.away)]
            for hand, mine, theirs in ((draft.home, *hands), (draft.away, *reversed(hands))):
                if not mine and theirs and self.home_country not in theirs:
                    for one in hand:
                        self.set_country(
                            one, self.home_country, "taken to be the home country: the account names no other"
                        )
                    if any(one.country == self.home_country for one in hand):
                        self.country = self.home_country
            # "Secretary Callahan and Philippine Secretary Santiago co-chaired ..."
            if not draft.away and len(draft.home) > 1 and hands[0] and self.home_country not in hands[0]:
                first = draft.home[0]
                if not first.country:
                    self.set_country(
                        first, self.home_country, "taken to be the home country: the account names no other"
                    )
                    self.country = self.home_country

    def side_of(self, person, draft):
        """Return the side of ``person`` in the meeting ``draft``."""
        joined = person in draft.joined and person not in (*draft.home, *draft.away)
        if person is self.visitor or person in self.members:
            return "delegation"
        if person.is_third_party:
            return "third_party"
        if person.is_international and person not in draft.home:
            others = [one for one in draft.away if not one.is_international and not one.is_third_party]
            return "third_party" if joined or others else "counterpart"
        if draft.home and not any(
            one is self.visitor or one in self.members or one.country == self.country
            for one in draft.everyone()
        ):
            # A meeting of others, on the way: its subject is its delegation.
            lead = draft.home[0]
            return (
                "delegation"
                if person is lead or (person.country and person.country == lead.country)
                else "counterpart"
            )
        ours = bool(self.country) and person.country == self.country
        if ours or (not person.country and joined):
            return self.of_our_government(person, draft, joined)
        if person.country and self.country:
            return "counterpart"
        if person in draft.home:
            lead = draft.home[0]
            if lead is person:
                led = [
                    one
                    for one in draft.away
                    if (self.country and one.country == self.country) or one is self.visitor
                ]
                return "counterpart" if led else "delegation"
            if self.side_of(lead, draft) == "counterpart":
                return "counterpart"
            return "accompanying" if person.of_a_mission else "delegation"
        return "counterpart"

    def of_our_government(self, person, draft, joined):
        if joined:
            return "third_party" if person.kind == "group" else "accompanying"
        if self.visitor is None:
            lead = (draft.home or draft.away)[0]
            return (
                "accompanying"
                if person.of_a_mission and person is not lead and person in draft.home
                else "delegation"
            )
        if person in draft.home and not person.of_a_mission and self.visitor in draft.home:
            return "delegation"
        return "accompanying"
