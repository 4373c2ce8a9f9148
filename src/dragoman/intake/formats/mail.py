"""Newsletters as mail files (`.eml`). Runs inside the guarded worker."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from dragoman.datamodel import Document, PageFacts
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.documents import build_document, drop_unstorable, sha256_of, with_facts
from dragoman.intake.formats.html import read_page
from dragoman.intake.formats.plaintext import decode_text
from dragoman.intake.options import IntakeOptions

_MEDIA_TYPE = "message/rfc822"


def read_mail(data: bytes, uri: str, limits: IntakeOptions) -> Document:
    """The letter: its HTML part as a page, or its text part; subject, sender and date as its facts."""
    message = message_from_bytes(data, policy=policy.default)
    facts = _find_facts(message)
    page = _read_html_part(message, uri, limits)
    text = _text_part(message)
    if page is not None and 3 * len(page.text) >= len(text):
        kept = replace(page, sha256=sha256_of(data), media_type=_MEDIA_TYPE)
        return with_facts(kept, replace(facts, title=facts.title or page.facts.title, language=page.facts.language))
    if not text.strip():
        raise IntakeError("empty: the mail has no text in it", remedy=AGAIN)
    body = text if not facts.title or text.lstrip().startswith(facts.title) else f"{facts.title}\n\n{text}"
    return build_document(uri, _MEDIA_TYPE, sha256_of(data), body, facts)


def _find_facts(message: EmailMessage) -> PageFacts:
    sender = _header(message, "From")
    name = parseaddr(sender)[0] if sender else ""
    date = _header(message, "Date")
    return PageFacts(title=_header(message, "Subject"), site_name=name or None, published=date)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = str(message.get(name) or "")
    except (ValueError, ArithmeticError, LookupError, AttributeError):  # a year that there is not: as it is written
        value = next((str(v) for key, v in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(drop_unstorable(value).split()) or None


def _read_html_part(message: EmailMessage, uri: str, limits: IntakeOptions) -> Document | None:
    part = message.get_body(preferencelist=("html",))
    if part is None:
        return None
    try:
        return read_page(_content(part).encode("utf-8-sig"), uri, limits)
    except IntakeError:
        return None  # a letter of pictures; its text part may hold more


def _text_part(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain",))
    return _content(part) if part is not None else ""


def _content(part: MIMEPart) -> str:
    """The part's text; where its charset is none that there is, what its bytes look like."""
    try:
        content = part.get_content()
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        content = decode_text(payload) if isinstance(payload, bytes) else ""
    return drop_unstorable(content) if isinstance(content, str) else ""
