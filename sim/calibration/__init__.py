"""Calibration: free numbers fitted to what was counted up to 2022, and the posterior that ships."""
