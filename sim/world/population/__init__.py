"""The population of end-2022: regions, firms with their flags, platforms, alliances."""
