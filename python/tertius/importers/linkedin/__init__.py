"""LinkedIn's export of a member's data."""
