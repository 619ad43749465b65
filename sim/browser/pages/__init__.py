"""The five pages: live run, compare, sweep, flows, evidence."""
