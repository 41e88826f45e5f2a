"""What a template asks for (模板所取的字段): each field with its type, found by reading it, and each that is not there, by its line.

A template takes parts into account as they are put in: a part sees the fields of the document that includes it, and what was
set before. What a template may do is little: print, ask whether something is there, go through a list, put in a part.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes

from documents.content import Content, Part
from documents.parts import Period
from documents.wording import FILTERS, environment
from domain.bilingual import Words, listed

LOOP: Final = "loop"
_OF_A_LOOP: Final = frozenset({"index", "index0", "first", "last", "length"})
_TESTS: Final = frozenset({"number"})
_TAKES: Final[Mapping[str, tuple[type, ...]]] = {
    "day": (date,),
    "instant": (datetime,),
    "yuan": (Decimal,),
    "listed": (tuple,),
    "clock": (str,),
    "sentence": (str,),
    "quoted": (str,),
    "numeral": (int,),
}
"""What each filter words."""
_PRINTED: Final = (str, int)
"""What is printed as it is; of anything else a filter says how."""


class Many(NamedTuple):
    """A list of these."""

    of: Any


class Fault(NamedTuple):
    """What is wrong with a template, and where."""

    file: str
    line: int
    why: Words
    cure: Words


class Place(NamedTuple):
    """Where a template asks for a field."""

    file: str
    line: int
    written: str
    """As it stands there: `discretion.tier`."""


NO_FIELD = Words("{owner}没有字段 {name}", "{owner} has no field {name}")
SEE_TEMPLATES = Words("可用的字段：{names}（docs/templates.md）", "there are {names} (docs/templates.md)")
NO_FILTER = Words("没有过滤器 {name}", "there is no filter {name}")
KNOWN = Words("可用的有 {names}", "there are {names}")
WRONG_TYPE = Words("过滤器 {name} 不能用于 {what}", "the filter {name} does not take {what}")
TAKES = Words(
    "日期用 day，时刻用 instant，时分用 clock，金额用 yuan，列表用 listed",
    "a date takes day, an instant takes instant, a time of day clock, money yuan, a list listed",
)
NEEDS_FILTER = Words("{what} 不能直接输出", "{what} is not printed as it is")
NO_PART = Words("没有部件 {name}", "there is no part {name}")
NOT_ALLOWED = Words("模板中不能使用 {name}", "a template does not use {name}")
ALLOWED = Words(
    "只能用输出、if、for、set、with、include 和过滤器",
    "it prints, and uses if, for, set, with, include and filters",
)
SYNTAX = Words("模板语法有误：{said}", "the template cannot be read: {said}")
MEND_SYNTAX = Words(
    "请检查此行的 {{ }} 和 {% %} 是否成对", "see that each {{ }} and {% %} of this line is closed"
)
BY_ITSELF = Words("部件 {name} 包含了自己", "the part {name} puts itself in")


class Asked:
    """What the wording of one kind asks for."""

    def __init__(self, content: type[Content], name: str, sources: Mapping[str, str]) -> None:
        """`sources` are the templates by name."""
        self.fields: set[tuple[type[Part], str]] = set()
        """Each field with the part that declares it."""
        self.places: dict[tuple[type[Part], str], Place] = {}
        """Where a field is asked for first."""
        self.faults: list[Fault] = []
        self.files: set[str] = set()
        """Each file that has a part in it."""
        self._sources = sources
        self._environment: Environment = environment({})
        self._trees: dict[str, nodes.Template | None] = {}
        self._within: list[str] = []
        self._else_of: set[int] = set()
        self._content = content
        self._read(name, {})

    def _fault(self, node: nodes.Node, why: Words, cure: Words) -> None:
        fault = Fault(self._within[-1], node.lineno, why, cure)
        if fault not in self.faults:
            self.faults.append(fault)

    def _tree(self, name: str) -> nodes.Template | None:
        if name not in self._trees:
            try:
                self._trees[name] = self._environment.parse(self._sources[name])
            except TemplateSyntaxError as error:
                why = SYNTAX.filled(said=error.message or "")
                self.faults.append(Fault(name, error.lineno, why, MEND_SYNTAX))
                self._trees[name] = None
        return self._trees[name]

    def _read(self, name: str, scope: dict[str, Any]) -> None:
        self.files.add(name)
        tree = self._tree(name)
        if tree is not None:
            self._within.append(name)
            self._walk(tree.body, scope)
            self._within.pop()

    def _walk(self, body: Sequence[nodes.Node], scope: dict[str, Any]) -> None:
        for node in body:
            if type(node) in _WALKERS:
                _WALKERS[type(node)](self, node, scope)
            else:
                self._fault(node, NOT_ALLOWED.filled(name=type(node).__name__.lower()), ALLOWED)

    def _output(self, node: nodes.Output, scope: dict[str, Any]) -> None:
        for one in node.nodes:
            if not isinstance(one, nodes.TemplateData):
                self._prints(one, self._type(one, scope))

    def _prints(self, node: nodes.Expr, kind: Any) -> None:
        """See that what is printed is a text or a figure; where a list is empty, its own name may stand for it."""
        missing = isinstance(kind, Many) and isinstance(node, nodes.Name | nodes.Getattr) and self._else_of
        plain = isinstance(kind, type) and issubclass(kind, _PRINTED) and kind is not bool
        if kind is not None and not plain and not missing:
            self._fault(node, NEEDS_FILTER.filled(what=said(kind)), TAKES)

    def _if(self, node: nodes.If, scope: dict[str, Any]) -> None:
        self._type(node.test, scope)
        for body in (node.body, node.elif_, node.else_):
            self._walk(body, scope)

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> None:
        kind = self._type(node.iter, scope)
        if kind is not None and not isinstance(kind, Many):
            self._fault(node, WRONG_TYPE.filled(name="for", what=said(kind)), TAKES)
        item = kind.of if isinstance(kind, Many) else None
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        self._walk(node.body, {**scope, target: item, "loop": LOOP})
        self._else_of.add(id(node))
        self._walk(node.else_, {**scope})
        self._else_of.discard(id(node))

    def _assign(self, node: nodes.Assign, scope: dict[str, Any]) -> None:
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = self._type(node.node, scope)

    def _with(self, node: nodes.With, scope: dict[str, Any]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            if isinstance(target, nodes.Name):
                inner[target.name] = self._type(value, scope)
        self._walk(node.body, inner)

    def _part(self, node: nodes.Include, scope: dict[str, Any]) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        if name in self._within:
            self._fault(node, BY_ITSELF.filled(name=name), ALLOWED)
        elif name not in self._sources:
            parts = sorted(one for one in self._sources if one.endswith(".part.jinja"))
            self._fault(node, NO_PART.filled(name=name or "?"), KNOWN.filled(names=listed(parts)))
        else:
            self._read(name, scope)

    def _type(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Return what an expression gives: a type, `Many` of one, or nothing where it was found to be wrong."""
        if isinstance(node, nodes.Const):
            return type(node.value)
        if isinstance(node, nodes.Tuple):
            for one in node.items:
                self._type(one, scope)
            return tuple
        if isinstance(node, nodes.Or | nodes.Add):
            kinds = [self._type(one, scope) for one in (node.left, node.right)]
            return next((kind for kind in kinds if kind is not None), None)
        if isinstance(node, nodes.Name):
            return scope[node.name] if node.name in scope else self._field(node, self._content, node.name)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope)
        if (
            isinstance(node, nodes.Mul)
            and node.left == nodes.Const("\n")
            and isinstance(node.right, nodes.Const)
        ):
            # Empty lines of a cell that is written by hand: `"\n" * 8`.
            return str
        if isinstance(node, nodes.Filter):
            return self._filtered(node, scope)
        if isinstance(node, nodes.CondExpr):
            self._type(node.test, scope)
            kinds = [self._type(one, scope) for one in (node.expr1, node.expr2) if one is not None]
            return next((kind for kind in kinds if kind is not None), None)
        return self._asked(node, scope)

    def _asked(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Whether something is so."""
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            self._fault(node, NOT_ALLOWED.filled(name=f"is {node.name}"), KNOWN.filled(names=listed(_TESTS)))
        elif not isinstance(
            node, nodes.Test | nodes.Not | nodes.And | nodes.Or | nodes.Compare | nodes.Operand
        ):
            self._fault(node, NOT_ALLOWED.filled(name=type(node).__name__.lower()), ALLOWED)
            return None
        for inner in node.iter_child_nodes():
            if isinstance(inner, nodes.Expr | nodes.Operand):
                self._type(inner, scope)
        return bool

    def _attribute(self, node: nodes.Getattr, scope: dict[str, Any]) -> Any:
        owner = self._type(node.node, scope)
        if owner == LOOP:
            if node.attr not in _OF_A_LOOP:
                self._fault(
                    node,
                    NO_FIELD.filled(owner="loop", name=node.attr),
                    KNOWN.filled(names=listed(sorted(_OF_A_LOOP))),
                )
            return bool if node.attr in {"first", "last"} else int
        if owner is None:
            return None
        return self._field(node, owner, node.attr)

    def _field(self, node: nodes.Node, owner: Any, name: str) -> Any:
        known = owner.model_fields if isinstance(owner, type) and issubclass(owner, Part) else {}
        if name not in known:
            cure = SEE_TEMPLATES.filled(names=listed(known) if known else "—")
            self._fault(node, NO_FIELD.filled(owner=said(owner), name=name), cure)
            return None
        self.fields.add((owner, name))
        self.places.setdefault((owner, name), Place(self._within[-1], node.lineno, _written(node)))
        return kind_of(known[name].annotation)

    def _filtered(self, node: nodes.Filter, scope: dict[str, Any]) -> Any:
        kind = self._type(node.node, scope) if node.node is not None else None
        if node.name not in FILTERS:
            self._fault(node, NO_FILTER.filled(name=node.name), KNOWN.filled(names=listed(FILTERS)))
        elif kind is not None:
            given = tuple if isinstance(kind, Many) else kind
            if not (isinstance(given, type) and issubclass(given, _TAKES.get(node.name, (object,)))):
                self._fault(node, WRONG_TYPE.filled(name=node.name, what=said(kind)), TAKES)
        return str


_WALKERS: Final[Mapping[type[nodes.Node], Any]] = {
    nodes.Output: Asked._output,
    nodes.If: Asked._if,
    nodes.For: Asked._for,
    nodes.Assign: Asked._assign,
    nodes.With: Asked._with,
    nodes.Include: Asked._part,
}


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}".lstrip(".")
    return node.name if isinstance(node, nodes.Name) else ""


def kind_of(annotation: Any) -> Any:
    """Return what a template sees of a field: a type, or `Many` of one; a period is seen as its words."""
    if get_origin(annotation) in (Union, UnionType):
        some = [one for one in get_args(annotation) if one is not NoneType]
        annotation = some[0] if len(some) == 1 else object
    if get_origin(annotation) is tuple:
        return Many(kind_of(get_args(annotation)[0]))
    return str if annotation is Period else annotation


def reachable(part: type[Part]) -> Iterator[tuple[type[Part], str]]:
    """Yield every field of a content and of its parts, with the part that declares it."""
    for name, field in part.model_fields.items():
        yield part, name
        kind = kind_of(field.annotation)
        inner = kind.of if isinstance(kind, Many) else kind
        if isinstance(inner, type) and issubclass(inner, Part):
            yield from reachable(inner)


_NAMES: Final = {date: "日期", datetime: "时刻", Decimal: "金额", bool: "是否", str: "文字", int: "数"}


def said(kind: Any) -> str:
    if isinstance(kind, Many):
        return f"列表（{said(kind.of)}）"
    if isinstance(kind, type) and issubclass(kind, Content):
        return f"《{kind.kind.zh}》"
    return _NAMES.get(kind) or str(getattr(kind, "__name__", kind))
