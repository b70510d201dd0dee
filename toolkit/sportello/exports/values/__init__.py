"""What stands in the cells of an export -> values: one reader a kind of value."""
