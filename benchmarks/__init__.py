"""Measurements, each as a ratio of work done in one session. ``python -m benchmarks`` runs them all."""
