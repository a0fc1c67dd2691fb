"""The words of the shortlist."""

TITLE = "Shortlist"
LEAD = (
    "The tools you collected. Choose your needs, and see which tool serves them, how well and why, what stays open, "
    "and what each tool adds to the others."
)
EMPTY_TITLE = "Your shortlist is empty"
EMPTY = (
    "Collect tools while you look around: wherever a tool is shown, **Add to shortlist** puts it here. "
    "The list goes along from page to page and is part of every link you copy here."
)
EMPTY_GAPS = "Start with a need"
EMPTY_LANDSCAPE = "Look through the landscape"
ADD = "Or add a tool by its name"
ADD_MORE = "Add a tool"
FULL = "The list is full: it holds {most} tools. Remove one to add another."

TOOLS = "Tools"
BY = "by {vendor}"
SEEN = "seen {count:,} times on the web"
NOT_MEASURED = "not counted on the web"
STATUS = {"retired": "No longer on offer", "renamed": "Goes by another name now"}
SUCCESSOR = "Goes on as"
UP = "Up"
UP_MEANING = "Move {name} up"
DOWN = "Down"
DOWN_MEANING = "Move {name} down"
REMOVE = "Remove"
REMOVE_MEANING = "Take {name} off the list"
CLEAR = "Clear the list"
COMPARE = "Compare them side by side"
COMPARE_SOME = "Compare the first {most} side by side"
SHARE = "Copy link"
SHARE_MEANING = "Who opens this link sees this list with these needs."

MISSING_TITLE = "Not in this release"
MISSING = "The link names what we do not know. It is kept apart here, and nothing below counts it."
MISSING_ID = "“{asked}” is no tool that we know."
MISSING_GONE = "“{asked}” was here in the release before this one. Its sources no longer list it."
MISSING_RENAMED = "“{asked}” is called {name} now."
INSTEAD = "Take {name} instead"
DROP = "Remove it"
NEAREST = "Nearest: {names}."
UNKNOWN_NEED = "We know no need called “{asked}”, so it is left out."
TOO_MANY_NEEDS = "At most {most} needs are told at a time. Left out: {names}."

NEEDS = "For which needs?"
NEEDS_PLACEHOLDER = "Choose up to {most}"
NEEDS_HELP = "For each need you see which of the tools serve it, how well and why."
SUGGESTED = "What these tools serve best together:"

TOGETHER = "Together they serve"
TOGETHER_SAID = "{covered} of {all} needs well, {partly} in part. {gaps} stay open."
TOGETHER_NONE = "Nothing is known of these tools that would serve a need."
NEED = "Need"
STATE = "State"
STATES = {
    "covered": "Served well",
    "partly covered": "Served in part",
    "gap": "Open",
}
STATE_ICONS = {
    "covered": ":green[:material/check_circle:]",
    "partly covered": ":blue[:material/contrast:]",
    "gap": ":orange[:material/error:]",
}
STATE_SAID = {
    "covered": "Together these tools serve it well: they cover {coverage:.0%} of what it asks for.",
    "partly covered": "Together these tools serve it in part: they cover {coverage:.0%} of what it asks for.",
    "gap": "These tools leave it open: together they cover {coverage:.0%} of what it asks for.",
}
ALL_NEEDS = "All needs, the best served first"

TOOL = "Tool"
FIT = "Fit"
COVERS = "Covers"
ADDS = "Adds"
ADDS_HELP = (
    "**Covers**: how much of the need the tool serves on its own. **Adds**: how much would be lost without it, because "
    "no other tool on the list does it as well."
)
NO_FIT = "Nothing known for it"
ADDS_NOTHING = "nothing of its own"
KNOWN = "Stated by a source"
EXPECTED = "Usual for its category"
OPEN = "None of these tools is known or expected to do this: **{names}**. That is unknown, not no: ask the vendors."
OPEN_PLAIN = "What stays open, because nobody says that one of these tools does it: {names}."
OPEN_NOTHING = "Nothing stays open: for each thing the need asks for, at least one tool is known or expected to do it."
ADDED = "{name} adds {added:.0%} that the others do not bring."
ADDED_NOTHING = "Nothing is added by: {names}. What they do for this need, others on the list do as well."
WHY = "Why, and how we know"
ASKED_FOR = "What the need asks for"
DONE_BY = "Which tools do it, and how we know"
LEGEND = (
    ":green[:material/fact_check:] a source says so of this very tool · :blue[:material/category:] tools of its "
    "category usually do this · :orange[:material/help:] unknown, so ask the vendor"
)
NOBODY = "Nobody, as far as is known"
NOT_NEEDED = "Not needed: another way to do this is covered"
STATED = "{name}: stated outright ({file}, line {line})"
LISTED = "{name}: listed under “{label}” ({file}, line {line})"
ALL_TOOLS = "All tools for this need"

QUERIES = {
    "tools": "The tools",
    "together": "What they serve together",
    "fits": "How well each serves it",
    "added": "What each adds",
    "reasons": "Why: {need}",
}

DOCUMENT_TITLE = "Shortlist of {count}"
QUESTION = "How well do these tools serve {needs}?"
QUESTION_OPEN = "Which needs do these tools serve together?"
VENDOR = "Vendor"
WEB = "Web"
ADOPTION = "Seen on the web"
NOTE = "Note"
LEFT_OUT = "Left out, because this release does not have them: {ids}."
