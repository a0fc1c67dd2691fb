"""The words of exported files, and of the button that offers them."""

EXPORT = "Export"
FORMATS = {
    "pdf": ("PDF", "to print, and for the board"),
    "pptx": ("PowerPoint", "a slide for each decision, the evidence in its notes"),
    "xlsx": ("Excel", "to sort and reckon"),
    "csv": ("CSV", "for any other program"),
}
NOTE = "Each file says what was asked, of which data, and how to ask again."
BROKEN = "This file could not be made. The other kinds may work; the log of the server says why."

PRODUCT = "cxscape"
QUESTION = "Question"
FILTERS = "Narrowed to"
FILTERED = "{name}: {value}"
NO_FILTERS = "Nothing: this is the whole answer"
RELEASE = "Release"
RELEASED = "Release {release} · data of {date}"
DATE = "Data loaded on"
SOURCES = "Sources"
SOURCE = "{name}: {file}, {rows:,} rows"
LICENSE = "license: {license}"
NO_LICENSE = "no license stated"
LINK = "Ask again"
QUERY = "Query"
QUERIES = "The queries behind this answer"
QUERY_NOTE = "In SPARQL, the query language of the data. They read it and cannot change it."
ANSWER = "Answer"
ABOUT = "About this answer"
HONEST = "A blank means unknown, not no."
NOTHING = "Unknown"
YES = "Yes"
NO = "No"
MORE = "{count} more: see the notes of this slide, or the other kinds of files."
LATIN = "Letters that the fonts of this file lack are spelled in Latin ones, in square brackets."
