"""The visitor's answers to the questionnaire, as they are kept."""

from collections.abc import Sequence

from plans.errors import PlanError
from plans.maturity_answers import Given, answers_of
from ui.company import kept


def assessed() -> bool:
    """Return whether the visitor's organization has an assessment, be it half filled."""
    return bool(kept.organisation().members("cx:Assessment"))


def given() -> list[Given]:
    """Return the answers, blank ones included; none where there is no assessment, or one that cannot be used."""
    if not assessed():
        return []
    try:
        return answers_of(kept.organisation())
    except PlanError:
        return []


def units(lines: Sequence[Given]) -> list[str]:
    """Return what questions are asked for: the channels, and then the whole organization, which is empty."""
    return sorted(dict.fromkeys(each.channel for each in lines), key=lambda channel: not channel)


def counted(lines: Sequence[Given]) -> tuple[int, int]:
    """Return how many answers are given, and how many are asked for."""
    return sum(each.score is not None for each in lines), len(lines)
