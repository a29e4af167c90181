"""The command line as ``python -m tertius.cli``."""

from tertius.cli import app

if __name__ == "__main__":
    app()
