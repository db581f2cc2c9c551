"""Prepare a database and so many people, in a process of its own; print who they are, as JSON."""

import sys

import django
import orjson
from django.core.management import call_command

django.setup()
call_command("prepare_database", verbosity=0)

from bench import cast  # noqa: E402 — it needs Django set up

people = cast.sign_in(int(sys.argv[1]))
room = cast.open_room(people)
sys.stdout.buffer.write(
    orjson.dumps(
        {"room": room, "people": [{"id": one.person.id, "cookie": one.cookie} for one in people]}
    )
)
