"""Which feeds to watch: an OPML file, as feed readers export it, or a plain list of addresses."""

from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dragoman.errors import UsageError

_MOST_BYTES = 5_000_000
_MOST_FEEDS = 5_000


def read_feed_list(path: Path) -> tuple[str, ...]:
    """The addresses in a file, in its order, each once; UsageError says what is wrong with it."""
    try:
        data = path.read_bytes()[: _MOST_BYTES + 1]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{path}: larger than {_MOST_BYTES // 10**6} MB; is it a list of feeds?")
    found = _from_opml(path, data) if data.lstrip()[:1] == b"<" else _from_lines(path, data)
    addresses = tuple(dict.fromkeys(a for a in found if a.lower().startswith(("http://", "https://"))))
    if not addresses:
        raise UsageError(f"{path}: no address of a feed in it (OPML with xmlUrl, or one http(s) address a line)")
    if len(addresses) > _MOST_FEEDS:
        raise UsageError(f"{path}: {len(addresses)} feeds, more than {_MOST_FEEDS}; split the list")
    return addresses


def _from_opml(path: Path, data: bytes) -> list[str]:
    try:
        root = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise UsageError(f"{path}, line {error.position[0]}: no valid XML ({error})") from error
    except (DefusedXmlException, ValueError) as error:
        raise UsageError(f"{path}: XML with entities or a DTD of its own is not read") from error
    return [address.strip() for node in root.iter("outline") if (address := node.get("xmlUrl"))]


def _from_lines(path: Path, data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}") from error
    return [line.strip() for line in text.splitlines()]
