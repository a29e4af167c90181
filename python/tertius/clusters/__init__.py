"""Who belongs together."""
