"""The words of the page about maturity."""

TITLE = "Maturity"
LEAD = (
    "Seven stages lead from a first presence online to lifetime customers. Say how things stand in each channel. You "
    "see which stage you have reached, where channels are out of step, and what to do next."
)
NOTHING = (
    "Nothing answered yet. Choose your channels and answer what you know, send a filled-in table, or open your file."
)

ENTER = "Answer the questionnaire"
ENTERED = "Your answers to the questionnaire"
COUNTED = "{answered} of {asked} answers are given."
HERE, TABLE = "Answer here", "As a table"
CHANNELS_LABEL = "In which channels do customers meet you?"
CHANNELS_PLACEHOLDER = "Choose one or more"
START = "Start the questionnaire"
NO_CHANNEL = "Choose at least one channel: most questions are asked for each."
CHANGE = "Change channels"
CHANGE_LEAD = "Answers for a channel that you take out go with it."
SET_CHANNELS = "Use these channels"
REMOVED = "Taken out with their answers: {names}."
WHOLE = "The whole organization"
UNIT = "{label}: {answered} of {asked} answered"
UNIT_CHANNEL = "These questions are asked for each channel. Answer for **{label}**; leave what nobody knows yet."
UNIT_WHOLE = "These questions are asked once, and count for every channel. Leave what nobody knows yet."
STAGE = "{order}. {label}"
GATE = " :blue-badge[Must be 3 or 4]"
GATE_LEAD = (
    "A stage is passed when its answers are 2.5 or more on average, and what is marked *Must be 3 or 4* is. "
    "Nothing is kept before you press a button below."
)
SCALE = (
    "0 No",
    "1 Planned or rare",
    "2 In parts",
    "3 Usual practice",
    "4 Always, measured and improved",
)
UNANSWERED = "Not answered"
NEXT = "Go on with"
KEEP_NEXT = "Keep and go on"
KEEP_RESULT = "Keep and see the result"
KEPT = "Kept: {answered} of {asked} answers are given."

TABLE_LEAD = (
    "One row for each answer: the score is 0 to 4 as in the questionnaire, or blank where nobody knows yet. Fill the "
    "table in where you like, then send it."
)
TEMPLATE_CHANNELS = "Channels of the empty table"
DOWNLOAD_EMPTY = "Empty table (CSV)"
DOWNLOAD_ANSWERS = "Your answers (CSV)"
FILE_LABEL = "A filled-in table (CSV or Excel)"
FILE_HELP = "It takes the place of the answers that are here. Your stack, projects and strategy stay."
SEND = "Use these answers"
READ = "Read {name}: {answered} of {asked} answers are given, for {channels}."

REFUSED = (
    "The answers in your file cannot be used, so nothing is worked out. Correct them in the file, or start the "
    "questionnaire anew, which takes their place. {why}"
)
PARTIAL = "Partial: {answered} of {asked} answers are given. What is blank is unknown, not no."

STANDING = "Where you stand"
AT = "Stage {order} of 7: {label}"
AT_FURTHER = "Stage {order} of 7 or further: {label}"
BEFORE = "Before the first stage"
BEFORE_FURTHER = "Before the first stage, or further"
NEXT_IS = "The next stage is **{label}**: {definition}"
NEXT_OPEN = "**{label}** is still open: what is not answered decides. {definition}"
ALL_PASSED = "Every stage is passed."
WHOLE_HELP = "The organization as a whole goes by the averages over its channels."
RULE = "Passed: 2.5 or more on average, and 3 or more on the question that is marked *Must be 3 or 4*."
LADDER = "The seven stages"
LADDER_HEAD = ("Stage", "Result", "On average", "Answered", "What it is")
STATES = {
    "passed": ":green-badge[:material/check_circle: Passed]",
    "failed": ":orange-badge[:material/error: Not passed]",
    "open": ":gray-badge[:material/help: Open]",
}
REACHED = ":blue-badge[:material/flag: You are here]"
AVERAGE = "{mean:.1f} of 4"
MUST_FAILED = ":small[:gray[what must be 3 or 4 is less]]"
NO_AVERAGE = "None yet"
OF = "{part} of {all}"
LEGEND = (
    "**Open**: answers are missing that could change it. The stage you have reached is the last one before the first "
    "that is not passed, so a later stage that is passed does not count yet."
)

EVIDENCE = "The answers behind it"
EVIDENCE_LEAD = "Whose answers?"
EVIDENCE_STAGE = "Of which stage?"
MISSING = "What is missing for {label}"
MISSING_SECTION = "What is missing for the next stage"
MISSING_NONE = "Nothing is missing: every stage is passed."
MISSING_LEAD = "For **{label}**, these answers are below 3, those that must be 3 or 4 first."
MISSING_OPEN = "For **{label}**, these questions are not answered yet."
MISSING_BOTH = "For **{label}**, these answers are below 3, those that must be 3 or 4 first, or not given yet."
ANSWER_HEAD = ("Question", "Asked for", "Answer")
ALL_CHANNELS = "All channels"
GATE_BADGE = " :blue-badge[:material/lock: Must be 3 or 4]"
ANSWERS = {
    None: ":gray-badge[:material/help:] Not answered",
    0: ":red-badge[:material/block: 0] No",
    1: ":orange-badge[:material/error: 1] Planned or rare",
    2: ":orange-badge[:material/error: 2] In parts",
    3: ":green-badge[:material/check_circle: 3] Usual practice",
    4: ":green-badge[:material/check_circle: 4] Always, measured and improved",
}

CHANNELS = "Channel by channel"
CHANNEL, REACHED_HEAD, NEXT_HEAD, LACKS = "Channel", "Stage reached", "Next stage", "What is missing for it"
FURTHER = "{label} or further"
LAST = "All are passed"
BELOW = "{count} below 3"
OPEN_COUNT = "{count} not answered"
NO_LACK = "Nothing"
ONE = "Look closely at"

DISCONNECTED = "Moments of disconnected frustration"
DISCONNECTED_LEAD = (
    "Customers change channels. Where one is two or more stages behind another, they meet less than they are used to."
)
BEHIND = "**{label}** ({stage}) is behind {others}."
BEHIND_ONE = "{label} ({stage}) by {gap} stages"
DISCONNECTED_NONE = "No channel is found to be two or more stages behind another one."
DISCONNECTED_OPEN = "No two channels can be compared yet."
NOT_COMPARED = ":material/help: Not compared until the open questions are answered: {names}."
NO_STAGE = "before the first stage"

ROAD = "What to do next"
ROAD_SECTION = "Roadmap of needs"
ROAD_LEAD = (
    "The needs that first matter at the next stage: those that enable others first, then those that a weak answer "
    "asks for. A need is served where one of your tools serves it well by itself."
)
NO_STACK = (
    "No tool of yours is known here, so every need looks open. [Enter your tools]({path}) to see what you have already."
)
THROUGH = "Plan through"
NEED, TODAY, BECAUSE, CONSIDER = "Need", "Today", "Because", "Tools to consider"
ENABLING = ":violet-badge[:material/key: Enables others]"
SERVED = ":green-badge[:material/check_circle: Served]"
IN_PART = ":blue-badge[:material/extension: In part]"
NOT_SERVED = ":orange-badge[:material/error: Not served]"
AFTER = "After: {names}."
MATTERS = "It first matters at this stage."
REASONS_MORE = "And {count} more."
BY_TOOLS = "by {names}"
NO_TOOL = "None serves it"
ROAD_ONE = "Look closely at one need"
CHOOSE = "Choose a need"
REASONS = "Answers that it helps"
FIRST = "Attend to these first"
FIRST_LINE = "{need}: neither can do without {capability}"
TOOLS_HEAD = ("Tool", "You have it", "Fit", "Covers")
HAVE, HAVE_NOT = ":material/check: Yes", "No"
ROAD_DONE = "Every stage is passed: nothing is left on this road."
ROAD_PARTIAL = "Partial: answers are missing that could change this road."
STEPS = "{steps}, {served} of them served by a tool you have."

FIGURES = "Published figures, for context"
FIGURES_LEAD = "No result here is worked out from them: they describe other companies, in another year."
FIGURE_HEAD = ("Figure", "Companies", "Year", "Source")
FIGURE = "{value:g} % at {stages}"

QUERIES = {
    "results": "Stages",
    "answers": "Answers",
    "questions": "Questionnaire",
    "apart": "Disconnected channels",
    "order": "Needs in order",
    "behind": "Why a need",
    "fits": "Your tools",
    "ranking": "Tools to consider",
    "figures": "Figures",
}
