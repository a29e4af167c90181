"""How strong each tie is, why, how sure."""
