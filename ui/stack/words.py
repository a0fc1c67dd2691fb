"""The words of the page about your own tools."""

from plans.closing_plan import CHEAPEST, LEAST_CHANGE, SMALLEST
from plans.findings import COVERED, GAP, OVERLAP, RISK, UNKNOWN
from plans.stack import ACTIVE, PLANNED, SHELFWARE

TITLE = "My stack"
LEAD = (
    "Say which tools you have. You see what they cover, where they are thin or double, what can go, and which tools "
    "close what is open."
)

NOTHING = "Nothing entered yet. Search for your tools, paste a list, or open a file."

ENTER = "Add tools"
SEARCH, PASTE, FILE = "Search", "Paste", "Open a file"
SEARCH_LABEL = "Your tools"
SEARCH_PLACEHOLDER = "Type part of a name"
PASTE_LABEL = "One name a line"
PASTE_PLACEHOLDER = "Klaviyo\nZendesk\nGoogle Analytics"
FILE_LABEL = "A table (CSV or Excel), a list of names, or your Turtle file"
FILE_HELP = (
    "A table names the software in the column tool, and may have the columns use (active, shelfware or planned), cost, "
    "currency, owner and means. A table or a list adds to what is here. A Turtle file takes its place."
)
ADD = "Add to my stack"
NO_TOOL_CHOSEN = "No tool was chosen: type part of a name and choose from what is found."
NO_LINES = "The list is empty: write one name a line."
ADDED = "{lines} read, {added} new. {known} of {all} known to the landscape."
REPEATED = "Named more than once and kept once: {lines}"
MORE = "and {count} more"

REVIEW = "Which tool do you mean?"
REVIEW_LEAD = "{count} to decide. Your decisions stay in your file. Until then, nothing is known of these."
LATER = "Decide later"
NOT_THERE = "Not in the landscape"
DECIDE = "Keep these decisions"
MORE_LATER = "The next {count} follow when these are decided."
OTHER_NAME = "None of these is right? Choose the name"
OTHER_TOOL = "and the tool that it means"
CHOOSE = "Choose"

LIST = "Your tools ({count})"
NAME, MEANS, USE, COST, OWNER = "You call it", "What it is", "Use", "A year", "Owner"
UNDECIDED = ":orange-badge[:material/help: Not decided yet]"
ABSENT = ":gray-badge[:material/help: Not in the landscape]"
RETIRED = ":red-badge[:material/block: No longer on offer]"
RETIRED_AFTER = ", replaced by {name}"
USES = {ACTIVE: "In use", SHELFWARE: "Paid for, not used", PLANNED: "Planned"}
COST_UNKNOWN = "Unknown"
CHANGE = "Choose from your tools"
CHANGE_USE = "They are"
SET_USE = "Change use"
TAKE_OUT = "Take out"
KEEP = "Keep your file"
AS_CSV = "Table (CSV)"

PARTIAL_OPEN = "Partial: it is not decided yet what {names} is."
PARTIAL_ABSENT = "Partial: nothing is known of what {names} can do. It may serve needs that look open."
GONE = "No longer on offer, so not counted: {names}."
IDLE = "Not in use, so not counted: {names}."

COVER = "What your tools cover"
BOARD = "Coverage board"
BOARD_LEAD = (
    "How many needs stand how, at each stage at which they arise. A need is served where your tools together cover as "
    "much of it as a primary fit takes: most of what the best kind of tool covers."
)
STATES = {
    COVERED: ":green-badge[:material/check_circle: Served]",
    RISK: ":orange-badge[:material/link: Fragile]",
    OVERLAP: ":blue-badge[:material/stacks: Overlap]",
    GAP: ":red-badge[:material/error: Gap]",
    UNKNOWN: ":gray-badge[:material/help: Unknown]",
}
STATE_HEADS = {
    COVERED: ":material/check_circle: Served",
    RISK: ":material/link: Fragile",
    OVERLAP: ":material/stacks: Overlap",
    GAP: ":material/error: Gap",
    UNKNOWN: ":material/help: Unknown",
}
MEANINGS = (
    "**Served**: by several tools together, whichever one of them goes. **Fragile**: served, but no longer when one "
    "certain tool goes. **Overlap**: served by several tools, each by itself. **Gap**: not served. "
    "**Unknown**: nothing is known, which is not no. In brackets: what a primary fit takes."
)
OPEN_STATES = (GAP, UNKNOWN)
STAGE, NEED, STATE, COVERS, WHY = "Stage", "Need", "State", "Covered (takes)", "Why"
STAGE_LABEL = "Stage of the customer journey"
EVERY_STAGE = "All stages"
SHARES = "{covered:.0%} ({takes:.0%})"
DECIDED = "{label}  \n:small[:gray[decided at this stage]]"

ENDS = "End-to-end gaps"
ENDS_LEAD = (
    "A stage is an end-to-end gap where no single tool of yours strongly serves a need that is decided there. That "
    "asks for more than a served need, which tools may serve together."
)
LEVELS = {
    "full": ":green-badge[:material/check_circle: Full]",
    "partial": ":orange-badge[:material/contrast: Partial]",
    "none": ":red-badge[:material/error: End-to-end gap]",
}
LEVEL, STRONG, TOOLS = "Reach", "Needs strongly served", "Tools that do"
OF = "{served} of {needs}"

OVERLAPS = "Overlaps"
OVERLAPS_LEAD = "Needs that several of your tools serve, each by itself."
NO_OVERLAPS = "No need is served by several of your tools, each by itself."
SHARED_LEAD = "What several of your tools can do, what most needs require first."
CAPABILITY, NEEDED = "They can all", "Needs that require it"
WHO = "Who serves it"

ALONE = "What each tool alone brings"
ALONE_LEAD = "The needs that would be covered less without the tool, and those that would then be open."
TOOL, LESS, OPENS = "Tool", "Covered less", "Would be open"
NOTHING_OPENS = "None"

RETIRE = "Retire without regret"
RETIRE_LEAD = (
    "These tools can go one after the other, and every need that is served now stays served: first what is not used, "
    "then what costs most."
)
RETIRE_NONE = "No tool can go without opening a gap."
SAVES = "Together they cost {cost} a year, as far as costs are known."
AT_ONCE = "At once, {count} can go: {names}. {proof}"
PROVEN_GROUP = "That is proven: no other group is better."
UNPROVEN_GROUP = "A better group may exist."
EACH = "Each tool on its own:"
STEP = "Order"
CAN_GO, MUST_STAY = ":green-badge[:material/check_circle: Can go]", ":orange-badge[:material/error: Missed]"
VERDICT = "Without it"

CLOSE = "Close the gaps"
CLOSE_SECTION = "Find the tools that close chosen gaps"
CLOSE_NONE = "No gap is open: your tools serve every need."
GAPS_LABEL = "Which gaps?"
GAPS_PLACEHOLDER = "Choose one or more"
OBJECTIVE = "Which set is best?"
OBJECTIVES = {SMALLEST: "Fewest tools", CHEAPEST: "Lowest price levels", LEAST_CHANGE: "Least change"}
OBJECTIVE_HELP = (
    "Lowest price levels adds up low 1, mid 2, high 3; an unknown price counts as the dearest. Least change adds the "
    "fewest tools that you neither have nor plan."
)
PRICING, PRICE_LEVEL, CHANNEL, WORKS_WITH = "Pricing model", "Price level", "Channel", "Known to work with"
STATED_HELP = "Adds only tools of which a source says so. A blank is unknown, and not enough."
CHANNEL_HELP = "Adds only tools that do something of what the gaps take in one of these channels."
WORKS_WITH_HELP = "Adds only tools of which a source says that they work with one of these."
SOURCE = "Open source only"
MUST = "Must be there in the end"
MUST_NOT = "Must not be there in the end"
ANY = "Any"
FIND = "Find the tools"
SEARCHING = "Looking for the best set. This can take up to {seconds} seconds."
CHOOSE_GAP = "Choose at least one gap."
OPTIMAL = "{objective}: adds {cost}. Proven: no set is better. {looked} looked at in {seconds:.1f} seconds."
UNPROVEN = (
    "{objective}: the best set found so far adds {cost}. It is not proven to be the best: any set takes at least "
    "{bound}. {looked} looked at in {seconds:.1f} seconds."
)
NOTHING_TO_CLOSE = "There is nothing to close: your tools serve what you chose, with what must and must not be there."
IMPOSSIBLE = "No set of tools closes all of these gaps:"
LEAVING = "Leaves, because you do not want it: {names}."
FORCED = "Added, because you want it: {names}."
UNKNOWN_PRICE = "Of {names} no price is known; it is counted as the dearest level."
BEST = "The set"
AS_GOOD = "As good ({at})"
MORE_SETS = "There may be more sets that are as good."
WHAT_FOR = "What it is for"
PACK = "Board pack"
PACK_LEAD = (
    "This plan, where you stand, what can go, and your maturity, projects and strategy as far as you entered them: "
    "slides, a PDF to print, or a workbook with the data."
)
NOW, THEN, TAKES = "Now", "Then", "It takes"

QUERIES = {
    "members": "Your tools",
    "board": "Board",
    "ends": "End-to-end gaps",
    "overlaps": "Needs",
    "shared": "What they can do",
    "alone": "What each brings",
    "connections": "What needs what",
    "required": "What the gaps take",
    "after": "Needs with the set",
}
