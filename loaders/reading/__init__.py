"""Landscape files, read row by row; what is no table is refused with one clear message."""

from loaders.reading.table import MAX_CELL, CsvFile, Format, Row

__all__ = ["MAX_CELL", "CsvFile", "Format", "Row"]
