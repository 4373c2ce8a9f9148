"""`dragoman serve`."""

import socket
from pathlib import Path

import click

from dragoman.cli.options import record_option
from dragoman.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@record_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; the default is this machine."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port (0: any free one).")
@click.option("--name", "names", multiple=True, help="A further host name to answer to, as browsers write it.")
@click.option("--edit", is_flag=True, help="Let people merge, split, note and grade through forms.")
def serve(record_file: Path, host: str, port: int, names: tuple[str, ...], edit: bool) -> None:
    """Show the record as pages in a browser, on this machine until told otherwise.

    Pages only read the record, unless --edit is given. Each answers as JSON too, at the same address with .json.
    Ctrl-C ends it.

    \b
    dragoman serve                                     http://127.0.0.1:8765/
    dragoman serve --host 0.0.0.0 --name desk.example  for others in the network, under that name
    """
    import uvicorn

    from dragoman.cli.judging import derive_again
    from dragoman.presenting.web.application import make_application
    from dragoman.record.indexing import bring_up_to_date
    from dragoman.record.store import open_store

    with open_store(record_file) as store:
        bring_up_to_date(store)
    beyond = host not in LOOPBACK
    application = make_application(
        record_file, (*names, host), any_address=beyond, derive=derive_again if edit else None
    )
    listener = _listen(host, port)
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/ (Ctrl-C ends)")
    if beyond:
        click.echo(
            f"dragoman: whoever reaches this address can read the whole record{' and judge' if edit else ''}", err=True
        )
    settings = uvicorn.Config(
        application, log_level="warning", access_log=False, server_header=False, limit_concurrency=64, lifespan="off"
    )
    uvicorn.Server(settings).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"{host} port {port}: cannot listen there ({error.strerror}); try --port 0") from error
