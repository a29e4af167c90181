"""Files from strangers, opened, unpacked and cut into lines and rows without trusting them."""
