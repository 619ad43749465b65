"""Forecast: posterior-predictive intervals of a scenario, and the probability of meeting official targets."""

from sim.forecast.study import Forecast, ForecastStudy, forecast

__all__ = ["Forecast", "ForecastStudy", "forecast"]
