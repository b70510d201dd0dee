"""What a change of the catalog does: to mail, to deadlines, to hours, and to what is public.

Two catalogs are compared by their results, and never by their text: whatever leaves the results as
they are, such as another order of entries, comments, or files that were split, is no change.
"""
