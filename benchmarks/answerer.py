"""A process that only answers: the headline question for every need, to see how much memory it comes to take."""

import sys
from pathlib import Path

from ontology.namespaces import slug_of
from queries.answers import tools_for_need
from queries.engines import Embedded
from queries.results import rows


def main() -> None:
    """Answer from the store that is named, and print the peak of memory in MB."""
    engine = Embedded(Path(sys.argv[1]))
    for row in rows(engine, "needs"):
        tools_for_need(engine, "", slug_of(str(row["need"])))
    # Not what getrusage says: that counts the process which started this one, too.
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) // 1024)


if __name__ == "__main__":
    main()
