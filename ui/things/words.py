"""The words of the pages about one thing."""

from ui.words import EVIDENCED, ICON_EVIDENCED, ICON_IMPLIED, IMPLIED

KINDS = {"tool": "tool", "vendor": "vendor", "category": "category", "capability": "capability"}
"""What a person calls a thing of each kind."""
ALL = {
    "tool": "The whole landscape",
    "vendor": "All vendors",
    "category": "All categories",
    "capability": "All capabilities",
}
PICK = {
    "tool": "Which tool?",
    "vendor": "Vendors",
    "category": "Categories of tools",
    "capability": "What software can do",
}
LEAD = {
    "tool": "Type part of its name.",
    "vendor": "The makers that a source names. Of most tools no source says who makes them.",
    "category": "Kinds of tools, each with what its tools usually do and which needs they serve.",
    "capability": "Each of these is something software can do for your customers, or for the people who serve them.",
}
FIND_TOOL = "Name of the tool"
FIND_PLACEHOLDER = "Part of a name is enough"
NOTHING_NAMED = "No tool has “{text}” in its name. Try fewer letters."
UNKNOWN_TITLE = "We know no {kind} called “{asked}”"
UNKNOWN_NEAR = "The link may be old, or mistyped. Nearest to it:"
NEAREST = "Nearest: {names}."
UNKNOWN_NONE = "The link may be old, or mistyped, and we know nothing like it."
GONE = "It was here in the release before this one. Its sources no longer list it."
MOVED_ON = "It goes on under another name:"
OPEN = "Open"

FACTS = "Facts"
FACT, VALUE = "Fact", "What the sources say"
FACT_LABELS = {
    "homepage": "Website",
    "madeBy": "Vendor",
    "hasPricingModel": "Pricing model",
    "hasPriceLevel": "Price level",
    "openSource": "Open source",
    "softwareAsAService": "Run for you in the cloud",
    "occurrences": "Seen on the web",
}
"""The facts that a tool may have, by the name of their property, in the order in which they are told."""
YES_NO = {True: "Yes", False: "No"}
TIMES = ("time", "times")
NOBODY_SAYS = "Unknown: no source says"
ORIGIN = "{file}, line {line}"
READ = "read {day}"
OTHER_SAYS = "another source says {value} ({origin}), which was not believed"
LISTED_AS = "A source calls it {labels}: {origin}."
DISPUTED = "A curator found this label to be wrong for this tool, so it counts for nothing: “{label}” ({origin})"

STATUS = {"retired": "{name} is no longer on offer", "renamed": "{name} goes by another name now"}
STATUS_OTHER = "{name}: {status}"
SINCE = "since {since}"
SUCCESSOR = "What took its place"
STATUS_SOURCE = "Source"

PUT = "Add to shortlist"
TAKE = "Remove from shortlist"
FULL = "Your shortlist is full: it holds {most} tools."
COMPARE = "Compare with its alternatives"
COMPARE_ALONE = "Compare with other tools"
AS_DATA = "Data for programs"
AS_DATA_HELP = "For programs: all that is known of it, in the form that they ask for."

ABILITIES = "What it can do"
ABILITIES_COUNT = (
    "Of {all} things that marketing software can do, sources say {evidenced} of this tool. {implied} more are usual "
    "for tools of its kind. Of the other {unknown} nobody says anything: that is unknown, not no."
)
ABILITY_GROUPS = {
    "evidenced": (EVIDENCED, ICON_EVIDENCED, "a source says so of this very tool"),
    "core": (IMPLIED, ICON_IMPLIED, "this is what tools of its category are for"),
    "common": (IMPLIED, ICON_IMPLIED, "most tools of its category do this"),
    "occasional": (IMPLIED, ICON_IMPLIED, "some tools of its category do this"),
}
NO_EVIDENCE = "No source says what this very tool can do. What follows is what tools of its category usually do."
NO_ABILITIES = "Nothing is known of what it can do: no source puts it in a category that we can read."
STATED = "stated outright"
LISTED = "listed as “{label}”"
THROUGH = "usual in {through}"
SURE = "{share:.0%} sure"

NEEDS = "Needs it serves"
NEEDS_TOGETHER = "Needs its tools serve together"
NEEDS_USUAL = "Needs its tools usually serve"
NEED_COVERS = "{fit}, covers {coverage:.0%} (the best kind of tool usually {best:.0%})"
NO_NEEDS = "As far as the sources tell, it serves no need well enough to be named."
NEEDS_NOTE = (
    "A primary fit covers most of what the best kind of tool usually covers of the same need, a supporting fit some. "
    "Each need opens with the tools that serve it best."
)
EVERY_STAGE = "At every stage"

ALTERNATIVES = "Alternatives"
ALTERNATIVES_EVIDENCE = "Known to do the same"
ALTERNATIVES_EVIDENCE_NOTE = "Sources say the same of these tools, not merely that they are of the same category."
ALTERNATIVES_NEEDS = "Serve the same needs"
ALTERNATIVES_NEEDS_NOTE = "Most of what this tool serves well, these serve well, too."
SHARES = "{shared} of the {own} things known of this tool"
SHARES_ONE = "the one thing known of this tool"
SHARES_NEEDS = "{shared} needs in common"
NO_ALTERNATIVES = "We know none: too little is known of this tool to say what could take its place."
SEEN = "seen {count:,} times on the web"
NOT_MEASURED = "not counted on the web"
RETIRED = "no longer on offer"
MORE = "Show all {count}"
LESS = "Show fewer"
ALL_TOOLS = "All {count:,} of them, page by page"

CATEGORIES = "Categories"
CATEGORIES_SURE = "It belongs to"
CATEGORIES_MAYBE = "It may belong to"
CATEGORIES_NONE = "No source puts it in a category that we can read."

WORKS_WITH = "Comes with, and needs"
RELATIONS = {
    "requires": "It needs",
    "implies": "It brings along",
    "is required by": "Needed by",
    "is implied by": "Comes along with",
}
NO_RELATIONS = "No source says which other software it needs or works with."
AND_MORE = "and {count} more"

VENDOR = "More from {vendor}"
BY = "by {vendor}"

HISTORY = "What happened to it"
HISTORY_SERVER = "Only the current release is told of here: the others are with whoever runs the server."
HISTORY_ONE = "This is the only release here, so there is nothing to compare it with."
HISTORY_NONE = (
    "Nothing changed in the {count} releases that are kept here, the oldest of {day}. What was before is not known."
)
HISTORY_SINCE = "What was before {day} is not known: no older release is kept here."
FOLLOW = "Follow its changes"
FOLLOW_HELP = "A feed for a news reader: each later release that changes something of this tool is told there."
CHANGES = {
    "added": "came in",
    "gone": "was no longer listed",
    "renamed": "went on under this name; it was “{before}”",
    "moved": "is listed under other labels",
    "changed": "{field}: from {before} to {after}",
}
FIELD_LABELS = {
    "name": "Name",
    "vendor": "Vendor",
    "hasStatus": "Status",
    "statusSince": "Status since",
    "replacedBy": "What took its place",
    "implies": "What it brings along",
    "requires": "What it needs",
    "comment": "Note",
}
"""What else can change, beside `FACT_LABELS`."""
FIELDS_OF_LABELS = ("classifications",)
"""Fields whose values are labels of the sources: that they changed is told, and not every label of them."""
NOTHING = "nothing stated"

MAKES = "Its tools"
VENDOR_LEAD = "{tools} here. It may make others: of most tools no source names the vendor."
COMPARE_TOOLS = "Compare its tools"

CATEGORY_LEAD = "{tools} of this category are on offer, as far as is known."
PART_OF = "Part of {parent}"
HOLDS = "It holds these categories"
USUALLY = "What its tools usually do"
STRENGTHS = {
    "core": ("What they are for", "without it a tool would not be of this category"),
    "common": ("Most of them do this", "but not every one"),
    "occasional": ("Some of them do this", "ask the vendor"),
}
MOST_SEEN = "Most seen tools"
NO_TOOLS = "No tool that is on offer surely belongs to it."
CALLED = "What others call it"
ALSO_CALLED = "Also called: {names}."
LABEL_COLUMNS = ("What a source calls it", "How sure we are", "Tools called so")
OVERLAP = "Categories that do much the same"
OVERLAP_ROW = "{shared} things in common, {likeness:.0%} of what either does"
COMPARE_CATEGORIES = "Compare with the nearest categories"

REQUIRED_BY = "Needs that ask for it"
NO_NEED_REQUIRES = "No need that we know asks for it."
BRINGS = "Categories that bring it"
NOBODY_BRINGS = "No category is known to bring it: look for tools of which a source says so."
KNOWN_TOOLS = "Tools known to do it"
KNOWN_TOOLS_NOTE = "A source says so of each of these. Others may do it, too: unknown is not no."
NO_KNOWN_TOOLS = "Of no tool does a source say so. Tools of the categories above are expected to do it."

QUERIES = {
    "facts": "Facts",
    "abilities": "What it can do",
    "needs": "Needs",
    "alternatives": "Alternatives",
    "same-needs": "Same needs",
    "labels": "Labels",
    "technologies": "Other software",
    "changes": "Changes",
    "tools": "Tools",
    "overlap": "Overlap",
    "categories": "Categories",
    "names": "Names",
}
