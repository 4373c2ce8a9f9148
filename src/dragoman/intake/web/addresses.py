"""Which hosts may be asked: public ones, whatever way their address is spelled."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dragoman.errors import IntakeError

_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in parts: the host in plain ASCII, and the path with its query as it is sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address as one text."""
        return self.origin + self.target


def parse_address(url: str) -> Address:
    """The address's parts; raises `IntakeError` for other schemes, user names, and hosts spelled to deceive."""
    if _FORBIDDEN.search(url):
        raise IntakeError("an address with spaces or backslashes in it")
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise IntakeError("an address that makes no sense") from error
    if scheme not in _PORTS:
        raise IntakeError("not an http or https address")
    if "@" in parts.netloc:
        raise IntakeError("an address with a user name in it")
    target = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*-._") + (
        "?" + quote(parts.query, safe="/%:=&?~+!$,;'@()*-._[]") if parts.query else ""
    )
    return Address(scheme, _plain_host(host, bracketed="[" in parts.netloc), port or _PORTS[scheme], target)


def is_public(address: str) -> bool:
    """True for an IP address that anybody's packets reach; embedded IPv4 addresses are looked at as well."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = _embedded_ipv4(ip)
        if embedded is not None and not is_public(str(embedded)):
            return False
        if ip in _NAT64[0] or ip.ipv4_mapped:
            return embedded is not None
        if ip.scope_id or ip.is_site_local or ip in _NAT64[1] or ip in _COMPATIBLE:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded_ipv4(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 address."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64[0] else None


def _plain_host(host: str, *, bracketed: bool) -> str:
    if bracketed:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise IntakeError("an address that makes no sense") from error
    try:
        plain = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise IntakeError("a host name that makes no sense") from error
    if len(plain) > 253 or not _HOST.fullmatch(plain):
        raise IntakeError("a host name that makes no sense")
    if _NUMBER.fullmatch(plain.rpartition(".")[2]):
        # "2130706433", "0x7f.1" and "0177.0.0.1" all mean a number; only the usual spelling is taken.
        try:
            return str(ipaddress.IPv4Address(plain))
        except ValueError as error:
            raise IntakeError("a host number in an unusual spelling") from error
    return plain
