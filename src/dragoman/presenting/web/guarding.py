"""What stands between a stranger and the record: who may be asked for, how much, and what a browser may do with it."""

import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 4000
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Under `no-referrer` a browser sends a form with the origin "null": nobody could tell that it comes from our own pages.
_EDITING = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


class Guard:
    """Refuses foreign host names and overlong questions; puts the same strict headers on every answer.

    A page elsewhere can point its own name at this machine (DNS rebinding) and then read the record: so only names
    that were given are served, and plain addresses where the server listens beyond this machine.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], *, any_address: bool = False, editing: bool = False
    ) -> None:
        self.app = app
        self.hosts = {*LOOPBACK, *(h.lower() for h in hosts)}
        self.any_address = any_address
        self.headers = HEADERS | _EDITING if editing else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        refusal = self._refuse(scope)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        if not self._knows(host_name(Headers(scope=scope).get("host", ""))):
            return PlainTextResponse("This name is not served here.\n", 400)
        if len(scope["query_string"]) > LONGEST_QUERY:
            return PlainTextResponse("The question is too long.\n", 414)
        return None

    def _knows(self, name: str) -> bool:
        return name in self.hosts or (self.any_address and _is_address(name))


def host_name(header: str) -> str:
    """`[::1]:8765` is `::1`."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
