"""A learner's program, read and not run: which names it mentions, and what becomes of the rows of a QuerySet."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sandbox_app.hints.fetches import Fetch
from sandbox_app.hints.words import is_text, unparsed
from sandbox_app.links import links_of

# With one of these an object may be read in ways that its source does not show.
OPAQUE = frozenset(
    "__dict__ vars getattr eval exec globals locals model_to_dict serialize serializers pickle copy deepcopy "
    "__getattribute__ methodcaller Template render forms _meta serializable_value value_from_object".split()
)
# Whoever measures asks for rows only to see what that costs.
MEASURING = frozenset({"CaptureQueriesContext", "execute_wrapper", "queries", "force_debug_cursor"})
LOADERS = ("select_related", "prefetch_related", "Prefetch", "only", "defer")
LONGEST_CHAIN = 120
WORD = re.compile(r"[A-Za-z_]\w*")
BRACKETS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.List, ast.Set)
CHAINS = (ast.Call, ast.Attribute, ast.Subscript)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Rows:
    """A QuerySet of whose rows the program makes one use: `posts`, `Post.objects.all()`.

    at: where its rows are taken. listed: whether `list()` takes them first.
    """

    node: ast.expr
    at: ast.expr
    listed: bool

    def then(self, link: str) -> str:
        """The link on the QuerySet, such as `posts.count()`; the link alone where the chain is too long."""
        rows = without(self.node, "iterator")
        manager = without(rows, "all")
        # `posts.all()` asks anew where `posts` is a QuerySet whose rows are loaded.
        text = unparsed(manager if isinstance(manager, ast.Attribute) else rows)
        return f"{text}.{link}" if len(text) <= LONGEST_CHAIN else link

    def sliced(self, index: str) -> str:
        """`posts[:5]`: a manager knows no slices, so its `all()` stays."""
        rows = without(self.node, "iterator")
        text = unparsed(rows) + (".all()" if isinstance(rows, ast.Attribute) and rows is not self.node else "")
        return f"{text if len(text) <= LONGEST_CHAIN else ''}[{index}]"


class Reading:
    """Parents, names and mentions of one program."""

    def __init__(self, nodes: list[ast.AST], parents: dict[ast.AST, ast.AST]) -> None:
        """`nodes`: all of the program, as `ast.walk` gives them."""
        self.nodes, self.parents = nodes, parents
        self.names: dict[str, list[ast.Name]] = {}
        self.bound: set[str] = set()
        self.mentions: set[str] = set()
        words: set[str] = set()
        for node in nodes:
            self._read(node, words)
        self.opaque = bool(words & OPAQUE)
        self.measures = bool(words & MEASURING)

    def _read(self, node: ast.AST, words: set[str]) -> None:
        if isinstance(node, ast.Name):
            self.names.setdefault(node.id, []).append(node)
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            self.mentions.add(node.attr)
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not self._names_what_is_loaded(node):
            self.mentions.update(WORD.findall(node.value.replace("__", " ")))
        elif isinstance(node, ast.arg):
            self.bound.add(node.arg)
        elif isinstance(node, ast.alias):
            words.update(node.name.split("."))
            self.bound.add(node.asname or node.name.split(".")[0])

    def _names_what_is_loaded(self, node: ast.Constant) -> bool:
        parent = self.parents.get(node)
        call = self.parents.get(parent) if isinstance(parent, ast.keyword) else parent
        name = getattr(call.func, "attr", getattr(call.func, "id", "")) if isinstance(call, ast.Call) else ""
        return name in LOADERS

    def rows(self, node: ast.expr) -> Rows | None:
        """The QuerySet that `node` is, or a list of it, where the program uses its rows here only."""
        inner = listed(node)
        if isinstance(inner, ast.Name):
            return self._rows_of_variable(inner, node)
        return Rows(inner, node, inner is not node) if isinstance(inner, CHAINS) else None

    def _rows_of_variable(self, name: ast.Name, at: ast.expr) -> Rows | None:
        values = self.values(name.id)
        lists = [value for value in values if listed(value) is not value]
        uses = [use for use in self.names[name.id] if isinstance(use.ctx, ast.Load) and (lists or self._reads(use))]
        if not values or uses != [name] or any(isinstance(listed(value), ast.Name) for value in values):
            return None  # rows under a second name may be used there
        if any(self.repeating(value) != self.repeating(name) for value in values):
            return None  # rows that are loaded once may be used there again and again
        if not lists:
            return Rows(name, at, at is not name)
        kept = listed(lists[0])
        return Rows(kept, lists[0], True) if len(values) == 1 and isinstance(kept, CHAINS) else None

    def values(self, name: str) -> list[ast.expr]:
        """What a variable is set to, in order; [] when it gets a value in any way but `name = …`."""
        stores = [use for use in self.names.get(name, ()) if not isinstance(use.ctx, ast.Load)]
        parents = [self.parents[use] for use in stores]
        plain = all(isinstance(one, ast.Assign) and len(one.targets) == 1 for one in parents)
        if not plain or name in self.bound:
            return []
        return [one.value for one in parents if isinstance(one, ast.Assign)]

    @cached_property
    def texts(self) -> set[str]:
        """The variables that are set to a text."""
        return {name for name in self.names if any(is_text(value) for value in self.values(name))}

    @cached_property
    def chains(self) -> list[ast.expr]:
        """The chains that are no beginning of a longer one."""
        return [node for node in self.nodes if isinstance(node, CHAINS) and self._is_whole(node)]

    def _is_whole(self, node: ast.expr) -> bool:
        parent = self.parents.get(node)
        beginning = getattr(parent, "func", None) if isinstance(parent, ast.Call) else getattr(parent, "value", None)
        return not (isinstance(parent, CHAINS) and beginning is node)

    def nearest(self, node: ast.AST, fetches: Sequence[Fetch]) -> Sequence[Fetch]:
        """Those of several fetches of one line that come from the node, or from the least that is around it: `len(…)`
        asks where it stands, and brackets may ask where they open."""
        around: ast.AST | None = node
        while len(fetches) > 1 and isinstance(around, (ast.expr, ast.comprehension)):
            found = [fetch for fetch in fetches if isinstance(around, ast.expr) and stands_in(fetch, around)]
            if found:
                return found
            around = self.parents.get(around)
        return fetches

    def only_one(self, fetch: Fetch, nodes: Sequence[ast.expr]) -> ast.expr | None:
        """The one of these chains that may have asked: of several, the one in that place, or in what begins there and
        takes up its rows: brackets, `sorted(…)`."""
        if len(nodes) > 1:
            here = [node for node in nodes if stands_in(fetch, node)]
            nodes = here or [node for node in nodes if self._is_taken_up(node, fetch)]
        return nodes[0] if len(nodes) == 1 else None

    def _is_taken_up(self, node: ast.AST, fetch: Fetch) -> bool:
        while isinstance(node := self.parents[node], (ast.expr, ast.comprehension)):
            takes_up = isinstance(node, BRACKETS) or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
            if takes_up and (node.lineno, node.col_offset) == (fetch.line, fetch.column - 1):
                return True
        return False

    def _reads(self, use: ast.Name) -> bool:
        """Building another QuerySet on a QuerySet, counting or asking it leaves its rows where they are."""
        return not isinstance(self.parents[use], ast.Attribute)

    def beginning(self, node: ast.expr, depth: int = 5) -> tuple[str, set[str]]:
        """The name that a chain begins with, through the variables it was kept in, and the names of all its links."""
        root, links = links_of(node)
        names = {link.name for link in links}
        if not isinstance(root, ast.Name):
            return "", names
        values = self.values(root.id) if depth else []
        if not values:
            return (root.id if "objects" in names else ""), names
        for value in values:
            further = [use.id for use in ast.walk(value) if isinstance(use, ast.Name)]
            if root.id not in further:
                begin, more = self.beginning(listed(value), depth - 1)
                return begin, names | more
        return "", names

    def loops_around(self, node: ast.AST) -> list[ast.AST]:
        """`for` and `while` statements and the `for`s of brackets, innermost first."""
        return [one for one in self.repeating(node) if not isinstance(one, FUNCTIONS)]

    def repeated_by(self, node: ast.AST) -> list[ast.AST]:
        """The loops around it, innermost first; of what stands in none, the function that a loop may call."""
        return self.loops_around(node) or self.repeating(node)[:1]

    def repeating(self, node: ast.AST) -> list[ast.AST]:
        """The loops and functions that may run this place again and again, innermost first."""
        found: list[ast.AST] = []
        while (parent := self.parents.get(node)) is not None:
            if isinstance(parent, (ast.While, *FUNCTIONS)):
                found.append(parent)
            elif isinstance(parent, (ast.For, ast.AsyncFor, ast.comprehension)):
                found += [] if node is parent.iter else [parent]
            elif not isinstance(node, ast.comprehension):
                found += reversed(getattr(parent, "generators", []))
            node = parent
        return found

    def is_set_around(self, use: ast.Name) -> bool:
        """Whether a loop around it gives this name its value."""
        targets = (getattr(loop, "target", None) for loop in self.loops_around(use))
        return any(isinstance(node, ast.Name) and node.id == use.id
                   for target in targets if target is not None for node in ast.walk(target))


def span(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def stands_in(fetch: Fetch, node: ast.expr) -> bool:
    """Whether the statement's very place is within the node."""
    end = (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
    return (node.lineno, node.col_offset) <= (fetch.line, fetch.column - 1) < end




def listed(node: ast.expr) -> ast.expr:
    """`posts` for `list(posts)`, anything else as it is."""
    if is_call(node, "list", "tuple") and isinstance(node, ast.Call) and not node.keywords and len(node.args) == 1:
        return node.args[0]
    return node


def without(node: ast.expr, last: str) -> ast.expr:
    """`Post.objects` for `Post.objects.all()`: without this call at its end."""
    _, links = links_of(node)
    return links[-1].before if links and links[-1].name == last and links[-1].is_call else node


def is_call(node: ast.AST, *names: str) -> bool:
    """Whether it calls a plain name, one of these."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
