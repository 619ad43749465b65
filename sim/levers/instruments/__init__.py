"""The instruments, one file each; every file names its levers in ``LEVERS`` and is found by the registry."""
