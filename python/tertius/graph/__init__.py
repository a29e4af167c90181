"""The compact graph of ties in Python."""
