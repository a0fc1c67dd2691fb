"""The shortlist: the tools collected on the way, and what they do together."""
