"""What to do next to keep relationships alive."""
