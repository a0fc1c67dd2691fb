"""The words of the page about your strategy."""

TITLE = "Strategy"
LEAD = (
    "From what you want to be known for down to the tools: themes, objectives, goals with their value, tactics, "
    "indicators and needs on one ladder. You see what is not connected."
)
NOTHING = "No strategy yet. Start from the template and change it until it is yours, or open a table of your own."
UNUSABLE = "This strategy cannot be followed from the top down, so there is nothing to show yet. {why}"

KINDS = {
    "theme": "Theme",
    "strategic-objective": "Strategic objective",
    "marketing-objective": "Marketing objective",
    "digital-goal": "Digital goal",
    "tactic": "Tactic",
}
COUNTS = {
    "theme": ("theme", "themes"),
    "strategic-objective": ("strategic objective", "strategic objectives"),
    "marketing-objective": ("marketing objective", "marketing objectives"),
    "digital-goal": ("digital goal", "digital goals"),
    "tactic": ("tactic", "tactics"),
}
SUM_HANGS = ":red-badge[:material/error: {number} not connected]"
SUM_LACKS = ":orange-badge[:material/contrast: {number} incomplete]"
SUM_BALANCE = ":orange-badge[:material/balance: {number} with one view only]"
SUM_SCALE = ":orange-badge[:material/stairs: {number} worth less than an earlier goal]"
SUM_NOTHING = ":green-badge[:material/check_circle: Nothing to correct]"
SEVERITIES = {
    "error": ":red-badge[:material/error: Not connected]",
    "warning": ":orange-badge[:material/contrast: Incomplete]",
}

ORPHANS = "What is not connected"
ORPHANS_NONE = "Nothing is left unconnected: everything leads to an objective, and something serves every objective."
ORPHANS_LEAD = "First what has no place on the ladder, then what is not said yet."
ELEMENT, FINDING, TODO = "What", "State", "What to do"

LADDER = "The ladder, from themes to tactics"
LADDER_LEAD = "Each line serves the line that it is indented under. What serves several stands under each."
THEME_LABEL = "Show"
EVERY_THEME = "The whole ladder"
NO_THEME = "What serves no theme"
WORTH = "worth {value}"
AGAIN = "what serves it stands further up"
NEEDS, KPIS, CAPABILITIES, STAGES = "Needs", "Measured by", "Takes", "At"
HANGS = ":red-badge[:material/error: Not connected]"

BALANCE = "Brand view and business view"
BALANCE_LEAD = (
    "How many indicators show what people think of the brand, and how many show what the business gains: those of the "
    "element and of all that serves it."
)
VIEWS, BOTH = "Indicators", "{brand} brand, {business} business"
BALANCED = ":green-badge[:material/check_circle: Both views]"
ONE_VIEW = {
    "warning": ":orange-badge[:material/contrast: One view only]",
    "info": ":gray-badge[:material/contrast: One view only]",
}
NO_VIEW = ":gray-badge[:material/help: No indicator]"

SCALE = "Engagement value scale"
SCALE_LEAD = (
    "What each digital goal is worth beside the others, from 1 to 100. A goal of a later stage should not be worth "
    "less than one of an earlier stage, unless you say why."
)
SCALE_NONE = "No digital goal yet: add one below."
GOAL, VALUE, CHECK = "Digital goal", "Value", "Check"
REASON = "Why: {reason}"
NO_VALUE = "None"
NO_STAGE = "No stage named"
VALUE_MISSING = ":orange-badge[:material/help: No value]"
FITS = ":green-badge[:material/check_circle: In order]"
NOT_COMPARED = ":gray-badge[:material/help: No stage to compare]"
EXPLAINED = ":blue-badge[:material/chat: Explained] {why}"
UNEXPLAINED = ":orange-badge[:material/error: Not explained] {why}"
EXPLAIN = "Say why a later goal is worth less"
EXPLAIN_LABEL = "{name}, worth {value}"
EXPLAIN_PLACEHOLDER = "Because"
EXPLAIN_SAVE = "Keep these reasons"
EXPLAIN_SAID = "The reasons are kept."

TOOLS = "Tools for the needs of the strategy"
TOOLS_LEAD = "Each need that the strategy names, with those of your tools that serve it, and the best others."
TOOLS_NONE = "The strategy names no need yet."
TOOLS_PARTIAL = "Partial: no stack is known, so nobody can say which of your tools serve a need."
TOOLS_STACK = "Enter your tools"
NEED, WANTED, YOURS, OTHERS = "Need", "Wanted by", "Your tools", "To consider"
NO_TOOL = "None"
NOT_KNOWN = "Unknown"
OFFER = "{name} ({fit}, {share})"
FITS_OF = {"primary": "primary", "supporting": "supporting", "adjacent": "adjacent"}

CHANGE = "Enter or change the strategy"
ONE, FILE = "One element", "A table"
WHICH = "What do you want to change?"
NEW = "New: {kind}"
OLD = "{kind}: {name}"
NAME, DEFINITION = "Name", "What it means"
SUPPORTS = "It helps to reach"
NEEDS_LABEL = "Needs that put it into effect"
KPIS_LABEL = "Indicators by which you will know"
STAGES_LABEL = "Stages at which it is pursued"
CAPABILITIES_LABEL = "What it takes software to do"
VALUE_LABEL = "Value, from 1 to 100"
REASON_LABEL = "Why it has this value"
CHOOSE = "Choose"
SAVE = "Check and keep"
REMOVE = "Take out"
NO_NAME = "Nothing was changed. Give it a name."
ADDED = "Added the {kind} {name}."
KEPT = "The {kind} {name} is changed."
REMOVED = "Took out the {kind} {name}."
UNTIED = "It was all that these helped to reach, so they serve nothing now: {names}."
TEMPLATE = "Start from the template"
TEMPLATE_HELP = "A whole example strategy, to change until it is yours."
TEMPLATE_SAID = "This is the template: {count}, with nothing in the air. Change it until it is yours."
TEMPLATE_FILE = "Template as a table (CSV)"
TABLE_FILE = "Your strategy as a table (CSV)"
FILE_LABEL = "Your strategy as a table (CSV or Excel)"
FILE_HELP = (
    "A row for each element, with the columns kind, id and name, and as you need them definition, supports, needs, "
    "kpis, stages, capabilities, value and reason. Several values in a cell stand apart by |. It takes the place of "
    "the strategy here."
)
CHECK_TABLE = "Check and keep"
TABLE_SAID = "Your strategy of {count} is kept. What to correct stands below."
NO_ROWS = "the table has no row: start from the template"
TOO_MANY = "a strategy of {number:,} elements is more than {most:,}: keep what you steer by"

QUERIES = {
    "orphans": "What is not connected",
    "ladder": "The ladder",
    "views": "Views",
    "values": "Values",
    "inversions": "Later and worth less",
    "needs": "Needs",
    "owned": "Your tools",
}
