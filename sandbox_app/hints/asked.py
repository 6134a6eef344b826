"""The learner's own words for what is asked more than once, so that advice can say which expression to keep."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.reading import Reading, span
from sandbox_app.hints.words import unparsed
from sandbox_app.links import links_of

KINDS = ("query", "get", "count", "exists", "manager")
LONGEST = 100


def asked_again(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    """The chain of each place that sent the same kind of question as another line, or sent it twice."""
    asked = list(fetches.of_kind(*KINDS))
    times = Counter[tuple[str, str, str]]()
    for fetch in asked:
        times[fetch.kind, fetch.relation, fetch.method] += fetch.times
    for fetch in asked:
        chain = _chain(reading, fetch) if times[fetch.kind, fetch.relation, fetch.method] > 1 else None
        text = unparsed(chain) if chain is not None else ""
        if text and len(text) <= LONGEST:
            kept = _kept_as(chain)
            yield Hint("asked_again", fetch.line, 0, fetch.line, fetch.relation, text, kept, fetch.column)


def _chain(reading: Reading, fetch: Fetch) -> ast.expr | None:
    here = (node for node in reading.chains if fetch.line in span(node))
    return reading.only_one(fetch, [asking for whole in here if (asking := _asking(whole, fetch)) is not None
                            and _is_about(reading, asking, fetch)])


def _asking(whole: ast.expr, fetch: Fetch) -> ast.expr | None:
    """The chain up to where it is asked: the method, or a subscript; `posts[0]` of `posts[0].title`."""
    ends = (link.node for link in links_of(whole)[1] if link.name == fetch.method and (link.is_call or not link.name))
    return next(ends, None if fetch.method else whole)


def _is_about(reading: Reading, asking: ast.expr, fetch: Fetch) -> bool:
    """Whether the chain begins with rows of the model, or goes through the relation."""
    begin, names = reading.beginning(asking)
    return fetch.relation.partition(".")[2] in names if fetch.relation else begin == fetch.model.__name__


def _kept_as(chain: ast.expr | None) -> str:
    """ "row" for `posts[0]`, else "rows"."""
    return "row" if isinstance(chain, ast.Subscript) and not isinstance(chain.slice, ast.Slice) else "rows"
