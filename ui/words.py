"""The words of the app, in one place: short, concrete, none of the graph's own terms."""

from collections.abc import Sequence

PRODUCT = "cxscape"
TITLE = "Which tools close this customer-experience gap?"
LEAD = (
    "Say what hurts, or pick a need from the customer journey. You get the tools that serve it, best first, "
    "each with its reasons and where they come from."
)
SYMPTOM_LABEL = "What hurts? Say it in your own words"
SYMPTOM_PLACEHOLDER = "customers repeat their story on every channel"
SYMPTOM_HELP = "Describe what customers do or complain about, then press Enter."
NEED_LABEL = "Or pick a need"
NEED_PLACEHOLDER = "Choose from the journey"
NEED_HELP = "A need is something your customers want from you that software can help with."
EXAMPLES = (
    "Customers repeat their story on every channel",
    "People fill their cart and leave",
    "We don't know which half of our advertising works",
)
EXAMPLES_LABEL = "Try one of these"
BOARD_LEGEND = (
    "We count tools with primary fit, most of them by what tools of their kind usually do. "
    ":green[:material/check_circle:] They serve it well · "
    ":blue[:material/extension:] in part: no single kind of tool does most of it, so combine two or three · "
    ":orange[:material/error:] no single tool serves it well"
)
SERVED = {
    "well": ("check_circle", "{tools}"),
    "together": ("extension", "{tools}, in part"),
    "none": ("error", "none serves it well"),
}
CROSS_JOURNEY = "Across the whole journey"
CROSS_JOURNEY_DEFINITION = "Needs that matter at every stage, or that make the others possible."
START_OVER = "All needs"

ANY = "Any"
NARROW = "Narrow the answer"
FILTER_LABELS = {
    "stage": "Lifecycle stage",
    "channel": "Channel",
    "pricing": "Pricing model",
    "price_level": "Price level",
    "open_source": "Open source",
}
FILTER_HELP = {
    "stage": "Answers only if the need arises at this stage of the customer's journey.",
    "channel": "Keeps tools that do something this need asks for in this channel.",
    "pricing": "Keeps tools whose price is stated to work like this. Where nobody states it, the tool is left out: "
    "that is unknown, not no.",
    "price_level": "Keeps tools stated to cost about this much. Where nobody states it, the tool is left out: "
    "that is unknown, not no.",
    "open_source": "Keeps tools stated to be open source, or stated not to be.",
}
OPEN_SOURCE = {"true": "Open source", "false": "Not open source"}
COUNTS_MEANING = (
    "In brackets: how many tools a value leaves, with your other choices. A value that leaves none is not listed."
)
ADJACENT = "Show adjacent tools too"
ADJACENT_HELP = "Adjacent tools touch the need without really serving it."

FIT = {"primary": "Primary fit", "supporting": "Supporting fit", "adjacent": "Adjacent"}
AS_FIT = {"primary": "a primary fit", "supporting": "a supporting fit", "adjacent": "an adjacent tool"}
FIT_ICONS = {
    "primary": ":material/verified_user:",
    "supporting": ":material/handshake:",
    "adjacent": ":material/near_me:",
}
COVERAGE_HELP = (
    "How much a tool covers of what the need asks for: essential things count most, and what a tool is only expected "
    "to do counts less than what a source states."
)
IMPORTANCE = {"essential": "Essential", "important": "Important", "helpful": "Helpful"}
IMPORTANCE_MEANING = {
    "essential": "without it the need is not served",
    "important": "most will want it",
    "helpful": "nice to have",
}
EVIDENCED = "Evidenced"
EVIDENCED_MEANING = "a source says so of this very tool"
IMPLIED = "Category-implied"
IMPLIED_MEANING = "tools of its category usually do this; nobody said it of this one"
UNKNOWN = "Unknown"
UNKNOWN_MEANING = "no source says; it may still do it, so ask the vendor"
STATED = "stated outright"
SURE = "{share} sure that it means this"
STRENGTH = {
    "core": "this defines the category {through}",
    "common": "most tools in {through} do this",
    "occasional": "some tools in {through} do this",
}
BASIS_SURE = "{basis}, {share:.0%} sure"
ICON_EVIDENCED = ":material/fact_check:"
ICON_IMPLIED = ":material/category:"
ICON_UNKNOWN = ":material/help:"

WHY = "Why, and how we know"
REQUIRED_TITLE = "What software must be able to do"
SYMPTOMS_TITLE = "How people put it"
INSTEAD = "Or instead: {others}. One is enough."
JOURNEY_TITLE = "Where it arises"
MORE = "Show 10 more"
SHOWN_LIMIT = "Narrow the answer to see others: the list stops at {limit}."
ABOUT_TOOL = "All about {tool}"
PUT = "Add to shortlist"
TAKE = "On your shortlist: remove"
LIST_FULL = "Your shortlist is full: it holds {most} tools."
SHORTLIST = "Your shortlist ({count})"
SHARE = "Copy link"
SHARE_MEANING = "Whoever opens this link sees the same answer, with the same choices."
PRICE_UNKNOWN = "pricing unknown"

PATH_ALT = "Path from the need over {known} to {tool}. Unknown: {missing}. The words below say the same."
PATH_LEGEND = (
    ":small[:gray[A full line into a label: a source says so of this very tool. A dotted line: tools of that category "
    "usually do it. A question mark: nobody says whether it does. The same in words:]]"
)

COMBINE_TITLE = "Best in combination"
COMBINE_HELP = (
    "A kind of tool is a vendor category. What its tools usually do counts, as in the ranking of tools below. Of each "
    "thing that is asked for, the kind that does it best counts."
)
COMBINE_WHY = (
    "No single kind of tool does most of what this need asks for: the best, {best}, covers {alone}. "
    "Two kinds together cover {together}."
)
COMBINE_ALSO = "Cover more with two or three kinds of tools together"
COMBINE_NONE = "Only one kind of tool serves this need, so there is nothing to combine it with."
COMBINE_NAMES = ("The best two kinds", "The best three kinds", "The next best two")
COMBINE_COVERS = "together they usually cover {share}"
COMBINE_ADDS = "Best at: {capabilities}"
COMBINE_LACKS = ":material/help: Still open: {capabilities}"
COMBINE_NO_TOOLS = "This landscape has no tool of this kind yet."

WHY_NOT_TITLE = "Did you expect another tool? See what keeps it from the top"
WHY_NOT_LABEL = "Name of the tool"
WHY_NOT_PLACEHOLDER = "Mailchimp"
WHY_NOT_NOTHING = "No tool of this landscape has “{text}” in its name."
WHY_NOT_UNKNOWN = "We know no tool called “{asked}”."
WHY_NOT_NEAR = "Nearest to it:"
WHY_NOT_CLOSE = "Close"
WHY_NOT_STATUS = {
    "retired": "{tool} is no longer on offer, so it is not ranked",
    "renamed": "{tool} goes on under another name, so it is not ranked",
}
WHY_NOT_SUCCESSOR = "Ask about its successor:"
WHY_NOT_ALL = "{tool} is a primary fit: it does everything that this need asks for"
WHY_NOT_PRIMARY = "{tool} is {fit}: it covers {covers} of this need"
WHY_NOT_FIT = "{tool} is no primary fit: it covers {covers} of this need, as {fit}"
WHY_NOT_NO_FIT = "{tool} is not ranked: nothing says that it does anything this need asks for"
WHY_NOT_BELOW = "It is in the list. Tools that cover more, or as much and are seen more often, stand above it."
WHY_NOT_FILTERED = "Your choices leave {tool} out: {reasons}."
WHY_NOT_VERDICT = {"unknown": "no source states its {filter}", "failed": "a source states another {filter}"}
WHY_NOT_CHANNEL = "it is not expected to act in the channel you chose"
WHY_NOT_FIRST = (
    "The first missing link is **{capability}**, which is {importance}: {meaning}. {known} "
    "If a source stated that {tool} does it, {tool} would cover **{covers}**, {fit}."
)
WHY_NOT_SILENT = "Nobody says whether it does."
WHY_NOT_HALF = "Going by its category, it is only {share} sure that it does."
WHY_NOT_THEN = "which makes it **{fit}**"
WHY_NOT_SAME = "and still be {fit}"
WHY_NOT_ALSO = "What else would raise it, each by itself:"
WHY_NOT_RAISE = "What would raise it, each by itself:"
WHY_NOT_STEP = "- **{capability}** ({importance}). {known} With it: {covers}, {fit}."
WHY_NOT_STEP_THEN = "**{fit}**"
WHY_NOT_STEP_SAME = "still {fit}"
WHY_NOT_EITHER = "{capability}** or **{other}"
WHY_NOT_LISTED = "What we know of {tool}: sources list it under {labels}. Know more? Ask the vendor; unknown is not no."
WHY_NOT_UNLISTED = "No source says what kind of tool {tool} is, so nothing can be expected of it. Unknown is not no."

NOT_MEASURED = "not counted on the web"
SERVE = ("serves", "serve")
SERVE_OR_TOUCH = ("serves or touches", "serve or touch")
COVERS = "Covers"
SEEN = "Seen on the web"
ADOPTION_HELP = "How often the tool was seen at work on the web when it was measured. These are no customers."

FILE_QUESTION = "Which tools serve this need: {need}?"
FILE_TOOLS = "Tools, best first"
FILE_FOUND = "{count} found."
FILE_SHOWN = "The best {count} are listed."
FILE_LEGEND = (
    "Evidenced: a source says so of this very tool. Category-implied: tools of its category usually do this. "
    "Unknown: no source says; ask the vendor."
)
FILE_TOOL = "Tool"
FILE_VENDOR = "Vendor"
FILE_FIT = "Fit"
FILE_ADJACENT = "adjacent tools too"
FILE_WEB = "Web"
FILE_CAPABILITY = "What it takes"
FILE_IMPORTANCE = "Importance"
FILE_WHY = "Why"

QUERY_NEEDS = "Needs"
QUERY_SERVED = "How well they are served"
QUERY_TITLE = "The query behind this page"
QUERY_PART = "The query behind this part"
QUERY_RANKING = "Ranking"
QUERY_REASONS = "Reasons"
QUERY_COUNTS = "Counts beside choices"
QUERY_COMBINATIONS = "Combinations"
QUERY_PARTS = "What each part adds"
QUERY_WHY_NOT = "The tool you named"
QUERY_RUN = "Or ask on the command line:"
QUERY_OPEN = "Open in the workbench"
QUERY_EXPLANATION = (
    "This is the question the page asked, with your choices in it. It reads the landscape and cannot change it."
)
QUERY_OWN = (
    "It is asked of what you entered, beside the model and in memory only, so that the workbench cannot ask it. "
    "Download your file and ask on the command line:"
)

OWN_SOURCE = "cxscape's own research"
LICENSE = (
    "Needs, capabilities and how they relate: cxscape ontology, CC BY 4.0. A blank in the data means unknown, not no."
)

NO_DATA_TITLE = "No landscape is loaded yet"
NO_DATA = "Load the one that comes with cxscape, or your own file, then reload this page:"
NO_DATA_COMMANDS = (
    "cxscape refresh                  # the landscape that comes with cxscape\n"
    "cxscape refresh my-tools.csv     # your own"
)
ERROR = (
    "Something went wrong on our side, and this part of the page could not be shown. "
    "Your link is fine: reload the page. If it happens again, the log of the server says why."
)
NO_SERVER = (
    "The server that holds the landscape does not answer now. Your link is fine: try again in a moment. If it stays "
    "so, the log of this app says why."
)
RELOAD = "Reload"

GAP_TITLE = "No tool in this release serves this need"
GAP = (
    "That is a finding, not an error: of {tools} tools, none is known or expected to do enough of what this "
    "need asks for. It may need people and process rather than software, or a tool this landscape does not know."
)
GAP_ADJACENT = "{count} tools touch it without serving it"
NO_MATCH_TITLE = "Your choices leave no tool"
NO_MATCH = "{total} tools serve this need. These choices together leave none of them."
RELAX = "Drop {label}: {value} ({count})"
RELAX_ALL = "Drop all choices"
STAGE_MISMATCH = "This need does not arise at the stage {stage}. It arises at: {stages}."
BLANK_IS_UNKNOWN = "A tool of which a source says nothing is left out by a choice: unknown is not no."

AMBIGUOUS_TITLE = "Which of these do you mean?"
AMBIGUOUS = "Nearest to “{text}”:"
NONE_OF_THESE = "None of these: show me all needs"
OTHERWISE = "Or did you mean"
WORDS_ALONE = "Only the letters of words were compared, which finds less: {reason}."
CLEAR = "Read from “{text}”, which is close to: “{phrase}”"
NOTHING_TITLE = "That does not sound like a customer-experience need"
NOTHING = "Nothing that we know of customers fits “{text}”. Say what they do or complain about, for example:"
UNKNOWN_NEED_TITLE = "We know no need called “{need}”"
UNKNOWN_NEED = "The link may be old, or mistyped. Nearest to it:"
UNKNOWN_NEED_NONE = "The link may be old, or mistyped. All needs are below."
MATCHES = "Matches “{phrase}”."
IGNORED = "The link asks for the {label} “{value}”, which we do not know, so it is ignored. {known}"
KNOWN_VALUES = "There are: {values}."
NEAR_VALUES = "Nearest: {values}."
MANY_VALUES = "Under “Narrow the answer” you find those we know."


def count(number: int, one: str, many: str) -> str:
    """Return `number` with its noun: ``1 tool``, ``1,802 tools``."""
    return f"{number:,} {one if number == 1 else many}"


AND_MORE = "{names} and {count} more"


def first(names: Sequence[str], most: int) -> str:
    """Return the first `most` of some names, and how many more there are: ``a, b and 3 more``."""
    shown = ", ".join(names[:most])
    return AND_MORE.format(names=shown, count=len(names) - most) if len(names) > most else shown


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return `items` as in a sentence: ``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
