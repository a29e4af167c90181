"""Graphs that other programs have written."""
