"""The words of the page on the landscape as a whole."""

TITLE = "The whole landscape"
LEAD = (
    "{tools} on offer, as far as is known, in {categories}; {retired} more are gone. Of {measured} of those on offer "
    "somebody counted how often they are seen on the web."
)

MAP_TITLE = "What there is, by category"
AREA = "What size stands for"
AREAS = {"tools": "Number of tools", "adoption": "Seen on the web"}
MAP_HELP = (
    "Each box is a category; click one to open its page. The smallest bear no name: the table tells all. A tool that "
    "belongs to several counts in each of them."
)
MAP_ALT = {
    "tools": "Treemap of {count} categories by number of tools. "
    "The largest are {largest}. The table tells all of them.",
    "adoption": "Treemap of {count} categories by how often their tools are seen on the web. "
    "The largest are {largest}. The table tells all of them.",
}
MAP_EMPTY = {
    "tools": "No tool of this landscape is known to belong to a category.",
    "adoption": "Nobody measured how often the tools of any category are seen.",
}
MAP, MAP_TABLE = "Map", "Table"
CATEGORY, PART_OF = "Category", "Part of"
TOOLS, OPEN_SOURCE, FREEMIUM, SEEN = "Tools", "Open source", "Free to start", "Seen on the web"
AT_LEAST = (
    "“Open source” and “Free to start” count what a source states. What nobody states is unknown, so there may be more."
)
EMPTY_CATEGORIES = "No tool of this landscape belongs to: {names}."
TABLE_ALT = "The categories with their number of tools"

FIND_TITLE = "Find tools"
NAME = "Name"
NAME_PLACEHOLDER = "Part of a name"
NAME_HELP = "Finds tools by letters of their name or of a former name. Press Enter."
ANY = "Any"
FACETS = {
    "category": "Category",
    "pricing": "Pricing model",
    "price_level": "Price level",
    "open_source": "Open source",
    "measured": "Seen on the web",
    "retired": "On offer",
}
"""What a list of tools can be narrowed by, in the order of the fields."""
FACET_HELP = {
    "category": "Keeps tools that surely belong to this category.",
    "pricing": "Keeps tools whose price is stated to work like this.",
    "price_level": "Keeps tools stated to cost about this much.",
    "open_source": "Keeps tools stated to be open source, or stated not to be.",
    "measured": "Keeps tools that were counted at work on the web, or those that were not.",
    "retired": "Tools that are gone or go by another name are left out, unless you ask for them.",
}
VALUES = {
    "open_source": {"true": "Open source", "false": "Not open source"},
    "measured": {"true": "Counted", "false": "Not counted"},
    "retired": {"false": "On offer", "true": "No longer on offer"},
}
OPTION = "{label} ({count})"
UNKNOWN_IS_NOT_NO = "A choice leaves out tools of which no source says it: that is unknown, not no."
CLEAR = "Clear all"

FOUND = "{found}, the most widely seen first"
PLACE = "{first} to {last} of {total}"
PAGES = "Page of the list"
VIEW = "Show as"
VIEWS = {"list": "List", "table": "Table"}
TOOL, VENDOR, PRICE, LICENSE = "Tool", "Vendor", "Price", "Open source"
NOT_STATED = "\N{EN DASH}"
NOT_STATED_MEANING = "A dash means that no source says."
LIST_ALT = "Tools {place}, with category, price, whether it is open source and how often they are seen on the web"
NOT_MEASURED = "not counted on the web"
SEEN_TIMES = "seen {count} times on the web"
PUT, TAKE = "Add to shortlist", "Remove from shortlist"
CATEGORIES_MORE = "and {count} more"

NO_MATCH_TITLE = "Your choices leave no tool"
NO_MATCH = "{total} tools are on offer in all. These choices together leave none of them."
DROP = "Drop {facet}: {value} ({count})"
NOT_KNOWN = "The link asks for the {facet} “{value}”, which we do not know, so it is ignored.{near}"
NEAREST = " Nearest: {names}."

NEEDS_TITLE = "How well it serves your customers' needs"
NEEDS_LEAD = (
    "A kind of tool serves a need well when its tools usually do most of what the need asks for. "
    "Where no kind of tool covers even half of it, it takes several tools together."
)
UNDERSERVED = "{count} that no single kind of tool covers by half"
BEST = "at best {share}, by {names}"
ALL_NEEDS = "All {count} needs, the worst served first"
NEED, COVERED, KINDS = "Need", "Best covered by one kind of tool", "Kinds of tools that serve it"
SERVING = "Tools that serve it"
NEEDS_ALT = "All needs with how well the landscape serves them"
NONE_UNDERSERVED = "Of every need, some kind of tool covers more than half."

QUERY_TOOLS, QUERY_COUNTS, QUERY_MAP = "Tools", "Counts", "Categories"
QUERY_NEEDS, QUERY_GAPS = "Needs", "Needs no kind covers"
