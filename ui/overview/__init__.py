"""The page on the landscape as a whole."""
