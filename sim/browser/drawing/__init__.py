"""Pictures of the browser as SVG texts: fast to write, sharp in print, coloured by the page's theme."""
