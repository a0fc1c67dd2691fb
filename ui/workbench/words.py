"""The words of the workbench."""

TITLE = "Workbench"
LEAD = (
    "Ask the graph in SPARQL, or start from a question that somebody else has written and change it. "
    "Everything here is read-only."
)
QUESTIONS = "Start from one of {count} questions"
FIND = "Find a question"
FIND_PLACEHOLDER = "capability, price, rejected"
TAGS = "About"
PICK = "Question"
NO_QUESTION = "No question has all these words and tags. Take one away."
EDITOR = "SPARQL query"
EDITOR_HINT = "Tab leaves the editor. Control-Enter or Command-Enter runs the query. Control-Space completes."
EDITOR_HELP = "Ctrl-Enter runs, Ctrl-Space completes, Tab leaves the editor. Our prefixes need not be declared."
RUN = "Run"
DECLARE = "Declare prefixes"
DECLARE_HELP = "Writes a PREFIX line for each of our prefixes that the query uses, so that it runs in any other tool."
NEW = "Write SPARQL"
EDIT = "Edit as SPARQL"
EDIT_HELP = "Puts this question with your values into the editor."
ANY = "Any"
CHOOSE = "Choose"
YES = "Yes"
NO = "No"
OPTIONAL = "{description} May be left open."
FIND_THING = "Find: {name}"
FIND_THING_HELP = "There are {count} to choose from: type a part of the name, then choose below."
NODE_PLACEHOLDER = "tool:klaviyo"
RUNNING = "Running for {seconds:.0f} s. It is ended after {limit:g} s."
CANCEL = "Cancel"
ROWS = ("row", "rows")
TRIPLES = ("triple", "triples")
TOOK = "{count} in {seconds} · release {release}"
CUT_ROWS = (
    "The answer is longer: it was cut after {count}. Add a LIMIT, group the rows, or ask the endpoint from a program, "
    "which gives more at once."
)
CUT_BYTES = "The answer is larger: it was cut after {count}, because an answer may hold {size} MB."
MORE_ROWS = (
    "There may be more: these are rows {first:,} to {last:,}. "
    "For all of them, press *Edit as SPARQL* and take LIMIT and OFFSET out."
)
NEXT_ROWS = "Next {count:,} rows"
EMPTY_TITLE = "No row matches"
EMPTY = (
    "The query is fine, and the graph holds nothing that fits it. Take one pattern or filter away to see which one "
    "rules everything out. What no source states is unknown, and that is not the same as no."
)
EMPTY_GRAPH = "The graph says nothing of this. Check the spelling of names: completion offers those that exist."
YES_ANSWER = "Yes: the graph holds what you asked for."
NO_ANSWER = "No: the graph does not hold this. That may mean no, or that no source says so."
FAILED = {
    "SparqlError": "The query cannot be understood",
    "TimeLimitError": "The query took too long",
    "MemoryLimitError": "The query needed too much memory",
    "BusyError": "All workers are taken",
    "CancelledError": "Cancelled",
    "UnknownQuestionError": "There is no such question",
    "ParameterError": "A value does not fit",
    "MissingError": "The question is not complete",
    "AddressError": "This link cannot be read",
}
FAILED_OTHERWISE = "There is no answer"
AT = "Line {line}, column {column}: {message}"
EXPECTED = "the query cannot go on like this.{expected}"
EXPECTED_HERE = " Expected here: {expected}."
NO_QUERY = "there is no query yet. One begins with SELECT, ASK, CONSTRUCT or DESCRIBE."
NO_WORD = "{word} is no word of SPARQL{hint}."
NO_PREFIX = "the prefix {prefix}: is not known{hint}. Declare it: PREFIX {prefix}: and its namespace in angle brackets."
OPEN_QUOTE = "a text in quotes is not closed before here."
A_VARIABLE = "a variable"
A_NAME = "a name"
A_TEXT = "a text in quotes"
A_NUMBER = "a number"
VIEW = "Show as"
VIEWS = {"table": "Table", "chart": "Chart", "graph": "Graph", "text": "Turtle"}
CHART = "Chart"
CHARTS = {"bar": "Bars", "line": "Line", "heatmap": "Heat map"}
X = "Along"
Y = "How much"
ROW_OF = "Against"
NO_CHART = "A chart needs a column of numbers, or two columns of names: this answer has neither."
CHART_LIMIT = "The first {count} of {total} rows are drawn."
CHART_ALT = "{chart} of {y} by {x}; {count}. The table holds the same values."
TABLE_ALT = "Answer: {rows}, {columns}"
GRAPH_LIMIT = "The first {count} of {total} statements are drawn; the Turtle holds all."
TEXT_LIMIT = "The first {count} of {total} lines are shown; the file holds all."
EXPORT = "Export"
XLSX_NOTE = "Text is never taken for a formula in XLSX; CSV holds the values as they are."
LINK = "Link"
LINK_NOTE = "Whoever opens it sees this query and its answer from the release that is current then."
LINK_TOO_LONG = "This query is too long for a link: save it as a file."
CODE = "Use it in your own program"
CODE_NOTE = "The endpoint is {endpoint}. The prefixes are declared, so that the query runs in any tool."
NO_ENDPOINT = (
    "This server runs without its SPARQL endpoint: start it without --no-endpoint to use the query from a program."
)
NOTEBOOK = "Download the notebook"
HISTORY = "History of this session"
HISTORY_EMPTY = "What you run is listed here until you close the page."
ANSWER = "Answer"
TRUE = "yes"
FALSE = "no"


def rows(number: int, noun: tuple[str, str] = ROWS) -> str:
    """Return a number of rows with its noun."""
    return f"{number:,} {noun[number != 1]}"


def seconds(value: float) -> str:
    """Return a time as people say it: ``14 ms``, ``2.1 s``."""
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.0f} ms"
