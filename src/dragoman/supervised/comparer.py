"""The side that compares: `python -m dragoman.supervised.comparer`, parcels in, what was found of their pairs out."""

import os
import signal
import sys

from dragoman.intake.guard.sandbox import read_frame, write_frame
from dragoman.linking.parcels import compare_packed
from dragoman.resources import load_resources


def main() -> None:
    """Compare parcels from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that links
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what prints must not speak into the replies
    resources = load_resources()
    while (parcel := read_frame(sys.stdin.buffer)) is not None:
        write_frame(replies, compare_packed(parcel, resources))


if __name__ == "__main__":
    main()
