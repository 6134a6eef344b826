"""Edits of one QuerySet chain: a name added to a link, a link put behind the last one, a link taken out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from course.domain.program.chains import Chain
from course.domain.program.code_text import CodeText, Edit

METHODS = ("select_related", "prefetch_related", "only")


@dataclass
class Wishes:
    """What one chain is to name, by method, and whole links to put behind it.

    chosen: a lookup, and the `Prefetch(…)` that takes its place in `prefetch_related()`.
    """

    select_related: list[str] = field(default_factory=list)
    prefetch_related: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def chain_edits(text: CodeText, chain: Chain, wishes: Wishes) -> Iterator[Edit]:
    """Names go into the chain's own link of that method, else into a new one behind the last link."""
    new = []
    for method in METHODS:
        names = _longest(getattr(wishes, method))
        call = chain.called(method)
        if names and call is not None and _lookups(call):
            yield from _into(text, call, names)
        elif names:
            new.append(f"{method}({', '.join(quoted(text, name) for name in names)})")
    prefetch = chain.called("prefetch_related")
    for lookup, text_of_it in wishes.chosen:
        there = [one for one in _lookups(prefetch) if one.value == lookup] if prefetch else []
        if there:
            yield Edit(text.start(there[0]), text.end(there[0]), text_of_it)
        else:
            new.append(f"prefetch_related({text_of_it})")
    links = [*new, *dict.fromkeys(wishes.others)]
    if links:
        place, before = text.end(chain.end), _before_a_link(text, chain)
        yield Edit(place, place, "".join(f"{before}.{link}" for link in links))


def quoted(text: CodeText, name: str) -> str:
    """In the quotes that the code uses."""
    mark = "'" if text.code.count("'") > text.code.count('"') else '"'
    return f"{mark}{name}{mark}"


def _longest(lookups: Sequence[str]) -> list[str]:
    """`author__country` loads `author` too."""
    wanted = dict.fromkeys(lookups)
    return [one for one in wanted if not any(other.startswith(f"{one}__") for other in wanted)]


def _lookups(call: ast.Call) -> list[ast.Constant]:
    """The arguments, where each of them is a plain text; else none."""
    plain = [one for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return plain if len(plain) == len(call.args) and not call.keywords else []


def _into(text: CodeText, call: ast.Call, names: list[str]) -> Iterator[Edit]:
    """A name that the new one reaches beyond is replaced, and the others stay."""
    there = {str(one.value): one for one in _lookups(call)}
    behind = text.end(call.args[-1])
    added = ""
    for name in names:
        if any(old == name or old.startswith(f"{name}__") for old in there):
            continue
        shorter = [node for old, node in there.items() if name.startswith(f"{old}__")]
        if shorter:
            yield Edit(text.start(shorter[0]), text.end(shorter[0]), quoted(text, name))
        else:
            added += f", {quoted(text, name)}"
    if added:
        yield Edit(behind, behind, added)


def _before_a_link(text: CodeText, chain: Chain) -> str:
    """A line break and its indentation, where the chain puts each link on a line of its own."""
    end = chain.end
    if not isinstance(end, ast.Call) or not isinstance(end.func, ast.Attribute):
        return ""
    between = text.code[text.end(end.func.value) : text.end(end.func)]
    return between.partition(".")[0] if "\n" in between.partition(".")[0] and "#" not in between else ""


def names_last(call: ast.Call, name: str) -> bool:
    """Whether one plain argument of the call ends with that name: `"posts__tags"` with `tags`."""
    return sum(str(one.value).split("__")[-1] == name for one in _lookups(call)) == 1


def without_names(text: CodeText, call: ast.Call, names: Sequence[str]) -> Iterator[Edit]:
    """The call with those last steps taken out of its lookups; with none left, the whole link goes."""
    lookups = _lookups(call)
    kept = [_shortened(str(one.value), names) for one in lookups]
    if not any(kept):
        yield from _without_link(text, call)
        return
    new, end = "", text.start(lookups[0])
    for node, short in zip(lookups, kept, strict=True):
        between = text.code[end : text.start(node)] if new else ""
        end = text.end(node)
        if short:
            new += between + (text.text(node) if short == node.value else quoted(text, short))
    yield Edit(text.start(lookups[0]), end, new)


def _shortened(lookup: str, names: Sequence[str]) -> str:
    steps = lookup.split("__")
    while steps and steps[-1] in names:
        steps.pop()
    return "__".join(steps)


def _without_link(text: CodeText, call: ast.Call) -> Iterator[Edit]:
    """A manager alone is no QuerySet: it keeps an `.all()`."""
    before = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    followed = text.code[text.end(call) :].lstrip().startswith(".")
    bare = isinstance(before, ast.Attribute) and not followed
    if "#" not in text.code[text.end(before) : text.end(call)]:
        yield Edit(text.end(before), text.end(call), ".all()" if bare else "")
