"""Writes mails in the format of Outlook: compound files, as [MS-CFB] and [MS-OXMSG] have them."""

import struct

SECTOR, SMALL_SECTOR, SMALL = 512, 64, 4096
END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
TICKS_TO_1970 = 116_444_736_000_000_000


def chain(table, count):
    """Add a chain of ``count`` sectors to ``table``; return the first."""
    first = len(table)
    table += [*range(first + 1, first + count), END] if count else []
    return first if count else END


def padded(content, size):
    return content + b"\0" * (-len(content) % size)


def compound_file(tree):
    """Return a file of ``tree``: names, each with bytes or a tree of its own."""
    entries, fat, small_fat = [], [], []
    sectors, small = b"", b""

    def add(name, kind, child=NONE, start=END, size=0):
        entries.append([name, kind, NONE, child, start, size])
        return len(entries) - 1

    def add_all(folder):
        """Add what is in ``folder``, each the right neighbour of the one before; return the first."""
        nonlocal sectors, small
        previous = first = NONE
        for name, content in sorted(folder.items(), key=lambda item: (len(item[0]), item[0].upper())):
            if isinstance(content, dict):
                number = add(name, 1)
                entries[number][3] = add_all(content)
            elif len(content) < SMALL:
                start = chain(small_fat, -(-len(content) // SMALL_SECTOR))
                small += padded(content, SMALL_SECTOR)
                number = add(name, 2, start=start, size=len(content))
            else:
                start = chain(fat, -(-len(content) // SECTOR))
                sectors += padded(content, SECTOR)
                number = add(name, 2, start=start, size=len(content))
            if previous == NONE:
                first = number
            else:
                entries[previous][2] = number
            previous = number
        return first

    root = add("Root Entry", 5)
    entries[root][3] = add_all(tree)
    entries[root][4:] = chain(fat, -(-len(small) // SECTOR)), len(small)
    sectors += padded(small, SECTOR)
    table = padded(b"".join(struct.pack("<I", number) for number in small_fat), SECTOR)
    small_start = chain(fat, len(table) // SECTOR)
    sectors += table
    directory = padded(b"".join(map(directory_entry, entries)), SECTOR)
    directory_start = chain(fat, len(directory) // SECTOR)
    sectors += directory
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    fat_start = len(fat)
    fat += [0xFFFFFFFD] * count
    numbers = [*fat, *[FREE] * (-len(fat) % 128)]
    sectors += b"".join(struct.pack("<I", number) for number in numbers)
    places = [*range(fat_start, fat_start + count), *[FREE] * (109 - count)]
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count, directory_start, 0,
        SMALL, small_start, len(table) // SECTOR, END, 0,
    )  # fmt: skip
    return head + struct.pack("<109I", *places) + sectors


def directory_entry(entry):
    name, kind, right, child, start, size = entry
    coded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", coded, len(coded), kind, 1, NONE, right, child, b"", 0, 0, 0, start, size
    )


def outlook_mail(texts, *, sent_at=None, attached=(), binary=None, encoding="", kind="IPM.Note"):
    """Return a mail: ``texts`` by the number of the property, ``attached`` (name, content) pairs.

    With an ``encoding``, such as "cp1252", texts are as Outlook wrote them before Unicode.
    """
    suffix, code = ("001E", encoding) if encoding else ("001F", "utf-16-le")
    tree = {f"__substg1.0_{number:04X}{suffix}": text.encode(code) for number, text in texts.items()}
    tree[f"__substg1.0_001A{suffix}"] = kind.encode(code)
    tree |= {f"__substg1.0_{number:04X}0102": content for number, content in (binary or {}).items()}
    properties = b"\0" * 32
    if encoding:
        properties += struct.pack("<HHIQ", 0x0003, 0x3FFD, 6, int(encoding.removeprefix("cp")))
    if sent_at:
        ticks = TICKS_TO_1970 + int(sent_at.timestamp()) * 10_000_000
        properties += struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)
    tree["__properties_version1.0"] = properties
    for number, (name, content) in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
            "__properties_version1.0": b"\0" * 8,
        }
    return compound_file(tree)
