"""Calendars: who met whom."""
