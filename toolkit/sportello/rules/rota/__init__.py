"""Rules of rotas: what is written in them, and what of it does not hold from a day on."""
