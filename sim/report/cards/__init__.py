"""Cards: what scenarios, models and results look like in a notebook, in both languages."""
