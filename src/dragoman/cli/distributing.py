"""`dragoman spark-read`, `import`."""

from pathlib import Path

import click

from dragoman.cli.limits import Limits, intake_options, limit_options, reading_limits
from dragoman.cli.linking import Where, compare_elsewhere, where_option
from dragoman.cli.options import record_option

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(name="spark-read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output", "-o", type=_FOLDER, required=True, help="The folder for the rows (Parquet).")
@click.option("--master", metavar="URL", help="Spark's master, as local[4] or spark://host:7077 (default: as set up).")
@click.option(
    "--slice-bytes", type=click.IntRange(min=1), default=4_000_000, show_default=True, help="Of dumps a task."
)
@limit_options
def spark_read(paths: tuple[str, ...], output: Path, master: str | None, slice_bytes: int, limits: Limits) -> None:
    """Read reports on a Spark cluster, with the same functions as `dragoman read`.

    PATH is a file, folder or glob (JSON Lines, WARC, pages, …) that all machines see under the same name, and so is the
    output. Dumps of JSON Lines are cut into slices; other files are read whole, each by one task. A run that stopped is
    taken up where it was by giving it again. A document that passes a limit is set aside as with `dragoman read`: each
    of Spark's processes has one beside it that holds the models and can be killed. Needs `pip install
    "dragoman[spark]"` and Java 17.

    \b
    dragoman spark-read news/*.jsonl -o rows --master local[4]
    dragoman import rows --record archive.db
    """
    from dragoman.cli.reading import progress_line
    from dragoman.distributed.spark import spark_read as read

    with progress_line(lambda: None) as progress:
        count = read(
            paths,
            output,
            intake_options(limits),
            master=master,
            slice_bytes=slice_bytes,
            limits=reading_limits(limits),
            progress=progress,
        )
    click.echo(f"{count} slices read into {output}; next: dragoman import {output}")


@click.command(name="import")
@click.argument("folder", type=_FOLDER)
@record_option
@where_option
def import_folder(folder: Path, record_file: Path, where: Where) -> None:
    """Take the rows of `dragoman spark-read` from FOLDER into the record, and link them.

    The record is then the same, byte for byte in its export, as if one process had read and compared everything.

    \b
    dragoman import rows --record archive.db
    dragoman import rows --record archive.db --master spark://host:7077    mentions compared on the cluster
    """
    from dragoman.distributed.importing import import_rows
    from dragoman.pipeline import link_new
    from dragoman.record.store import open_store
    from dragoman.resources import load_resources
    from dragoman.weighing.joins import Assumptions

    with open_store(record_file, create=True) as store:
        counts = import_rows(store, folder)
        resources = load_resources()
        link_new(store, resources, Assumptions(), elsewhere=compare_elsewhere(where, resources))
    click.echo(
        f"{counts['document']} documents, {counts['report']} reports, {counts['problem']} problems: {record_file}"
    )
