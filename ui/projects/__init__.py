"""The parts of the page about projects: which of them touch the customer experience, and how."""
