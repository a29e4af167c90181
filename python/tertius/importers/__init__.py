"""A person's own records as networks: LinkedIn exports, mailboxes, calendars, address books, tables.

Every reader takes a path, treats what it holds as hostile, and gives a Network with a report of what was
read and what was left out. Nothing from a file is run, followed or written.
"""
