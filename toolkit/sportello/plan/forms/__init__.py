"""How a plan is shown, one module a form: each takes a `Report` and returns text."""
