"""How an answer is narrowed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Filters:
    """How an answer is narrowed: ids, or None for no restriction."""

    stage: str | None = None
    channel: str | None = None
    pricing: str | None = None
    price_level: str | None = None
    open_source: bool | None = None
    fit: tuple[str, ...] = field(default=("primary", "supporting"))

    def values(self) -> dict[str, str | list[str]]:
        """Return the filters that are set, as parameters of the question ``tools-for-need``."""
        chosen: dict[str, str | list[str]] = {
            name: value for name, value in vars(self).items() if isinstance(value, str)
        }
        if self.open_source is not None:
            chosen["open_source"] = str(self.open_source).lower()
        return {**chosen, "fit": list(self.fit)}
