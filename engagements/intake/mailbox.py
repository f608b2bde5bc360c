"""Mails that a mail server delivers: whose they are, and the drafts and texts that become of them."""

import hashlib
import re
import uuid
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from django.conf import settings
from django.contrib.auth.models import User

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.limited_process import SECONDS_IN_BACKGROUND
from engagements.models import Source
from engagements.models.history import ChangeChannel, change_set
from engagements.reader.files import LARGEST_FILE, LONGEST_TEXT, Contents

from .files import FileReceipt, take_file

LISTED_TEXTS = 20
MAX_HEADER = 20_000  # characters
# What a server writes where it says nothing of its own: comments, and what it quotes of others.
ASIDES = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')


class RefusedMail(Exception):
    """Says in words for the sender why a mail is not taken in."""


class UnknownSender(RefusedMail):
    """It does not come from an allowed sender, as far as one's own mail server can tell."""


def receive_mail(content: bytes) -> FileReceipt:
    """Take in a mail for the user who sent it, once; raises `RefusedMail`."""
    if len(content) > LARGEST_FILE:
        raise RefusedMail(f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
    headers = BytesHeaderParser().parsebytes(content)
    user = sender_of(headers)
    receipt = FileReceipt("mail.eml")
    take_file(receipt, content, user, SECONDS_IN_BACKGROUND)
    if receipt.contents:
        keep_text(receipt.contents, uid_of(headers, content, user), user)
    elif not receipt.receipts:
        raise RefusedMail(" ".join(receipt.problems) or "There is no text in it.")
    return receipt


def sender_of(headers: Message) -> User:
    """Return who sent a mail: an account of that address, who may draft; raises `UnknownSender`."""
    senders = getaddresses([str(value) for value in headers.get_all("From", [])])
    address = senders[0][1].lower() if len(senders) == 1 else ""
    domain = address.rpartition("@")[2]
    if not domain or not is_authentic(headers, domain):
        raise UnknownSender("The mail server does not confirm who sent it.")
    users = list(User._default_manager.filter(email__iexact=address, is_active=True)[:2])
    if len(users) != 1 or not may_draft_from_readout(users[0]):
        raise UnknownSender("Nobody who may enter drafts has the address that it comes from.")
    return users[0]


def is_authentic(headers: Message, domain: str) -> bool:
    """Return whether one's own server vouches for ``domain`` by DMARC, or by a signature of that domain.

    Of several results of the server the topmost counts: it puts its own above all that was there.
    """
    for value in headers.get_all("Authentication-Results", []):
        plain = ASIDES.sub(" ", ASIDES.sub(" ", str(value)[:MAX_HEADER]))
        server, *results = plain.split(";")
        if server.split()[:1] != [settings.MAIL_AUTHSERV_ID]:
            continue
        return any(vouches(result.lower(), domain) for result in results)
    return False


def vouches(result: str, domain: str) -> bool:
    """Return whether one result, such as "dkim=pass header.d=example.org", is for mails of ``domain``."""
    method, *properties = re.sub(r"\s*=\s*", "=", result).split()[:30] or [""]
    values = dict(item.partition("=")[::2] for item in properties)
    if method == "dmarc=pass":
        return values.get("header.from") == domain
    signer = values.get("header.d", "")
    return method == "dkim=pass" and "." in signer and (domain == signer or domain.endswith(f".{signer}"))


def uid_of(headers: Message, content: bytes, user: User) -> uuid.UUID:
    """Return what is the same of one mail that ``user`` sent, however often it is delivered."""
    identity = str(headers.get("Message-ID", "")).strip() or hashlib.sha256(content).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"mid:{user.pk}:{identity}")


def keep_text(contents: Contents, uid: uuid.UUID, user: User) -> None:
    """Keep the text of a mail as a source, for its sender to draft from."""
    text = contents.text[:LONGEST_TEXT].replace("\0", "")
    if not text.strip():
        raise RefusedMail("There is no text in it.")
    with change_set(ChangeChannel.READING, user):
        Source.objects.get_or_create(
            uid=uid,
            defaults={
                "title": (contents.title or "Mail without a subject")[:300],
                "publisher": contents.sender[:200],
                "published_on": contents.date,
                "text": text,
                "created_by": user,
            },
        )


def received_texts(user: User) -> list[Source]:
    """Return what ``user`` may draft from: sources of theirs with a text, which no record names yet."""
    own = Source.objects.filter(created_by=user, visits=None, meetings=None).exclude(text="")
    return list(own.defer("text").order_by("-pk")[:LISTED_TEXTS])
