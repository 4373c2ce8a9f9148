"""What intake may do and how far it goes: the limits on one input, and when it may ask the network."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How addresses are fetched. `allow_private` lets loopback and private hosts through, for tests.

    `max_bytes` bounds the answer both as sent and unpacked; `seconds` the whole of one fetch, redirects and all.
    `pause_seconds` is the least time between two requests to one host; robots.txt may ask for up to ten seconds.
    `ca_file` adds certificates to trust beside the system's.
    """

    max_bytes: int = 20_000_000
    seconds: float = 30.0
    max_redirects: int = 5
    pause_seconds: float = 1.0
    obey_robots: bool = True
    allow_private: bool = False
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How far intake goes with one input.

    `max_bytes`: one item (a file, page, message, row, archive member); a larger one is set aside.
    `max_archive_bytes`: an archive that must be held in memory because it came inside another or through a pipe.
    `max_decompressed_bytes`, `max_ratio`: all that one given input may unpack to, in bytes and as a multiple of its own
    size (one item's worth is always allowed); whichever is less.
    `max_members`: members of one given input's archives, pages of a web archive, entries of one feed.
    `max_depth`: archives inside archives.
    `timeout_seconds`, `max_memory_bytes`: one item in the guarded parser.
    `follow_links`: fetch the articles that a feed names, `max_links` of them at most.
    `passed_over`: absolute paths that folders and globs leave out: the record's own files.
    Nothing is fetched unless an input is itself an http(s) address, or `follow_links` is set.
    """

    max_bytes: int = 20_000_000
    max_archive_bytes: int = 200_000_000
    max_decompressed_bytes: int = 2_000_000_000
    max_ratio: int = 200
    max_members: int = 100_000
    max_depth: int = 3
    timeout_seconds: float = 30.0
    max_memory_bytes: int = 2_000_000_000
    follow_links: bool = False
    max_links: int = 200
    passed_over: tuple[str, ...] = ()
    fetch: FetchPolicy = FetchPolicy()
