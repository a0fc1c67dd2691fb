"""The words of the page on what changed, and of its feeds."""

TITLE = "What changed"
LEAD = "Release {release} of {day}, compared with the one before it, {before}."
LEAD_DATED = "Compared with the release before it, which was loaded on {before_day} ({before})."
WHICH = "Release"
CURRENT = "{day}: {release} (current)"
OTHER = "{day}: {release}"
ONLY_CURRENT = "The server tells of its current release only."

FIRST_TITLE = "Nothing to compare with yet"
FIRST = (
    "This is the first release here: {tools}, loaded on {day}. As soon as a refresh finds something new, "
    "this page says what came, what went and what it means for each need. A refresh that finds nothing new "
    "publishes nothing."
)
SAME_TITLE = "No tool changed"
SAME = (
    "This release tells the same of every tool as the one before it. It was made anew because something else changed, "
    "say what a category can do, or the program itself."
)

KINDS = {
    "added": "New",
    "gone": "Gone",
    "renamed": "Renamed",
    "moved": "Relabeled",
    "changed": "Changed",
}
"""The kinds of changes of tools, in the order of the page."""
KIND_MEANING = {
    "added": "Tools that a source lists now and did not before.",
    "gone": "Tools that no source lists any more.",
    "renamed": "Tools at the same address with a new name.",
    "moved": "Tools that sources put under other labels than before, so that they may serve other needs.",
    "changed": "Tools of which a source states something else than before.",
}
NEEDS_METRIC = "Needs touched"
NEEDS_METRIC_MEANING = "Needs that more tools serve than before, or fewer, or others."

BY_TOOL = "By tool"
KIND = "Kind of change"
KIND_OPTION = "{kind} ({count})"
CATEGORY = "Category"
ANY = "Any"
CATEGORY_HELP = "Keeps tools that belong to it now. Where a tool that is gone belonged is not known any more."
NONE_OF_KIND = "None of them belongs to {category}."
PAGES = "Page of the list"
WAS = "was “{before}”"
CHANGED = "{field}: {before} → {after}"
NOTHING = "unknown"
FIELDS = {
    "name": "name",
    "homepage": "website",
    "vendor": "vendor",
    "classifications": "labels of the sources",
    "hasPricingModel": "pricing model",
    "hasPriceLevel": "price level",
    "openSource": "open source",
    "softwareAsAService": "run in the cloud",
    "occurrences": "times seen on the web",
    "hasStatus": "status",
    "statusSince": "status since",
    "replacedBy": "replaced by",
    "altLabel": "other names",
    "implies": "goes with",
    "requires": "needs",
}
YES_NO = {"true": "yes", "false": "no"}

BY_CATEGORY = "By category"
BY_CATEGORY_ALT = "Categories with the number of tools that changed in each"
BY_CATEGORY_NOTE = "A tool counts in every category it belongs to now. Tools that are gone belong to none any more."
NO_CATEGORY = "No tool that surely belongs to a category changed."

BY_NEED = "By need"
BY_NEED_ALT = "Needs with the number of tools they gained and lost"
NEED, GAINED, LOST = "Need", "More tools", "Fewer tools"
NO_NEED = "Every need is served by the same tools as before."
WHO_TITLE = "Tools of the need “{need}” that came or went"
GAINED_ALL, LOST_ALL = "Serve it now and did not before", "Served it before and do not now"
SHOW_NEED = "Show the tools of one need"
CHOOSE = "Choose a need"
MORE = "and {count} more"
MORE_NEEDS = "And {count} more: choose one to see its tools."

FRESH_TITLE = "How fresh the sources are"
FRESH_ALT = "Sources with the day they were read, and how much they hold"
SOURCE, READ, FILES, ROWS, TOOLS = "Source", "Last read", "Files", "Rows", "Tools described"
AGE = "{day} ({age})"
TODAY, YESTERDAY, DAYS_AGO = "today", "yesterday", "{days} days ago"
FRESH_NOTE = (
    "“Last read” is when a run took in the file, not how old the facts in it are: that is for its source to say."
)

FOLLOW_TITLE = "Follow the changes"
FOLLOW = (
    "Put one of these addresses into your feed reader. With `?tool=`, `?category=` or `?need=` and an id behind it, "
    "a feed tells of that alone."
)
ATOM, JSON = "Atom feed", "JSON feed"
NO_FEED = "This server gives no feeds."

UNKNOWN_RELEASE = "We have no release called “{release}” here, so you see the current one.{near}"
NEAREST = " Those that are nearest: {names}."
GONE_SERVER = "Older releases are with whoever runs the server, so you see the current one."
NOT_KNOWN = "The link asks for the {what} “{value}”, which we do not know, so it is ignored."

QUERY_NUMBERS, QUERY_TOOLS, QUERY_CATEGORIES = "Numbers", "Tools", "Categories"
QUERY_NEEDS, QUERY_FRESH, QUERY_RELEASE = "Needs", "Freshness", "Release"

FEED_TITLE = "cxscape: what changed in the landscape"
FEED_TITLE_OF = "cxscape: what changed about {name}"
FEED_SUBTITLE = "Tools that came, went or changed from release to release, and what this means for each need."
FEED_KINDS = {**KINDS, "gained": GAINED_ALL, "lost": LOST_ALL}
MORE_TOOLS, FEWER_TOOLS = "more to choose from", "fewer to choose from"
ENTRY_FIRST = "The landscape was loaded for the first time: {tools}"
ENTRY_PARTS = {
    "added": ("1 tool came", "{count} tools came"),
    "gone": ("1 tool gone", "{count} tools gone"),
    "renamed": ("1 under another name", "{count} under other names"),
    "moved": ("1 relabeled", "{count} relabeled"),
    "changed": ("1 with other facts", "{count} with other facts"),
    "gained": ("1 more tool serves it", "{count} more tools serve it"),
    "lost": ("1 tool fewer serves it", "{count} tools fewer serve it"),
}
ALL_OF_THEM = "All of them"
PRODUCT = "cxscape"
