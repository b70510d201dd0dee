"""Every field of every class of the model has its effect: an edit of it gives a line of a plan."""
