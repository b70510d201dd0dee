"""A report as one page of HTML that needs nothing else: to read, to send and to print."""
