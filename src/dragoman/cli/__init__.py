"""The command line. Commands load when called, so that `--help` answers at once."""

import sys
from importlib import import_module

import click

from dragoman import __version__
from dragoman.errors import DragomanError

COMMANDS = {  # name: (module, function, one line for --help)
    "read": ("reading", "read", "Read reports (files, folders, dumps, pages, feeds, addresses) into the record."),
    "link": ("linking", "link", "Bring the record up to date; link all its reports anew."),
    "watch": ("watching", "watch", "Keep a record fresh from feeds, and print what changed."),
    "events": ("events", "events", "List what reportedly happened, on whose word; say what is one event."),
    "show": ("answers", "show", "Show one event: claims, chains, independent origins, disagreements."),
    "trace": ("answers", "trace", "Trace a claim in your own words to its origins."),
    "stories": ("listing", "stories", "List the stories: reports about the same main event."),
    "actors": ("actors", "actors", "List who appears, with all names seen; say who is who, import your own list."),
    "dossier": ("answers", "dossier", "Write the dossier of an event or a story as one web page."),
    "serve": ("serving", "serve", "Show the record as pages in a browser."),
    "export": ("exporting", "export", "Write the whole record as JSON Lines or CSV tables."),
    "diff": ("comparing", "diff", "Show what one record tells that another did not."),
    "problems": ("listing", "problems", "List the inputs that could not be read, or not in full."),
    "spark-read": ("distributing", "spark_read", "Read on a Spark cluster into a folder of Parquet files."),
    "import": ("distributing", "import_folder", "Take what was read on a cluster into the record."),
    "resources": ("listing", "resources", "List the knowledge and models that readings rest on."),
    "completion": ("shell", "completion", "Print the completion script for a shell."),
}


class _LazyGroup(click.Group):
    """Knows every command's name and line without importing it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"dragoman.cli.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dragoman")
def dragoman() -> None:
    """Dragoman reads news reports and works out what reportedly happened, who was there, and who says so.

    \b
    Start with:
      dragoman read FOLDER           read every report in a folder into dragoman.db
      dragoman events                what they tell, on whose word, on how many independent origins
      dragoman show 1                the first of these in full
      dragoman trace "X met Y"       who says so, and through whom
      dragoman dossier 1 -o out.html one page to open, print or mail
    """


def main() -> None:
    """Run a command: 0 all read, 1 failure, 2 wrong usage, 3 some inputs set aside, 130 interrupted."""
    try:
        code = dragoman.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _stop("interrupted; what was finished is kept: run the same again to go on", 130)
    except KeyboardInterrupt:
        _stop("interrupted; what was finished is kept: run the same again to go on", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else 1)
    except DragomanError as error:
        _stop(str(error), 1)
    except BrokenPipeError:  # `dragoman events | head` is no failure
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _stop(message: str, code: int) -> None:
    click.echo(f"dragoman: {message}", err=True)
    sys.exit(code)
