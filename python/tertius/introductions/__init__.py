"""Who should meet whom, through whom."""
