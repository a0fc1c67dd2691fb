"""How well the search does on sentences of which somebody said what they mean."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from queries.errors import QueryError
from queries.search.needs import Found, NeedSearch

NONE = "NONE"
"""Stands in a file for a sentence that speaks of no need."""
_COLUMNS = {"query", "expected_needs"}


@dataclass(frozen=True)
class Sentence:
    """A sentence, the line it stands on, and the needs that an expert takes it for; none where it is about none."""

    line: int
    text: str
    needs: frozenset[str]


@dataclass(frozen=True)
class Miss:
    """A sentence that was not taken for what it means, and what was found instead."""

    sentence: Sentence
    found: Found


@dataclass(frozen=True)
class Evaluation:
    """How often the search was right.

    Attributes:
        real: sentences that speak of a need.
        foreign: sentences that do not.
        top_1: share of the real ones for which the first candidate is right; one that is refused has none.
        top_3: share for which one of three is.
        sure: share of the real ones that are answered with one need, without asking back.
        sure_right: share of these that are right.
        refused_foreign: share of the others that are taken for no need.
        refused_real: share of the real ones that are taken for no need.
        p50, p95: milliseconds that half, and 95 of 100 searches took at most, once all is loaded.
        method: what was compared, and note why it was letters alone; see `queries.search.Found`.
        misses: the sentences whose first candidate is wrong, and those that are about no need and were taken for one.
    """

    real: int
    foreign: int
    top_1: float | None
    top_3: float | None
    sure: float | None
    sure_right: float | None
    refused_foreign: float | None
    refused_real: float | None
    p50: float
    p95: float
    method: str
    note: str
    misses: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as docs/json.md describes it."""
        numbers = {name: value for name, value in vars(self).items() if name not in ("misses", "note")}
        misses = [
            {
                "line": miss.sentence.line,
                "query": miss.sentence.text,
                "expected": sorted(miss.sentence.needs) or [NONE],
                "verdict": miss.found.verdict,
                "found": [{"id": c.id, "score": c.score} for c in miss.found],
            }
            for miss in self.misses
        ]
        return numbers | ({"note": self.note} if self.note else {}) | {"misses": misses}


def read_sentences(file: Path, known: Iterable[str]) -> list[Sentence]:
    """Return the sentences of a tab-separated file with the columns ``query`` and ``expected_needs``.

    Args:
        file: where they are; other columns are left alone.
        known: the ids of all needs.

    Raises:
        QueryError: the file cannot be read, lacks a column, or a line of it says something else than is asked for.
    """
    needs = frozenset(known)
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_MINIMAL)
            missing = _COLUMNS - set(reader.fieldnames or ())
            if missing:
                raise QueryError(
                    f"{file}, line 1: no column {' and '.join(map(repr, sorted(missing)))}; the file has tab-separated "
                    "columns query and expected_needs"
                )
            found = [_sentence(file, reader.line_num, row, needs) for row in reader]
    except UnicodeDecodeError as error:
        raise QueryError(f"{file} is no UTF-8 text: save it in that encoding") from error
    except OSError as error:
        raise QueryError(f"{file} cannot be read: {error.strerror or error}") from error
    except csv.Error as error:
        raise QueryError(f"{file} is no table of tab-separated columns: {error}") from error
    if not found:
        raise QueryError(f"{file} holds no sentence below its header")
    return found


def evaluate(search: NeedSearch, sentences: Iterable[Sentence]) -> Evaluation:
    """Return how well `search` does on `sentences`."""
    search.prepare()
    found: list[tuple[Sentence, Found]] = []
    times = []
    for sentence in sentences:
        started = perf_counter()
        found.append((sentence, search.find(sentence.text)))
        times.append(1000 * (perf_counter() - started))
    real = [(sentence.needs, [c.id for c in answer], answer) for sentence, answer in found if sentence.needs]
    foreign = [answer for sentence, answer in found if not sentence.needs]
    sure = [(needs, ids) for needs, ids, answer in real if answer.need]
    compared = next((answer for _, answer in found if answer.method != "wording"), found[0][1])
    times.sort()
    return Evaluation(
        real=len(real),
        foreign=len(foreign),
        top_1=_share(bool(needs & set(ids[:1])) for needs, ids, _ in real),
        top_3=_share(bool(needs & set(ids[:3])) for needs, ids, _ in real),
        sure=_share(bool(answer.need) for _, _, answer in real),
        sure_right=_share(ids[0] in needs for needs, ids in sure),
        refused_foreign=_share(answer.verdict == "no need" for answer in foreign),
        refused_real=_share(answer.verdict == "no need" for _, _, answer in real),
        p50=round(times[len(times) // 2], 1),
        p95=round(times[min(len(times) - 1, len(times) * 95 // 100)], 1),
        method=compared.method,
        note=compared.note,
        misses=tuple(Miss(sentence, answer) for sentence, answer in found if not _right(sentence, answer)),
    )


def _right(sentence: Sentence, answer: Found) -> bool:
    if not sentence.needs:
        return answer.verdict == "no need"
    return bool(answer) and answer[0].id in sentence.needs


def _share(of: Iterable[bool]) -> float | None:
    values = list(of)
    return round(sum(values) / len(values), 4) if values else None


def _sentence(file: Path, line: int, row: dict[str | None, Any], known: frozenset[str]) -> Sentence:
    where = f"{file}, line {line}"
    if None in row or None in row.values():
        raise QueryError(f"{where}: this line has more or fewer columns than the header")
    text, expected = str(row["query"]).strip(), str(row["expected_needs"]).strip()
    if not text:
        raise QueryError(f"{where}: the column 'query' is empty")
    if expected == NONE:
        return Sentence(line, text, frozenset())
    needs = [need.strip() for need in expected.split("|")]
    unknown = [need for need in needs if need not in known]
    if unknown:
        said = f"{unknown[0]!r} is no need" if unknown[0] else "no need is named"
        raise QueryError(
            f"{where}: {said} in the column 'expected_needs'; it takes ids of needs joined by |, or {NONE}. "
            "`cxscape run needs` lists all ids"
        )
    return Sentence(line, text, frozenset(needs))
