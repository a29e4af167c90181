"""A network to move about in, in a notebook."""
