"""Words for people in the languages of the desk: the same on every page and in every mail."""
