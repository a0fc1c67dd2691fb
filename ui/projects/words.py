"""The words of the page about projects."""

from plans.initiatives_reading import TOOLS
from plans.verdicts import CHALLENGED, EXCEPTED, PASSED

TITLE = "Projects"
LEAD = (
    "Does it touch the customer experience? Describe a project, a technology or a buzzword by a few choices: you see "
    "whom it serves, by which path and where customers notice it, or what to ask before you pay for it."
)
NOTHING = "No project yet. Describe one below, or send your table of projects. Open your file if you have kept one."

ENTER = "Add projects"
DESCRIBE, TABLE = "Describe one", "Open a table"
NAME = "What is it called?"
NAME_PLACEHOLDER = "Click and collect"
LABELS = {
    "needs": "Which needs of customers does it serve?",
    "touchpoints": "Where do customers notice it?",
    TOOLS: "Which tools does it bring into use?",
    "effects": "What good does it do them?",
    "categories": "Which kinds of software is it about?",
    "capabilities": "Which capabilities is it about?",
    "kpis": "Which indicators should move?",
    "target": "By how much?",
    "advantage": "Why would customers choose you because of it?",
    "rationale": "Why do it without its fashionable name?",
    "exception": "Why do it though it does not touch the customer?",
    "opportunity_cost": "What does that take away from others?",
}
HELP = {
    TOOLS: "A need also counts as served where such a tool does most of what it takes.",
    "categories": "These are no claims. They show which needs it could serve.",
    "capabilities": "These are no claims. They show which needs it could serve.",
    "exception": "A law, safety, or a foundation that others build on.",
}
GROUPS = {
    "Decides the verdict": ("needs", "touchpoints", TOOLS),
    "A technology or a buzzword? It shows what it could serve": ("categories", "capabilities"),
    "Strengthens the case, a point each": ("effects", "kpis", "target", "advantage", "rationale"),
    "Does not touch the customer, and must be done": ("exception", "opportunity_cost"),
}
CHOOSE = "Choose"
JUDGE, KEEP, CHANGED, CANCEL = "Judge it", "Keep it in the list", "Keep the changes", "Leave it as it was"
NAME_IT = "Give it a name first."
KEPT = "{name} is in the list."
TAKEN_OUT = "{name} is no longer in the list."
READ = "The table was read: {projects}. They are the list now."

TABLE_LABEL = "Your table of projects (CSV or Excel)"
TABLE_HELP = (
    "One project a line. Only the column name is needed. Several values in a cell stand apart by |, each an id or a "
    "name. The table takes the place of the list that is here."
)
TEMPLATE = "Template (CSV)"
AS_CSV = "Table (CSV)"

LIST = "{passed} of {projects} serve the customer experience"
LIST_ONE = "{passed} of {projects} serves the customer experience"
LIST_LEAD = (
    "What passes stands first, then what makes the better case. Nothing is rejected: a challenge says what is missing."
)
UNUSABLE = (
    "These projects cannot be judged as they stand, so they are listed without verdicts. Change or remove what is "
    "named here.  \n{why}"
)
UNUSABLE_LIST = "Your projects"
NAMELESS = "Without a name: {iri}"
MORE = "Show more"
LEFT = "{count} more"
VERDICTS = {
    PASSED: ":green-badge[:material/check_circle: Serves the customer experience]",
    EXCEPTED: ":blue-badge[:material/edit_note: Challenge it: a written exception]",
    CHALLENGED: ":orange-badge[:material/contact_support: Challenge it]",
}
POINTS = "{score} of {all} points"
WHY = "See why, or change it"
LACKS = "What is missing"
EXCEPTION = "**Why it is done all the same:** {reason}"
COST = "**What it takes away:** {cost}"
UNSAID = "not said yet"
CHANGE, TAKE_OUT = "Change", "Remove from the list"
JUDGED = "The verdict on {name}"
NOT_KEPT = "This is not in the list yet."
AS_CHANGED = "This is how it would stand with your changes."

PATH = "Which needs it serves, and how we know"
NEED, HOW = "Need", "How we know"
STATED, THROUGH = "You say so", "Through {tools}"
ENABLING = ":gray-badge[:material/link_off: Only enables others]"
MEETING = "Where customers notice it"
TOUCHPOINT, STAGES, ARISES = "Touchpoint", "Stages of the journey", "Needs that arise there"
NO_NEED_THERE = "None of its needs"
NO_TOUCHPOINT = "Nowhere, as far as you say."
NO_NEED = "None, as far as you say."
INDICATORS = "What should move"
MEANT = "**Meant to move:** {names}."
COULD = "**Its needs are judged by:** {names}."
OPENINGS = "What it could serve"
OPENINGS_LEAD = (
    "Software of this kind can serve these needs. They do not count until you name one among the needs it serves."
)
BY = "Through"
CRITERIA = "What the verdict and the points rest on"
CRITERION, MET, EVIDENCE = "Criterion", "Met", "What shows it"
KINDS = {"gate": "decides", "score": "a point", "exception": "exception"}
YES = ":green-badge[:material/check_circle: Yes]"
NO = ":gray-badge[:material/cancel: No]"
UNKNOWN = ":orange-badge[:material/help: Unknown]"

PARTIAL = "**Partial.** {notes}"
TO_STACK = "Enter your tools"

BALANCE = "Balance over the journey"
BALANCE_LEAD = (
    "Projects that pass, at each stage where customers notice them and one of their needs arises. A gap is a stage at "
    "which no tool of yours does most of what a need takes."
)
STAGE, PROJECTS, TOOLS_THERE = "Stage", "Projects that pass", "Your tools"
AT_STAGE = "**{count}:** {names}"
GAP, NO_GAP = ":red-badge[:material/error: Gap]", ":green-badge[:material/check_circle: No gap]"
GAP_UNKNOWN = ":orange-badge[:material/help: Unknown]"
NO_PROJECT = ":gray-badge[:material/remove: No project]"
EMPTY = "No project that passes works at {stages}."
EMPTY_NONE = "Each stage has a project that passes."
GAPS_LEFT = "Your tools leave a gap there, too: {stages}."
NO_STACK = "Whether a stage is a gap is unknown, because no tools of yours are known."

QUERIES = {
    "verdicts": "Verdicts",
    "criteria": "Criteria met",
    "asked": "What is asked",
    "needs": "Needs",
    "touchpoints": "Touchpoints",
    "kpis": "Indicators",
    "openings": "Openings",
    "tools": "The tools",
    "gaps": "Gaps",
}
