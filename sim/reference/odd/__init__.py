"""Tables of the ODD protocol, written from the code into ``docs/odd.md`` and ``docs/odd.zh.md``."""
