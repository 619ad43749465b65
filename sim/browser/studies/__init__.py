"""Studies started from a page: a background process with progress and cancel, and the stored results it leaves."""
