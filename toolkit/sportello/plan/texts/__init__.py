"""What entries say, before and after: texts, addresses and numbers, and who may read them."""
