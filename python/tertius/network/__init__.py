"""What is recorded about people, and how it goes out again."""
