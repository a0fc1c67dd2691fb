"""The words of the page that compares."""

TITLE = "Compare"
LEAD = (
    "Put two to five tools, or kinds of tools, side by side. What differs comes first, and what nobody says is called "
    "unknown, not no."
)
ADD = {"tool": "Add a tool", "category": "Add a category"}
ADD_HELP = {
    "tool": "Type part of its name, then choose from what is found.",
    "category": "Compares what tools of each category usually do.",
}
OR_CATEGORY = "Or start with a category"
CHOOSE = "Choose"
REMOVE = "Take {name} out of the comparison"
START_OVER = "Start over"
SHORTLIST = "Compare your shortlist ({count})"
SHORTLIST_LONG = "Compare the first {most} of your shortlist ({count})"
NEEDS = "For which needs?"
NEEDS_PLACEHOLDER = "All they serve, or choose up to {most}"
NEEDS_HELP = "For each need you choose, you see what software must be able to do for it, and which of them can."
ONLY = "Only differences"
ONLY_HELP = "Leaves out what is the same for all."

NONE = "Nothing to compare yet. Add two tools, or two categories."
ONE = "One is not enough to compare: add at least one more."
LIKE_IT = "Much like it:"
TOO_MANY = "{most} fit side by side. Left out: {names}."
UNKNOWN = "We know no {kind} called “{asked}”, so it is left out."
INSTEAD = "Take {name} instead"
UNKNOWN_NEED = "We know no need called “{asked}”, so it is left out."
TOO_MANY_NEEDS = "At most {most} needs are told at a time. Left out: {names}."
BOTH = "The link names tools and categories. They do not compare, so the categories are left out."

FACTS = "At a glance"
FACT = "Fact"
STATUS = "Still on offer"
STATUS_ACTIVE = "As far as is known"
CATEGORIES = "Categories"
NO_CATEGORY = "Unknown: none that we can read"
MEANING = "What it means"
PART_OF = "Part of"
MEMBERS = "Tools on offer"

NEED_LINK = "All tools for this need"
REQUIRED = "What the need asks for"
FIT_ROW = "The need as a whole"
FIT_CELL = "**{fit}**, covers {coverage:.0%}"
NO_FIT = "Not known to serve it"
SAME = "{count} that are the same for all are left out."
ALL_SAME = "They do not differ here, as far as is known."
SAME_LAST = "What differs comes first."
IMPORTANCE = "{label}  \n:small[:gray[{importance}]]"
SERVED = "Needs they serve"
NEED = "Need"
NO_NEEDS = "None of them is known to serve a need."

ONLY_ONE = "What only one of them does"
ONLY_ONE_NOTE = "Known of one of them, or done by most tools of its category, and not to be expected of the others."
ONLY_NOTHING = "Nothing that the others are not known or expected to do, too."
ONLY_NEEDS = "Needs that only it serves"
EXPECTED = "Usual for its category"

HOW_USUAL = {"core": "what they are for", "common": "most do this", "occasional": "some do this"}
"""How usual something is for tools of a category, where the category is named beside it."""
USUAL = {
    "core": "What they are for",
    "common": "Most of them do",
    "occasional": "Some of them do",
}
NOT_USUAL = "Not usual"

QUERIES = {
    "facts": "Facts: {name}",
    "abilities": "What it can do: {name}",
    "needs": "Needs: {name}",
    "required": "Asked for: {name}",
}
DOCUMENT_TITLE = "{count} compared"
