"""What of a mail its writer wrote, what is forwarded with it, and what it only answers."""

import re

FORWARDED = re.compile(
    r"^[>\s]*(?:-{2,}\s*(?:forwarded message|original message|forwarded by .{1,80}?)\s*-{2,}"
    r"|begin forwarded message:)\s*$",
    re.I,
)
HEAD_LINE = re.compile(
    r"^[>\s]*\*?(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments)\s?:\*?\s", re.I
)
ANSWERED = re.compile(r"^\s*(?:On|Le|Am|El)\b.{5,200}(?:wrote|a écrit|schrieb|escribió)\s?:\s*$")
ANSWERED_IN_TEXT = re.compile(r"^[ \t]*On\b[^\n]{5,200}(?:\n[^\n]{0,80})?\bwrote[ ]?:[ \t]*$", re.M)
QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.M)
QUOTATION_MARKS = re.compile(r"^(?:[ \t]*>)+", re.M)
ORIGINAL = re.compile(r"^[ \t]*-{2,}[ ]*original message[ ]*-{2,}[ \t]*$", re.I | re.M)
FROM_ORIGINAL = re.compile(rf"{ORIGINAL.pattern}(?s:.*)", re.I | re.M)
LEAST_WRITTEN = 100  # characters of an answer that may be an account; what is shorter says what is sent along
RULE = re.compile(r"^[>\s]*_{10,}\s*$")
LOOKED_AT = 12  # lines in which the head of a mail stands


def written_and_forwarded(text: str, *, is_answer: bool) -> list[str]:
    """Return the text that was written, then each that is forwarded; those that have words alone.

    Programs mark what is answered as what is forwarded: ``is_answer`` tells.
    """
    texts = [lines_written(lines) for lines in split_at_heads(text.split("\n"), is_answer)]
    return [text for text in texts if text]


def split_at_heads(lines: list[str], is_answer: bool) -> list[list[str]]:
    """Return the lines before the first forwarded mail, and those of each mail, without its head."""
    mails: list[list[str]] = [[]]
    number = 0
    while number < len(lines):
        is_marked = bool(FORWARDED.match(lines[number]))
        length = head_length(lines[number + is_marked : number + is_marked + LOOKED_AT])
        if is_marked or length:
            if is_answer:
                break
            mails.append([])
            number += is_marked + length
        else:
            mails[-1].append(lines[number])
            number += 1
    return mails


def head_length(lines: list[str]) -> int:
    """Return how many of ``lines`` are the head of a mail: who sent it when, about what; 0 for none."""
    names: set[str] = set()
    length = 0
    for number, line in enumerate(lines, start=1):
        if match := HEAD_LINE.match(line):
            names.add(match[1].lower())
            length = number
            continue
        is_blank = not line.strip(" >") or (number == 1 and RULE.match(line))
        goes_on = names and line[:1].isspace()  # a long line of addresses
        if not is_blank and not goes_on:
            break
    return length if "from" in names and "subject" in names and names & {"sent", "date"} else 0


def lines_written(lines: list[str]) -> str:
    """Return what is no quotation; of a text that is nothing else, the quotation."""
    written: list[str] = []
    for line in lines:
        if line in ("-- ", "--"):  # a signature follows
            break
        if not line.startswith(">") and not ANSWERED.match(line) and not RULE.match(line):
            written.append(line)
    if not any(map(has_words, written)):
        written = [re.sub(r"^>\s?", "", line) for line in lines if not ANSWERED.match(line)]
    return "\n".join(written).strip()


def has_words(line: str) -> bool:
    return any(map(str.isalpha, line))


def without_quotations(text: str) -> str:
    """Return a pasted mail with blanks for what it only answers, character for character.

    Where little or nothing was written above, that is what the mail is about, and stays without its marks.
    """
    text = ANSWERED_IN_TEXT.sub(blanks_for, text)
    following = FROM_ORIGINAL.search(text)
    if following and len(text[: following.start()].strip()) >= LEAST_WRITTEN:
        text = FROM_ORIGINAL.sub(blanks_for, text)
    written = QUOTED_LINE.sub(blanks_for, text)
    if len(written.strip()) >= LEAST_WRITTEN:
        return written
    return QUOTATION_MARKS.sub(blanks_for, ORIGINAL.sub(blanks_for, text))


def blanks_for(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match.group())
