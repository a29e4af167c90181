"""Networks in plain tables."""
