"""Measurements of the goals: `python -m benchmarks.run` writes RESULTS.md."""
