"""The run that a session watches: the model, what is drawn of it, and what may be changed in it."""
