"""What an operator sees: one line of JSON for each request, and numbers for Prometheus.

The numbers are in the text format of https://prometheus.io/docs/instrumenting/exposition_formats/. They are few and
simple enough that a library for them would be longer to explain.
"""

import json
import logging
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

LOGGER = "cxscape.access"
LONGEST_QUERY = 500
"""Characters of a query that are written to the log."""
_BOUNDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)
_log = logging.getLogger(LOGGER)


@dataclass
class Visit:
    """What is to be logged of one request; filled while it is answered."""

    client: str
    method: str
    path: str
    query: str = ""
    release: str = ""
    rows: int | None = None
    cut: str = ""
    started: float = field(default_factory=time.perf_counter)


class Watch:
    """Counts requests and writes the access log."""

    def __init__(self) -> None:
        """Start at zero."""
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0
        self._cut: Counter[str] = Counter()

    def note(self, visit: Visit, status: int, size: int) -> None:
        """Count a request that was answered with `status` and `size` bytes, and log it."""
        seconds = time.perf_counter() - visit.started
        route = "/id" if visit.path.startswith("/id/") else visit.path
        self._requests[route, status] += 1
        if visit.query:
            self._buckets[bisect_left(_BOUNDS, seconds)] += 1
            self._seconds += seconds
        if visit.cut:
            self._cut[visit.cut] += 1
        if not _log.isEnabledFor(logging.INFO):
            return
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "client": visit.client,
            "method": visit.method,
            "path": visit.path,
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 4),
        }
        if visit.query:
            line |= {"release": visit.release, "rows": visit.rows, "cut": visit.cut}
            line["query"] = visit.query[:LONGEST_QUERY]
        _log.info("%s", json.dumps(line, ensure_ascii=False))

    def text(self, gauges: dict[str, int]) -> str:
        """Return the numbers for Prometheus.

        Args:
            gauges: further numbers that stand as they are, by name.
        """
        lines = ["# TYPE cxscape_requests_total counter"]
        for (path, status), number in sorted(self._requests.items()):
            lines.append(f'cxscape_requests_total{{path="{path}",status="{status}"}} {number}')
        lines.append("# TYPE cxscape_answers_cut_total counter")
        lines += [f'cxscape_answers_cut_total{{limit="{limit}"}} {n}' for limit, n in sorted(self._cut.items())]
        lines.append("# TYPE cxscape_query_seconds histogram")
        total = 0
        for bound, number in zip((*_BOUNDS, "+Inf"), self._buckets, strict=True):
            total += number
            lines.append(f'cxscape_query_seconds_bucket{{le="{bound}"}} {total}')
        lines += [f"cxscape_query_seconds_sum {self._seconds:.6f}", f"cxscape_query_seconds_count {total}"]
        for name, number in gauges.items():
            lines += [f"# TYPE cxscape_{name} gauge", f"cxscape_{name} {number}"]
        return "\n".join(lines) + "\n"
