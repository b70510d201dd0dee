"""The facts of the five source documents, one test a fact; see docs/seed-facts.md."""
