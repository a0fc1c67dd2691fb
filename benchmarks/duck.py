"""The headline question in DuckDB, tuned by hand, on the tables that a release comes to.

Two designs: one scores each tool when asked, from normalised tables; one ranks by scores of profiles, worked out
beforehand as a release of ours has them. Both give the rows that ours gives: the first tools, and how many pass.
"""

import csv
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from pyoxigraph import QuerySolutions, Store

from ontology.namespaces import slug_of

QUESTIONS = Path(__file__).parent / "duck"

TABLES = {
    "need": "need VARCHAR, required DOUBLE, essential DOUBLE, best DOUBLE",
    "requirement": "need VARCHAR, capability VARCHAR, slot VARCHAR, weight DOUBLE, importance VARCHAR",
    "provision": "provider VARCHAR, capability VARCHAR, strength DOUBLE",
    "acting": "capability VARCHAR, channel VARCHAR",
    "profile": "profile VARCHAR, provider VARCHAR",
    "pricing": "tool VARCHAR, pricing VARCHAR",
    "fact": "tool VARCHAR, label VARCHAR, profile VARCHAR, homepage VARCHAR, adoption BIGINT, vendor VARCHAR",
    "scored": "need VARCHAR, profile VARCHAR, fit VARCHAR, coverage DOUBLE, essential_coverage DOUBLE",
}
"""Each table with its columns; the file of its name in ``duck/`` is the question that fills it."""

_NUMBERED = """
CREATE TABLE number AS SELECT row_number() OVER () AS n, id FROM (
  SELECT provider AS id FROM provision UNION SELECT provider FROM profile UNION SELECT capability FROM provision
  UNION SELECT capability FROM requirement UNION SELECT capability FROM acting UNION SELECT slot FROM requirement
  UNION SELECT profile FROM profile);
CREATE TABLE tool AS SELECT row_number() OVER (ORDER BY tool) AS n, tool AS id, label, homepage, vendor, adoption,
  p.n AS profile FROM fact JOIN number p ON p.id = fact.profile;
CREATE TABLE classified AS SELECT t.n AS tool, b.n AS provider
  FROM tool t JOIN number a ON a.n = t.profile JOIN profile ON profile.profile = a.id JOIN number b ON b.id = provider;
CREATE TABLE provides AS SELECT a.n AS provider, b.n AS capability, strength
  FROM provision JOIN number a ON a.id = provider JOIN number b ON b.id = capability;
CREATE TABLE requires AS SELECT need, a.n AS capability, b.n AS slot, weight,
    CASE WHEN importance = 'essential' THEN weight ELSE 0 END AS essential_weight
  FROM requirement JOIN number a ON a.id = capability JOIN number b ON b.id = slot ORDER BY need;
CREATE TABLE acts AS SELECT n AS capability, channel FROM acting JOIN number ON id = capability;
CREATE TABLE priced AS SELECT tool.n AS tool, pricing FROM pricing JOIN tool ON tool.id = pricing.tool;
CREATE TABLE score AS SELECT need, number.n AS profile, fit, coverage, essential_coverage
  FROM scored JOIN number ON number.id = scored.profile ORDER BY need;
CREATE TABLE acting_profile AS SELECT DISTINCT need, number.n AS profile, channel
  FROM requirement JOIN provision USING (capability) JOIN acting USING (capability) JOIN profile USING (provider)
  JOIN number ON number.id = profile.profile WHERE strength >= 0.5 ORDER BY need;
"""

_BY_TOOL = """
WITH offer AS (
  SELECT provider, slot, max(weight * strength) AS part, max(essential_weight * strength) AS essential_part,
    bool_or(strength >= 0.5 AND capability IN (SELECT capability FROM acts WHERE channel = $channel)) AS acting
  FROM requires JOIN provides USING (capability) WHERE need = $need GROUP BY provider, slot
), slots AS (
  SELECT tool, slot, max(part) AS part, max(essential_part) AS essential_part, bool_or(acting) AS acting
  FROM classified JOIN offer USING (provider) {where} GROUP BY tool, slot
), sums AS (
  SELECT tool, sum(part) AS covered, sum(essential_part) AS essential_covered FROM slots GROUP BY tool
  HAVING $channel IS NULL OR bool_or(acting)
), fitting AS MATERIALIZED (
  SELECT tool, covered >= 0.7 * best - 1e-9 AS is_primary, round(covered / required + 1e-9, 4) AS coverage,
    round(essential_covered / essential + 1e-9, 4) AS essential_coverage
  FROM sums, (SELECT * FROM need WHERE need = $need)
  WHERE covered >= 0.33 * best - 1e-9 AND (covered >= 0.7 * best - 1e-9 OR covered >= 0.18 * required - 1e-9)
), first AS (
  SELECT fitting.*, label, id, adoption FROM fitting JOIN tool ON tool.n = fitting.tool
  ORDER BY coverage DESC, essential_coverage DESC, adoption DESC NULLS LAST, label, id LIMIT 20
)
"""

_BY_PROFILE = """
WITH passing AS (
  SELECT profile, fit = 'primary' AS is_primary, coverage, essential_coverage FROM score
  WHERE need = $need AND ($channel IS NULL OR profile IN (
    SELECT profile FROM acting_profile WHERE need = $need AND channel = $channel))
), fitting AS MATERIALIZED (
  SELECT n AS tool, is_primary, coverage, essential_coverage FROM passing JOIN tool USING (profile) {where}
), first AS (
  SELECT fitting.*, label, id, adoption FROM fitting JOIN tool ON tool.n = fitting.tool
  ORDER BY coverage DESC, essential_coverage DESC, adoption DESC NULLS LAST, label, id LIMIT 20
)
"""

_SHOWN = """
SELECT first.id, first.label, vendor, homepage, is_primary, coverage, essential_coverage, first.adoption,
  (SELECT count(*) FROM fitting) AS total
FROM first JOIN tool ON tool.n = first.tool
ORDER BY coverage DESC, essential_coverage DESC, first.adoption DESC NULLS LAST, first.label, first.id
"""

_PRICED = {"tool": "WHERE tool IN (SELECT tool FROM priced WHERE pricing = $pricing)"}
_PRICED["profile"] = _PRICED["tool"].replace("WHERE tool IN", "WHERE n IN")


class Duck:
    """A database with the tables of a release."""

    def __init__(self, store: Store) -> None:
        """Fill the tables from the default graph of `store`."""
        self._database = duckdb.connect()
        for name, columns in TABLES.items():
            self._database.execute(f"CREATE TABLE {name} ({columns})")
            sparql = (QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "rows.csv"
                with file.open("w", encoding="utf-8", newline="") as handle:
                    csv.writer(handle).writerows(_rows(store, sparql))
                self._database.execute(f"COPY {name} FROM '{file}' (HEADER false, NULLSTR '')")
        self._database.execute(_NUMBERED)
        for name in TABLES.keys() - {"need"}:
            self._database.execute(f"DROP TABLE {name}")

    def tools_for_need(self, design: str, need: str, channel: str | None, pricing: str | None) -> tuple[list[str], int]:
        """Return the ids of the first 20 tools that serve `need`, and how many pass the filters.

        Args:
            design: ``tool`` to score tools when asked, ``profile`` to rank by scores of profiles.
            need: id of the need.
            channel: id of the channel to narrow to, or None.
            pricing: id of the pricing model to narrow to, or None.
        """
        text = (_BY_TOOL if design == "tool" else _BY_PROFILE) + _SHOWN
        given: dict[str, Any] = {"need": need, "channel": channel}
        if pricing is not None:
            given["pricing"] = pricing
        found = self._database.execute(
            text.replace("{where}", "" if pricing is None else _PRICED[design]), given
        ).fetchall()
        return [row[0] for row in found], found[0][-1] if found else 0


def _rows(store: Store, sparql: str) -> Iterable[list[str]]:
    answer = store.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("a table is filled by a SELECT query")
    for row in answer:
        yield ["" if term is None else slug_of(term.value) if "/id/" in term.value else term.value for term in row]
