"""The LibCST script that you can write in an afternoon. For `compare.py`, it lists what it would replace.

It knows keywords, comparisons, assignments and dict keys by name, and nothing of imports, scopes or calls'
positions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider

STATUS = m.Name("status_code") | m.Attribute(attr=m.Name("status_code"))


class Finder(m.MatcherDecoratableVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def report(self, node: cst.BaseExpression | None) -> None:
        if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
            for element in node.elements:
                self.report(element.value)
        elif isinstance(node, cst.Integer) and 100 <= node.evaluated_value <= 599:
            start = self.get_metadata(PositionProvider, node).start
            print(f"{self.path}:{start.line}:{start.column}")

    def visit_Arg(self, node: cst.Arg) -> None:
        if node.keyword and m.matches(node.keyword, m.Name("status") | m.Name("status_code")):
            self.report(node.value)

    def visit_Comparison(self, node: cst.Comparison) -> None:
        values = [node.left, *(target.comparator for target in node.comparisons)]
        if any(m.matches(value, STATUS) for value in values):
            for value in values:
                self.report(value)

    def visit_Call(self, node: cst.Call) -> None:
        if any(
            m.matches(argument.value, STATUS) for argument in node.args
        ):  # assertEqual(r.status_code, 200)
            for argument in node.args:
                self.report(argument.value)

    def visit_Assign(self, node: cst.Assign) -> None:
        if any(m.matches(target.target, STATUS) for target in node.targets):
            self.report(node.value)

    def visit_DictElement(self, node: cst.DictElement) -> None:
        if m.matches(node.key, m.SimpleString("'status_code'") | m.SimpleString('"status_code"')):
            self.report(node.value)


def main(folder: Path) -> None:
    for path in sorted(folder.rglob("*.py")):
        try:
            module = cst.parse_module(path.read_bytes())
        except cst.ParserSyntaxError:
            continue
        MetadataWrapper(module, unsafe_skip_copy=True).visit(Finder(path.relative_to(folder).as_posix()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
