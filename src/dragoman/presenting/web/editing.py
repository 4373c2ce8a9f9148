"""Judgements from forms: each is checked to come from a page of ours, kept, and the record derived anew."""

import hmac
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.datamodel import Actor, Event, Judged, Judgement, Reading
from dragoman.record.judgements import judged_actor, keep_judgement, take_back
from dragoman.record.queries import reports_with
from dragoman.record.store import Store, open_store
from dragoman.resources.gazetteer import fold_name

COOKIE = "dragoman_session"
LONGEST_FORM = 64_000
PATIENCE = 20.0  # seconds that a person waits for the record to be derived anew before a page says that it goes on
MOST_WORDS = 2000
RELIABILITY, CREDIBILITY = "ABCDEF", "123456"
_GOES_ON = (
    "Your judgement is kept. The record is being derived anew from it, which takes a while for a large one. Until then "
    "its pages show what was before; load yours again in a minute or two."
)
_log = logging.getLogger(__name__)
_KEY = re.compile(r"(?:https?://[^/?#]+)?(?:/(?:event|actor)/)?([a-z]+-[0-9a-zA-Z-]{1,64})/?")
_SESSION = re.compile(r"[\w-]{20,64}")

Form = Mapping[str, tuple[str, ...]]


class Editor:
    """Takes judgements for one record; `derive` makes the record anew from what is then kept."""

    def __init__(self, record: Path, derive: Callable[[Store], None]) -> None:
        self._record, self._derive = record, derive
        self._secret = token_bytes(32)
        self._lock = Lock()

    def token(self, session: str) -> str:
        """What a form of this session must carry."""
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def session_of(self, request: Request) -> str:
        """The browser's session; a new one where it has none."""
        session = request.cookies.get(COOKIE, "")
        return session if _SESSION.fullmatch(session) else token_urlsafe(24)

    def remember(self, session: str, response: Response) -> None:
        """Give the session to the browser: for this host, for requests from its own pages, never to a script."""
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")

    async def judge(self, request: Request) -> Response:
        """`POST /judge`."""
        from starlette.concurrency import run_in_threadpool

        form = await _read_form(request)
        self._check(request, form)
        kind = await run_in_threadpool(self._keep, form)
        if kind not in ("note", "grade") and not await run_in_threadpool(self._derived_soon):
            raise HTTPException(202, _GOES_ON)
        back = _one(form, "back")
        return RedirectResponse(back if re.match(r"/(?!/|\\)", back) else "/", 303)

    def _check(self, request: Request, form: Form) -> None:
        """Refuse what another site made the browser send."""
        origin = request.headers.get("origin", "")
        if urlsplit(origin).netloc != request.headers.get("host", ""):
            raise HTTPException(403, "This form did not come from a page of this record.")
        session = request.cookies.get(COOKIE, "")
        if not session or not hmac.compare_digest(self.token(session).encode(), _one(form, "token").encode()):
            raise HTTPException(403, "The form is too old. Go back, load the page again, and send it again.")

    def _keep(self, form: Form) -> str:
        """Keep what the form says; its kind."""
        kind = _one(form, "kind")
        with open_store(self._record) as store:
            if kind == "undo":
                if not take_back(store, _one(form, "id")):
                    raise HTTPException(404, "No such judgement: it may have been taken back already.")
            elif kind in _MAKERS:
                made = _MAKERS[kind](store, form)
                note = _one(form, "note") or None
                signed = replace(made, by=_one(form, "by") or None, when=date.today().isoformat(), note=note)
                keep_judgement(store, signed)
            else:
                raise HTTPException(400, "No such judgement.")
        return kind

    def _derived_soon(self) -> bool:
        """Derive the record anew; False where that goes on beside the pages. A later judgement waits its turn."""
        failed: list[Exception] = []

        def derive() -> None:
            try:
                with self._lock, open_store(self._record) as store:
                    self._derive(store)
            except Exception as error:  # noqa: BLE001 (told in the answer, or in the log where that is gone)
                failed.append(error)
                _log.error("deriving anew after a judgement: %s", error)

        work = Thread(target=derive, daemon=True)
        work.start()
        work.join(PATIENCE)
        if failed:
            raise failed[0]
        return not work.is_alive()


async def _read_form(request: Request) -> Form:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise HTTPException(413, "The form is too long.")
    try:
        found = parse_qs(body.decode("utf-8"), max_num_fields=2000)
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error
    return {name: tuple(values) for name, values in found.items()}


def _one(form: Form, name: str) -> str:
    return (form.get(name) or ("",))[0].strip()[:MOST_WORDS]


def _key(form: Form, name: str) -> str:
    """An id, or the address of its page."""
    found = _KEY.fullmatch(_one(form, name))
    if not found:
        raise HTTPException(400, "Give the other one’s id, or the address of its page.")
    return found[1]


def _event(store: Store, key: str) -> Event:
    if key.isdecimal():  # its number in `dragoman events`
        row = store.connection.execute("SELECT event FROM event_row WHERE number = ?", (int(key[:9]),)).fetchone()
        key = row[0] if row else key
    event = store.item("event", key, Event)
    if event is None:
        raise HTTPException(404, "The record holds no such event (any more).")
    return event


def _actor(store: Store, key: str) -> tuple[Actor, tuple[Reading, ...]]:
    actor = store.item("actor", key, Actor)
    if actor is None:
        raise HTTPException(404, "The record holds no such actor (any more).")
    return actor, store.items_of("reading", reports_with(store, key, -1), Reading)


def _two(form: Form) -> tuple[str, str]:
    one, other = _key(form, "subject"), _key(form, "other")
    if one == other:
        raise HTTPException(400, "These are one already; name another.")
    return one, other


def _merge_events(store: Store, form: Form) -> Judgement:
    events = [_event(store, key) for key in _two(form)]
    return Judgement("", "merge-events", tuple(Judged(e.title, e.mentions) for e in events))


def _split_event(store: Store, form: Form) -> Judgement:
    event = _event(store, _key(form, "subject"))
    leaving = tuple(m for m in event.mentions if m in set(form.get("part", ())))
    if not leaving or len(leaving) == len(event.mentions):
        raise HTTPException(400, "Choose some of the tellings, not all of them.")
    return Judgement("", "split-event", (Judged(event.title, event.mentions),), leaving)


def _merge_actors(store: Store, form: Form) -> Judgement:
    found = [_actor(store, key) for key in _two(form)]
    return Judgement("", "merge-actors", tuple(judged_actor(readings, actor) for actor, readings in found))


def _split_actor(store: Store, form: Form) -> Judgement:
    actor, readings = _actor(store, _key(form, "subject"))
    members = set(actor.members)
    held = [{fold_name(n) for n in a.names} for r in readings for a in r.actors if a.id in members]
    leaving = {fold_name(p) for p in form.get("part", ())} & set().union(*held)
    if not leaving or all(names & leaving for names in held):
        raise HTTPException(400, "Choose some of the names, and leave one that is not joined with them.")
    return Judgement("", "split-actor", (judged_actor(readings, actor),), tuple(sorted(leaving)))


def _remark(store: Store, form: Form) -> Judgement:
    if not _one(form, "note"):
        raise HTTPException(400, "The note is empty.")
    return Judgement("", "note", (_subject(store, form),))


def _grade(store: Store, form: Form) -> Judgement:
    letter, figure = _one(form, "reliability"), _one(form, "credibility")
    if letter not in RELIABILITY or figure not in CREDIBILITY or len(letter + figure) != 2:
        raise HTTPException(400, "A grade is a letter from A to F and a figure from 1 to 6.")
    return Judgement("", "grade", (_subject(store, form),), (letter, figure))


def _subject(store: Store, form: Form) -> Judged:
    if _one(form, "of") == "actor":
        actor, readings = _actor(store, _key(form, "subject"))
        return judged_actor(readings, actor)
    event = _event(store, _key(form, "subject"))
    return Judged(event.title, event.mentions)


_MAKERS: dict[str, Callable[[Store, Form], Judgement]] = {
    "merge-events": _merge_events,
    "split-event": _split_event,
    "merge-actors": _merge_actors,
    "split-actor": _split_actor,
    "note": _remark,
    "grade": _grade,
}
