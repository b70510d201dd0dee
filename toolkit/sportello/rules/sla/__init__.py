"""SLA: what is promised can be counted, fits together, and every ticket finds it."""
