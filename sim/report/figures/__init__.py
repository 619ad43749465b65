"""The figures of a comparison, one file each; ``gallery`` lists them in the order of the page."""
