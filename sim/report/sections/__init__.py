"""The sections of the page, one file each; every one is a function of a comparison and a language."""
