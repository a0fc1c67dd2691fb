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
CROSS_JOURNEY = "Across the whole journey"
CROSS_JOURNEY_LABEL = "Every stage"
CROSS_JOURNEY_DEFINITION = "Needs that matter at every stage, or that make the others possible."
START_OVER = "All needs"

ANY = "Any"
NARROW = "Narrow the answer"
FILTER_LABELS = {
    "stage": "Lifecycle stage",
    "channel": "Channel",
    "pricing": "Pricing model",
    "price_level": "Price level",
    "open_source": "Source code",
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
ADJACENT = "Show adjacent tools too"
ADJACENT_HELP = "Adjacent tools touch the need without really serving it."

FIT = {"primary": "Primary fit", "supporting": "Supporting fit", "adjacent": "Adjacent"}
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
STRENGTH = {
    "core": "this defines the category {through}",
    "common": "most tools in {through} do this",
    "occasional": "some tools in {through} do this",
}
ICON_EVIDENCED = ":material/fact_check:"
ICON_IMPLIED = ":material/category:"
ICON_UNKNOWN = ":material/help:"

WHY = "Why, and how we know"
REQUIRED_TITLE = "What software must be able to do"
SYMPTOMS_TITLE = "How people put it"
JOURNEY_TITLE = "Where it arises"
MORE = "Show 10 more"
SHOWN_LIMIT = "Narrow the answer to see others: the list stops at {limit}."
NOT_MEASURED = "adoption not measured"
SERVE = ("serves", "serve")
SERVE_OR_TOUCH = ("serves or touches", "serve or touch")
COVERS = "Covers"
SEEN = "Seen on the web"
ADOPTION_HELP = "How often the tool was seen at work on the web when it was measured."

QUERY_TITLE = "The query behind this page"
QUERY_RANKING = "Ranking"
QUERY_REASONS = "Reasons"
QUERY_RUN = "Or ask on the command line:"
QUERY_OPEN = "Open in the workbench"
QUERY_EXPLANATION = (
    "This is the question the page asked, with your choices in it. It reads the landscape and cannot change it."
)

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
AMBIGUOUS = "Several needs fit “{text}”."
CLEAR = "Read from “{text}”, which is close to: “{phrase}”"
NOTHING_TITLE = "We know no need like that"
NOTHING = "Nothing fits “{text}”. Say what customers do or complain about, for example:"
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


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return `items` as in a sentence: ``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
