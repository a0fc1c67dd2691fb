"""What the visitor's own organization says: kept in the browser session, opened from a file and taken along as one."""
