"""The page that tells where the data comes from, what became of it, and what is left to decide."""
