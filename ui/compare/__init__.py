"""Tools or categories side by side."""
