"""Write the one OpenAPI document: HTTP as django-ninja tells it, the socket's frames beside it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from pydantic import TypeAdapter

from chat.api import api
from conversations.protocol import Answer
from conversations.protocol import Command as SocketCommand


def document() -> dict[str, Any]:
    schema: dict[str, Any] = api.get_openapi_schema()
    frames: dict[str, Any] = schema["components"]["schemas"]
    unions: dict[str, Any] = {"Command": SocketCommand, "Answer": Answer}
    for name, union in unions.items():
        shape = TypeAdapter[Any](union).json_schema(
            ref_template="#/components/schemas/{model}", mode="serialization"
        )
        frames.update(shape.pop("$defs"))
        frames[name] = shape
    return schema


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        file.write_text(json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
