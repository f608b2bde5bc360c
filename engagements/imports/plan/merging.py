"""Several rows of one key, put together to one record."""

from engagements.common.folding import fold
from engagements.imports.record_kinds import DIRECTORY_KINDS
from engagements.models import Exactness


def merge(kind, known, data):
    """Merge ``data`` into ``known``; yield (field, known value, other value) where they differ."""
    if data["fields"].get("dates") == Exactness.UNKNOWN and known["fields"].get("dates"):
        # A row that says no date does not contradict the one that does.
        data = data | {"fields": {k: v for k, v in data["fields"].items() if k != "dates"}}
    elif known["fields"].get("dates") == Exactness.UNKNOWN and data["fields"].get("dates"):
        known["fields"].pop("dates")
    for part in ("fields", "refs", "initial"):
        for name, value in data[part].items():
            before = known[part].get(name)
            if before in (None, ""):
                known[part][name] = value
            elif value not in (None, "", before):
                if name == "name" and kind in DIRECTORY_KINDS:
                    add_alias(known["fields"], value)
                elif name == "aliases":
                    for alias in value.splitlines():
                        add_alias(known["fields"], alias)
                elif name != "order":
                    yield name, before, value
    for name, keys in data["sets"].items():
        known["sets"][name] = list(dict.fromkeys([*known["sets"].get(name, []), *keys]))
    for name, lines in data["lines"].items():
        there = {line["key"]: line for line in known["lines"].setdefault(name, [])}
        for line in lines:
            same = there.get(line["key"])
            if same is None:
                known["lines"][name].append(line)
                continue
            for part in ("fields", "refs"):
                for field, value in line[part].items():
                    before = same[part].get(field)
                    if before in (None, ""):
                        same[part][field] = value
                    elif value not in (None, "", before) and field != "order":
                        yield f"{name}: {field}", before, value


def add_alias(fields, alias):
    aliases = fields.get("aliases", "").splitlines()
    if fold(alias) not in map(fold, (*aliases, fields.get("name", ""))):
        fields["aliases"] = "\n".join([*aliases, alias])
