"""The words of the page on data and quality."""

TITLE = "Data and quality"
LEAD = (
    "Where this landscape comes from, what became of every row, what is not known, "
    "and what waits for somebody to decide."
)
UNKNOWN = "unknown"

RUNS_TITLE = "What the last runs did"
RUNS_ALT = "Releases on this machine with when and how each was made"
RELEASE, WHEN, OUTCOME, HOW, ROWS_READ, REJECTED = (
    "Release",
    "Published",
    "Outcome",
    "How it was made",
    "Rows read",
    "Rejected",
)
TOOLS, CAME, WENT, CHANGED = "Tools", "New", "Gone", "Changed"
IS_CURRENT, IS_KEPT, IS_NEWER = "current", "kept, can be brought back", "newer, but rolled back"
WHOLE = "as a whole"
PATCHED = "from {before}, of which little had changed"
RUNS_NOTE = (
    "Only runs that found something new are listed: a run that finds nothing new publishes nothing. "
    "A run that fails leaves the current release as it was."
)
RUNS_SERVER = (
    "Release {release} was published on {day} by {program}. "
    "What else its runs did is kept with whoever runs the server."
)
SECONDS = "{when} UTC, {seconds} s"
WHICH = "Release to look into"
COMMANDS = "For scripts, and for more than fits here:"
LIST_COMMAND = "cxscape releases"
SHOW_COMMAND = "cxscape releases show {release}"
MATCHES_COMMAND = "cxscape matches list"

SOURCES_TITLE = "Sources and licenses"
SOURCES_ALT = "Sources with their license, address, and when each was read"
SOURCE, LICENSE, PUBLISHED_AT, READ, FILES, DESCRIBES = (
    "Source",
    "License",
    "Published at",
    "Last read",
    "Files",
    "Tools described",
)
NO_LICENSE = "none stated"

ROWS_TITLE = "What became of every row"
ROWS_ALT = "Files with their rows read, loaded, merged, without a tool, and rejected"
FILE, PROFILE, LOADED, MERGED, UNMATCHED, SUM = "File", "Read as", "Loaded", "Merged", "No tool for it", "Adds up"
ADDS_UP, DOES_NOT = ":material/check: yes", ":material/error: no"
ROWS_MEANING = (
    "*Loaded* rows brought a tool or added to one. *Merged* rows speak of a tool that another row had brought. "
    "*No tool for it*: the row measures something that is none of our tools. "
    "*Adds up*: loaded, merged, without a tool and rejected together are as many as were read."
)
ROWS_SERVER = "How many rows were merged is kept with whoever runs the server."
MERGES = "{count} of {file}"
MERGED_LINE = "line {line}: [{tool}]({address}), {reason}"
MORE_ROWS = "and {count} more: `{command}` tells them all"

REJECTED_TITLE = "Rows that could not be used"
NONE_REJECTED = "Every row of every file could be used."
REJECTED_COUNT = "{count} could not be used. The rest of their files was loaded."
BY_COLUMN_ALT = "Columns with the number of rejected rows"
REJECTED_ALT = "Rejected rows with file, line, column, value and reason"
COLUMN, ROWS, LINE, VALUE, REASON = "Column", "Rows", "Line", "Value", "Why, and what to do"
WHOLE_ROW = "the row as a whole"
NOTHING = "\N{EN DASH}"

QUEUE_TITLE = "What waits for a decision"
LABELS_TITLE = "Labels that mean nothing to us yet"
LABELS_NONE = "Every label in use has a meaning."
LABELS = (
    "{labels} of the sources, on {tools}, add nothing to any answer: nobody said what they mean, "
    "or it was decided that they have no counterpart here."
)
LABELS_DO = "To give one a meaning, add a row for it to the table of its source in `ontology/mappings`, and refresh."
LABELS_ALT = "Labels without a meaning, with the number of tools that carry each"
LABEL, WHY = "Label", "Decided"
NOT_DECIDED = "nobody decided yet"
MATCHES_TITLE = "Pairs that may be one tool"
MATCHES_NONE = "No pair is open."
MATCHES = (
    "{pairs} may be one tool listed twice. The evidence is not enough, so both were kept. "
    "Decide in `curation/matches.csv` in the folder of the landscape: write *same* or *different* into the column "
    "*decision*, and refresh. The likeliest:"
)
MATCHES_SERVER = "The table of open pairs is kept with whoever runs the server."
MATCHES_ALT = "Pairs of rows that may be one tool, the likeliest first"
MATCHES_BROKEN = "The table of pairs cannot be read: {error}"
ONE, OTHER, EVIDENCE = "One", "The other", "What speaks for it"
OF_SOURCE = "{name} ({source})"
DISPUTED_TITLE = "Labels found to be wrong"
DISPUTED = "A curator found that this label is wrong for this tool, so it counts for nothing:"
SHARED = "{count} are given by several tools. They may be one tool twice, or several products on one page."
SHARED_ALT = "Web addresses that several tools give"
SHARED_TITLE = "Addresses that tools share"
ADDRESS = "Address"

KNOWN_TITLE = "How much the sources state"
KNOWN_LEAD = "Of {total} tools. What is not stated is unknown, not no."
KNOWN_TABLE = "The same in numbers"
KNOWN_ALT = "Bar chart of the share of tools of which a source states each fact: {shares}. The table tells the same."
KNOWN_TABLE_ALT = "Facts with the number and share of tools of which a source states them"
FACT, STATED, SHARE = "Fact", "Tools", "Share"
FACTS = {
    "homepage": "Website",
    "category": "Category",
    "as_a_service": "Run by the vendor or not",
    "pricing": "Pricing model",
    "price_level": "Price level",
    "adoption": "How often it is seen",
    "open_source": "Open source or not",
    "vendor": "Vendor",
}

CHECKS_TITLE = "Checks"
CHECKS = (
    "Before a release is published, everything in it is held against {count} rules. A release that breaks one is not "
    "published, and the one before it stays. This one was published, so it breaks none."
)
NOTES = "Some things are noted without keeping a release back:"
CHECK_NOTES = {
    "no-homepage": "Tools without a website",
    "several-vendors": "Tools with more than one vendor",
    "no-license": "Sources that state no license",
}
RULES = "The {count} rules, by topic"
RULE_NOTED = "noted only"

ONTOLOGY_TITLE = "Ontology"
ONTOLOGY = (
    "Needs, capabilities and how they relate are version {version} of the cxscape ontology, last changed on {day}."
)
ONTOLOGY_TERMS = "What every term means"
ONTOLOGY_ALT = "Modules of the ontology with their versions"
MODULE, VERSION, MODIFIED = "Part", "Version", "Last changed"

QUERY_FILES, QUERY_SOURCES, QUERY_REJECTED = "Files", "Sources", "Rejected rows"
QUERY_COLUMNS, QUERY_LABELS, QUERY_KNOWN = "Rejected by column", "Labels", "What is stated"
QUERY_CHECKS, QUERY_ONTOLOGY, QUERY_RELEASE = "Notes", "Ontology", "Release"
