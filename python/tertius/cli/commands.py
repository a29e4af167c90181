"""How every command begins and ends."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import tertius as tt
from tertius.cli.screen import complain

_WRONGLY_ASKED: Any = typer.BadParameter.__mro__[2]
"""The base of all that typer finds wrong, wherever this release of it keeps that."""


class Commands(TyperGroup):
    """Ends every command with a code that is documented, and says what went wrong in one line."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        run = partial(super().main, args, prog_name, complete_var, False, windows_expand_args, **extra)
        return sys.exit(_code(run)) if standalone_mode else run()

    def invoke(self, context: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("always", tt.DataWarning)
            warnings.showwarning = lambda message, *place, **more: complain(f"warning: {message}")
            try:
                return super().invoke(context)
            except BrokenPipeError:
                raise
            except KeyboardInterrupt:
                complain("stopped")
                raise typer.Exit(130) from None
            except OSError as error:
                complain(f"error: {_what_the_system_says(error)}")
            except tt.InvalidOption as error:
                complain(f"error: {error}")
                raise typer.Exit(2) from None
            except (tt.Error, ImportError) as error:
                complain(f"error: {error}")
            raise typer.Exit(1) from None


def _code(run: Callable[[], Any]) -> int:
    """Runs a command and says with which code to leave."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody listens any more
        return 0
    except _WRONGLY_ASKED as error:
        _say_how_to_ask(error)
        return 2
    return code if isinstance(code, int) else 0


def _say_how_to_ask(error: Any) -> None:
    said = error.format_message()
    if said:  # else it was the help that was wanted
        asked = error.ctx.command_path if error.ctx else "tertius"
        complain(f"error: {said.rstrip('.')}; see {asked} --help")


def _what_the_system_says(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tertius {tt.__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Your professional network: how strong each tie is, who should meet whom, what to do this week.

    Begin with your own records:

    tertius import --me YOUR-ADDRESS FILES --store me.tertius

    tertius due --store me.tertius

    Or look around in a sample: tertius due --sample consultant
    """
