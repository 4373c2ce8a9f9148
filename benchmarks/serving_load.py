"""The pages under load while the record is written to: `wrk` on loopback, a slow client, a huge query.

usage: python benchmarks/serving_load.py --record FILE [--seconds 10] [--connections 8]

FILE is a record made by `benchmarks/serve_pages.py --record FILE`. A writer adds a document and changes the listings'
table every tenth of a second meanwhile. Prints requests a second, latencies and errors for each page; needs wrk.
"""

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import urlopen

from dragoman.datamodel import Document, PageFacts
from dragoman.record.store import Batch, open_store

HOST = "127.0.0.1"
PAGES = (
    "/", "/search?q=corden", "/event/evt-5", "/actor/act-7", "/story/sto-3", "/report/rep-5", "/map?since=2025-03",
    "/timeline?since=2025-03&until=2025-03-31", "/disagreements", "/search.json?page=3",
)  # fmt: skip


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def write(record: Path, stop: threading.Event, written: list[int]) -> None:
    """Add documents, as `read` and `watch` do, until told to stop."""
    with open_store(record) as store:
        while not stop.wait(0.1):
            key = f"load-{time.time_ns()}"
            document = Document(key, key, "text/plain", "0" * 64, "Envoys met.", PageFacts())
            store.add(Batch((document,), (), (), ()))
            written[0] += 1


def load(address: str, seconds: int, connections: int) -> dict[str, str]:
    """What wrk tells of an address."""
    asked = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s", address]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found = {name: match[1] for name, rule in RULES.items() if (match := re.search(rule, told))}
    return {"errors": "0", "refused": "0", **found}


RULES = {
    "per second": r"Requests/sec:\s+([\d.]+)",
    "median": r"50%\s+(\S+)",
    "99 %": r"99%\s+(\S+)",
    "errors": r"Socket errors: (.*)",
    "refused": r"Non-2xx or 3xx responses: (\d+)",
}


def hold_slowly(port: int, stop: threading.Event) -> None:
    """A client that sends one letter of its request every half second."""
    with socket.create_connection((HOST, port)) as client:
        for letter in b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 10_000:
            if stop.wait(0.5):
                return
            client.send(bytes([letter]))


def answer_to(port: int, head: bytes) -> str:
    """The status line to a raw request."""
    with socket.create_connection((HOST, port), timeout=20) as client:
        client.sendall(head)
        return client.recv(200).split(b"\r\n", 1)[0].decode("latin-1")


def main() -> int:
    """Start the server and the writer, load each page, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--record", type=Path, required=True)
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--connections", type=int, default=8)
    asked = options.parse_args()
    if not shutil.which("wrk"):
        sys.exit("needs wrk (apt-get install wrk)")
    port, bad = free_port(), 0
    stop, written = threading.Event(), [0]
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "dragoman", "serve", "--record", str(asked.record), "--port", str(port)]
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait_for(port)
            threading.Thread(target=write, args=(asked.record, stop, written), daemon=True).start()
            for _ in range(20):
                threading.Thread(target=hold_slowly, args=(port, stop), daemon=True).start()
            print(f"{'page':44}{'a second':>10}{'median':>10}{'99 %':>10}  errors, refused")
            for page in PAGES:
                told = load(f"http://{HOST}:{port}{page}", asked.seconds, asked.connections)
                bad += told["errors"] != "0" or told["refused"] != "0"
                shown = f"{told['per second']:>10}{told['median']:>10}{told['99 %']:>10}"
                print(f"{page:44}{shown}  {told['errors']}, {told['refused']}", flush=True)
            huge = b"GET /search?q=" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
            print(f"a query of a megabyte: {answer_to(port, huge)!r}; documents written meanwhile: {written[0]}")
            print(f"after it all: {urlopen(f'http://{HOST}:{port}/').status}")
        finally:
            stop.set()
            server.terminate()
            server.wait(20)
    return int(bool(bad))


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urlopen(f"http://{HOST}:{port}/about").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
