"""`dragoman completion SHELL`."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash:  eval "$(dragoman completion bash)"
    zsh:   eval "$(dragoman completion zsh)"
    fish:  dragoman completion fish | source
    """
    from dragoman.cli import dragoman

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(dragoman, {}, "dragoman", "_DRAGOMAN_COMPLETE").source())
