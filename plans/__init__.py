"""From gap to plan: what one organization has, what it lacks, and what would close that.

What belongs to an organization is in a file of its own, `plans.organisation`, and never in the landscape.
"""
