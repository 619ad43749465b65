"""The policy brief: about two pages in plain words, one file for each kind of study."""
