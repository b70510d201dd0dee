"""A desk of one's own: from six answers to the files that it begins with."""
