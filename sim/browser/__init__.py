"""The browser: finished pages in Mesa's Solara server, started by ``metrosim browse``."""
