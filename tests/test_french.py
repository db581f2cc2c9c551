"""Sentences are set as French is printed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("bridge", "chat", "conversations", "directory", "files", "push")
# What a line may break at, where none may: « Réessayez » and « : » belong together.
BREAKS = re.compile(r" [:;?!»]|« ")


def test_no_refusal_breaks_a_line_before_its_colon() -> None:
    found = [(path, text) for path, text in refusals() if BREAKS.search(text)]
    assert found == []


def refusals() -> Iterator[tuple[str, str]]:
    """Every piece of what is assigned to a `message`."""
    for part in PARTS:
        for path in (ROOT / part).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Assign) and is_message(node.targets[0]):
                    yield from ((path.name, text) for text in texts(node.value))


def is_message(target: ast.expr) -> bool:
    return "message" in (getattr(target, "id", ""), getattr(target, "attr", ""))


def texts(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
