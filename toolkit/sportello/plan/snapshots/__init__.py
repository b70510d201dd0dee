"""The results of a catalog as data, and the plan of two of them."""
