"""What visitors of the site find otherwise after a change: a plan's effects, as facts."""
