"""Writes the command reference of the guide from the commands' own help.

usage: python docs/commands.py [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.cli import dragoman

PAGE = Path(__file__).parent / "guide" / "commands.md"
WIDTH = 100


def reference() -> str:
    """The page: every command with its help as printed."""
    parts = ["# Commands\n\nMade by `python docs/commands.py` from what `--help` prints.\n"]
    parts += [f"## {name}\n\n```\n{text.rstrip()}\n```\n" for name, text in _helps(dragoman, "dragoman")]
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    settings = {**dragoman.context_settings, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name.rsplit(" ", 1)[-1], parent=parent, **settings)
    context.terminal_width = WIDTH
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None and not found.hidden:
                yield from _helps(found, f"{name} {sub}", context)


if __name__ == "__main__":
    if "--check" in sys.argv and PAGE.read_text(encoding="utf-8") != reference():
        sys.exit("docs/guide/commands.md is old: run python docs/commands.py")
    PAGE.write_text(reference(), encoding="utf-8")
