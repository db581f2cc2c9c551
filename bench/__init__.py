"""Measure the real server from outside, as docs/performance.md tells."""
