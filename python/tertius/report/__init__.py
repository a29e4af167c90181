"""The network at a glance, and the page that shows it."""
