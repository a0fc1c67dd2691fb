"""The words of the page about communities and channels."""

from plans.community import LOWERED, OPEN, PARTLY, UNKNOWN
from ui.words import ICON_EVIDENCED, ICON_IMPLIED

TITLE = "Communities"
LEAD = (
    "Why a community of your own may fail at your company and what helps against it, how people get there from public "
    "networks, and online beside offline for each need."
)
NOTHING = (
    "Nothing is known of your company yet, so all that follows holds for any. Enter your tools, or answer what "
    "you know of your community."
)
UNUSABLE = "Your answers cannot be used, so nothing can be told from them. {why}"
PARTIAL = "Partial: {notes}"

KNOW = "What is known of your company, and a few questions"
KNOW_TOOLS = "{tools} in use, entered under My stack."
KNOW_NO_TOOLS = "No tools yet: without them nobody can say which risks they address."
TO_STACK = "My stack"
KNOW_ANSWERS = "{answered} of {asked} questions about your own community answered."
KNOW_CHANNELS = "Also assessed: {channels}."
TO_MATURITY = "All channels under Maturity"
ANSWER_LEAD = "Your own community, where you run one or are about to. Leave open what you do not know."
NOT_ANSWERED = "Not answered"
ANSWER = "{score}: {meaning}"
STAGE = "**{stage}**"
SAVE = "Keep these answers"
SAVED = "Kept: {answered} of {asked} questions about your own community answered."
CLEARED = "Your own community is no longer among the channels that are assessed."

RISKS = "Why a community of your own may fail"
RISKS_COUNT = "{count}: {states}."
STATE_COUNTS = {OPEN: "open", PARTLY: "with software in part", LOWERED: "with software in place", UNKNOWN: "unknown"}
RISKS_LEAD = (
    "**Open**: none of your tools does what helps against it. **Software in part**: your tools do some of that. "
    "**Software in place**: they do all of it, and what people have to do stays to be done. **Unknown**: your tools "
    "are not known."
)
STATES = {
    OPEN: ":red-badge[:material/error: Open]",
    PARTLY: ":orange-badge[:material/contrast: Software in part]",
    LOWERED: ":green-badge[:material/check_circle: Software in place]",
    UNKNOWN: ":gray-badge[:material/help: Unknown]",
}
STATE_LABEL = "Which reasons?"
PERIOD = "first shows in the period: {period}"
SIGN = "**First sign:** {text}"
BECAUSE = "**Your answers that speak for it:**"
PEOPLE = "**What people can do:** {text}"
LOWERS = (
    "**What software can do**, and which of your tools do it "
    f"(:green[{ICON_EVIDENCED}] a source says so, :blue[{ICON_IMPLIED}] usual for such tools):"
)
HELD = "{capability}: {tools}"
STATED, EXPECTED = f":green[{ICON_EVIDENCED}]", f":blue[{ICON_IMPLIED}]"
NOT_HELD = "{capability}: :red[:material/error:] no tool of yours"
HELD_UNKNOWN = "{capability}: :gray[:material/help:] unknown"

BRIDGES = "From public networks into your own community"
BRIDGES_LEAD = (
    "In a public network you fish in the open sea; a community of your own is your pond. Each need that concerns both "
    "ties them together, with what that takes."
)
PUBLIC, OWN, TIE, TAKES = "Public network", "Your own", "Need that ties them", "What it takes"

BENEFITS = "What a community of your own would bring"
BENEFIT, BRINGS, SERVES = "It brings", "What that means", "Needs that it serves"

CHANNELS = "Online and offline side by side"
CHANNELS_LEAD = (
    "The channels through which each need is met. In brackets stands the stage of maturity that you have reached in a "
    "channel, where you assessed it."
)
FILTER = "Needs"
FILTER_PLACEHOLDER = "All needs"
STAGE_LABEL = "Stage of the customer journey"
EVERY_STAGE = "All stages"
ONE_SIDE = "Only needs that are met on one side alone"
NEED, SIDES, ONLINE, OFFLINE, HYBRID = "Need", "Sides", "Online", "Offline", "Mixed"
NONE = "None"
BOTH = ":green-badge[:material/check_circle: Both]"
ONE = ":orange-badge[:material/contrast: One]"
NO_NEED = "No need is left by these choices."
SHOWN = "{shown}, {both} of them online and offline."

QUERIES = {
    "risks": "Risks",
    "holders": "What your tools hold",
    "weak": "What answers speak of",
    "bridges": "Ways in",
    "benefits": "Benefits",
    "media": "Channels of needs",
}
