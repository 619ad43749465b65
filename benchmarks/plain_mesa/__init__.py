"""The shared test configuration as a plain, idiomatic Mesa model: what our speed is compared with."""
