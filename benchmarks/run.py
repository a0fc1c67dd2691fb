"""Measure everything, one table after the other; run with ``make bench``.

``SIZES="15000 150000 1000000" make bench`` chooses the numbers of tools. Nothing is asserted, because the speed of a
machine is no property of the code: only the ratios travel.
"""

import os

from benchmarks import answering, browsing, endpoint, loading

SIZES = "15000 150000"


def main() -> None:
    """Measure answering and loading at each size, the endpoint on the shipped landscape, and the app in a browser."""
    sizes = [int(size) for size in os.environ.get("SIZES", SIZES).split()]
    answering.main(sizes)
    print()
    loading.main([1000, *sizes])
    print("\nthe endpoint, on the shipped landscape")
    endpoint.main()
    browsing.main()


if __name__ == "__main__":
    main()
