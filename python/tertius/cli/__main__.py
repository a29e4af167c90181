"""The command line as ``python -m tertius.cli``."""

from tertius.cli import app

app()
