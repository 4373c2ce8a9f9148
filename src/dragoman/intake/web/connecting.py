"""An HTTP connection to an IP address that was checked, with one deadline over all of it."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import cast

from dragoman.intake.web.addresses import Address


@contextmanager
def open_connection(
    address: Address, ips: list[str], deadline: float, ca_file: str | None
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the first of the addresses that answers; TLS proves the host's name, not the number."""
    with closing(_connect(ips, address.port, deadline)) as plain:
        plain.settimeout(_left(deadline))
        with closing(_wrap(plain, address.host, ca_file) if address.scheme == "https" else plain) as wrapped:
            connection = http.client.HTTPConnection(address.host, address.port)
            connection.default_port = 443 if address.scheme == "https" else 80  # leaves it out of the Host header
            connection.sock = cast("socket.socket", _TimedSocket(wrapped, deadline))  # nothing left to resolve
            yield connection


class _TimedSocket:
    """The part of a socket that `http.client` uses, where every single read and write keeps the deadline.

    A server that sends a byte now and then keeps a socket's own time limit from ever running out.
    """

    def __init__(self, inner: socket.socket, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._inner.settimeout(_left(self._deadline))
        self._inner.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 (always "rb")
        return io.BufferedReader(_TimedReads(self._inner, self._deadline))

    def close(self) -> None:
        """The socket is closed by whom it was opened; `http.client` lets go of it while it still reads."""


class _TimedReads(io.RawIOBase):
    def __init__(self, inner: socket.socket, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._inner.settimeout(_left(self._deadline))
        return self._inner.recv_into(buffer)


def _connect(ips: list[str], port: int, deadline: float) -> socket.socket:
    trouble: OSError = OSError("the host has no address")
    for number, ip in enumerate(ips):
        try:
            return socket.create_connection((ip, port), timeout=_left(deadline) / (len(ips) - number))
        except OSError as error:
            trouble = error
    raise trouble


def _wrap(plain: socket.socket, host: str, ca_file: str | None) -> socket.socket:
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context.wrap_socket(plain, server_hostname=host)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
