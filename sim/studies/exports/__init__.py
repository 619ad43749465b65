"""Stored results in the forms that other tools read: pandas, xarray, EMA Workbench, SALib."""
