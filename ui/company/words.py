"""The words that the pages about your own organization share."""

COMPANY = "My company"
PRIVATE = (
    ":material/lock: What you enter is kept in the memory of this session alone. It is never saved or made part of the "
    "landscape, no other visitor sees it, and it is gone when you close or reload the tab: download your file to keep "
    "it."
)
WHOSE = "**{name}**"
WHOSE_EXAMPLE = "**{name}** (made-up example)"
EXAMPLE = "Show the example company"
EXAMPLE_NAME = "Northwind Outfitters"
EXAMPLE_SAID = (
    f"This is the example company {EXAMPLE_NAME}: it is made up, its 25 tools are real. It fills My stack, "
    "Maturity, Projects, Strategy and Communities."
)
FILE = "Open your file"
FILE_LABEL = "Your Turtle file"
FILE_HELP = "The file that you downloaded here, or that the command line keeps. It takes the place of what is here."
OPEN = "Open"
NO_FILE = "No file was chosen."
TOO_LARGE = "{name} is larger than {most} MB, so it was not read: what an organization says of itself is far smaller."
NOT_DONE = "Nothing was changed. {why}"
OPENED = "Opened the file of {name}: {all}."
AS_TURTLE = "Save your file"
START_OVER = "Start over"
START_OVER_HELP = "Forgets all that you entered, on every page. Download your file first if you want it again."
