"""What people are called in the records."""

Key = str | int
"""A text or a whole number."""
