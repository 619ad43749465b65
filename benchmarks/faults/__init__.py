"""Faults in studies: each is put into a real study, which is then finished without it and compared with one that was never disturbed."""
