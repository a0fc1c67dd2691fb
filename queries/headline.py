"""The headline question as people ask it: ids and names alike."""

from queries.answers import Answer, Filters, tools_for_need
from queries.catalogue import question
from queries.choices import resolve
from queries.engines import Engine


def shortlist(engine: Engine, release: str, need: str, filters: Filters, limit: int | None) -> Answer:
    """Return the tools that serve `need`, best first; see `queries.answers.tools_for_need`.

    Args:
        engine: where to ask.
        release: id of the release it answers for.
        need: id or name of the need.
        filters: how to narrow the answer, in ids or names.
        limit: how many tools to return with their reasons, None for all.

    Raises:
        ParameterError: there is no such need, stage, channel or the like; the nearest names are offered.
    """
    asked = question("tools-for-need")
    given = {name: [value] if isinstance(value, str) else value for name, value in filters.values().items()}
    known = resolve(engine, asked, {"need": [need], **given})
    ids = {name: values[0] for name, values in known.items() if len(values) == 1}
    narrowed = Filters(
        stage=ids.get("stage"),
        channel=ids.get("channel"),
        pricing=ids.get("pricing"),
        price_level=ids.get("price_level"),
        open_source=filters.open_source,
        fit=tuple(known["fit"]),
    )
    return tools_for_need(engine, release, ids["need"], narrowed, limit)
