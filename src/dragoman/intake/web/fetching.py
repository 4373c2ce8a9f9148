"""Fetch an address: from public hosts only, as robots.txt allows, no further than the policy goes."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urldefrag, urljoin

from dragoman import __version__
from dragoman.datamodel import Problem
from dragoman.errors import IntakeError
from dragoman.intake.options import FetchPolicy
from dragoman.intake.web.addresses import Address, is_public, parse_address
from dragoman.intake.web.connecting import open_connection
from dragoman.intake.web.robots import ALLOW_ALL, FORBID_ALL, Robots, parse_robots

USER_AGENT = f"Dragoman/{__version__} (reads news reports for a person who gave this address)"
Resolve = Callable[[str, int], list[str]]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NOT_MODIFIED = 304
_LONGEST_HEADER = 500
_ROBOTS_BYTES = 5_000_000
_LONGEST_PAUSE = 10.0
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether it has anything new (RFC 9110, 8.8): its `ETag` and `Last-Modified`."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address it came from in the end, what the server says it is, and its bytes, unpacked."""

    url: str
    media_type: str | None
    charset: str | None
    data: bytes
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Message
    data: bytes


def fetch(url: str, policy: FetchPolicy) -> Fetched | Problem:
    """One address; for many keep a `Fetcher`, which asks each host's robots.txt once."""
    return Fetcher(policy).fetch(url)


def resolve_host(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Fetcher:
    """Fetches under one policy, and remembers what each host's robots.txt says and when it was last asked."""

    def __init__(self, policy: FetchPolicy, resolve: Resolve = resolve_host) -> None:
        self._policy = policy
        self._resolve = resolve
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched | Problem:
        """The answer, or the problem that there was."""
        answer = self.fetch_if_new(url, Validators())
        return answer or Problem(url, "intake", "the server answered 304, which nobody asked for")

    def fetch_if_new(self, url: str, known: Validators) -> Fetched | Problem | None:
        """As `fetch`; None where the server says that nothing is new since the answer with these validators."""
        try:
            return self._follow(url, known)
        except IntakeError as error:
            return Problem(url, "intake", error.what, error.where, error.remedy)
        except TimeoutError:
            return Problem(url, "intake", f"took longer than {self._policy.seconds:g} seconds to fetch")
        except ssl.SSLError as error:
            return Problem(url, "intake", f"the host cannot prove who it is ({error.reason or 'TLS failed'})")
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            return Problem(url, "intake", f"cannot be fetched ({str(error) or type(error).__name__})"[:300])

    def _follow(self, url: str, known: Validators) -> Fetched | None:
        deadline = time.monotonic() + self._policy.seconds
        for _ in range(self._policy.max_redirects + 1):
            address = parse_address(urldefrag(url).url)
            ips = self._checked_ips(address, deadline)
            deadline += self._wait_until_allowed(address, ips, deadline)
            answer = self._ask(address, ips, self._policy.max_bytes, deadline, known)
            if answer.status == _NOT_MODIFIED and known != Validators():
                return None
            place = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not place:
                return _accept(answer, address)
            url = urljoin(address.url, place.strip())
        raise IntakeError(f"redirected more than {self._policy.max_redirects} times")

    def _checked_ips(self, address: Address, deadline: float) -> list[str]:
        """The host's addresses, looked up once: what was checked is what is connected to, whatever DNS says next."""
        ips = _within(deadline, lambda: self._resolve(address.host, address.port))
        if not ips:
            raise IntakeError("the host has no address")
        if not self._policy.allow_private and not all(map(is_public, ips)):
            raise IntakeError("the host is not public", where=address.host)
        return ips

    def _wait_until_allowed(self, address: Address, ips: list[str], deadline: float) -> float:
        """Ask robots.txt, then pause as is polite; returns the seconds paused, which are nobody's slowness."""
        robots = ALLOW_ALL
        if self._policy.obey_robots:
            robots = self._robots.get(address.origin) or self._robots_of(address, ips, deadline)
            self._robots[address.origin] = robots
            if not robots.allows(address.url):
                raise IntakeError(
                    "robots.txt forbids it", where=address.origin, remedy="save the page yourself and read the file"
                )
        pause = max(self._policy.pause_seconds, min(robots.pause_seconds, _LONGEST_PAUSE))
        left = max(0.0, self._asked.get(address.origin, -pause) + pause - time.monotonic())
        time.sleep(left)
        self._asked[address.origin] = time.monotonic()
        return left

    def _robots_of(self, address: Address, ips: list[str], deadline: float) -> Robots:
        """RFC 9309: none (4xx) allows everything; a host that cannot say (5xx) is left alone."""
        url = f"{address.origin}/robots.txt"
        for _ in range(self._policy.max_redirects + 1):
            place = parse_address(url)
            asked = ips if place.origin == address.origin else self._checked_ips(place, deadline)
            answer = self._ask(place, asked, _ROBOTS_BYTES, deadline)
            target = answer.headers.get("Location")
            if answer.status in _REDIRECTS and target:
                url = urljoin(place.url, target.strip())
                continue
            if answer.status >= 500:
                return FORBID_ALL
            return parse_robots(answer.data) if answer.status == 200 else ALLOW_ALL
        return ALLOW_ALL

    def _ask(
        self, address: Address, ips: list[str], most: int, deadline: float, known: Validators = Validators()
    ) -> _Answer:
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        headers |= {"If-None-Match": known.etag} if known.etag else {}
        headers |= {"If-Modified-Since": known.modified} if known.modified else {}
        with open_connection(address, ips, deadline, self._policy.ca_file) as connection:
            connection.request("GET", address.target, headers=headers)
            with connection.getresponse() as response:
                encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
                data = _read_body(response, encoding, most) if response.status == 200 else b""
                return _Answer(response.status, response.headers, data)


def _accept(answer: _Answer, address: Address) -> Fetched:
    if answer.status != 200:
        raise IntakeError(f"the server answered {answer.status}", remedy="look at the address in a browser")
    headers = answer.headers
    media_type = headers.get_content_type() if headers.get("Content-Type") else None
    validators = Validators(_header(headers, "ETag"), _header(headers, "Last-Modified"))
    return Fetched(address.url, media_type, headers.get_content_charset(), answer.data, validators)


def _header(headers: Message, name: str) -> str | None:
    """A header's value, where it may be sent back as it is."""
    value = headers.get(name)
    return value if value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER else None


def _read_body(response: http.client.HTTPResponse, encoding: str, most: int) -> bytes:
    """The body, unpacked; both what is sent and what it unpacks to are bounded."""
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise IntakeError("sent in an encoding that was not asked for", where=encoding[:40])
    unpacker = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    sent, parts, held = 0, [], 0
    while chunk := response.read(_CHUNK):
        sent += len(chunk)
        piece = unpacker.decompress(chunk, most + 1 - held) if unpacker else chunk
        parts.append(piece)
        held += len(piece)
        if max(sent, held) > most:
            raise IntakeError(f"larger than the limit of {most:,} bytes")
    if response.length or (unpacker and not unpacker.eof):
        raise IntakeError("cut off: the server sent less than it said", remedy="try again later")
    return b"".join(parts)


def _within(deadline: float, look_up: Callable[[], list[str]]) -> list[str]:
    """The look-up's result; it knows no time limit itself."""
    found: list[list[str]] = []
    failed: list[OSError] = []

    def run() -> None:
        try:
            found.append(look_up())
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError("the host name makes no sense"))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if failed:
        raise IntakeError("the host is not known") from failed[0]
    if not found:
        raise TimeoutError
    return found[0]
