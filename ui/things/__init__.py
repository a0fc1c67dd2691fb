"""The pages about one thing: a tool, a vendor, a category, a capability."""
