"""The public suffix list (https://publicsuffix.org), read once."""

from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def suffixes() -> PublicSuffixList:
    """Return the list with its private section; its names are not encoded, which makes it quick to read."""
    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=False)
