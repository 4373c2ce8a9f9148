"""Ask feeds for what is new, politely: only when due, only what changed, and less often where one does not answer."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.datamodel import Document, Problem
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.files import read_fetched
from dragoman.intake.options import IntakeOptions
from dragoman.intake.web.fetching import Validators

_LONGEST_WAIT = 24 * 3600.0  # seconds, however often a feed has failed


class FeedState(msgspec.Struct, frozen=True):
    """What is known of a feed from the last time: the server's marks of it, failures in a row, when it is due again.

    `due` is in seconds since 1970.
    """

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    due: float = 0.0


Asked = tuple[str, FeedState, tuple[Document | Problem, ...]]


def ask_feeds(
    addresses: Sequence[str], states: Mapping[str, FeedState], options: IntakeOptions, *, every: float, now: float
) -> Iterator[Asked]:
    """Each feed that is due, its new state, and the items of its answer (none where nothing is new).

    After a failure the pause doubles, up to a day.
    """
    with IntakeContext(options) as context:
        for address in addresses:
            state = states.get(address, FeedState())
            if state.due > now:
                continue
            answer = context.fetcher.fetch_if_new(address, Validators(state.etag, state.modified))
            if isinstance(answer, Problem):
                failures = state.failures + 1
                wait = min(every * 2**failures, max(every, _LONGEST_WAIT))
                yield address, FeedState(state.etag, state.modified, failures, now + wait), (answer,)
            elif answer is None:
                yield address, FeedState(state.etag, state.modified, 0, now + every), ()
            else:
                marks = answer.validators
                items = tuple(read_fetched(answer, address, context))
                yield address, FeedState(marks.etag, marks.modified, 0, now + every), items
