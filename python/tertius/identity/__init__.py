"""Who is one person under several keys."""
