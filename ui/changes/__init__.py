"""What differs from one release to the next: the page, and the feeds that tell of it."""
