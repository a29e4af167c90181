"""Who stands between whom."""
