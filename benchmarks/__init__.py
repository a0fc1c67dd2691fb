"""What is fast and what is not, measured side by side in one run: only the ratios travel between machines."""
