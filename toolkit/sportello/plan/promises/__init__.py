"""What tickets are promised, before and after, and when that is due over a year."""
