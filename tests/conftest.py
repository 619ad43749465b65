"""Settings of the whole suite."""

from hypothesis import settings

# Kernels are compiled at their first call, which would look like a slow example.
settings.register_profile("metro", deadline=None, derandomize=True)
settings.load_profile("metro")
