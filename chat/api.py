"""The HTTP API: each room's router, and how a refusal becomes an answer."""

from typing import Any

import orjson
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import BaseRenderer

from bridge.api_addresses import router as addresses
from bridge.api_boxes import router as boxes
from bridge.api_by_mail import router as by_mail
from bridge.api_letters import router as letters
from bridge.api_opened import router as opened_letters
from bridge.api_patients import router as patients_by_mail
from chat.errors import Refusal, Unavailable
from conversations.api import router as conversations
from conversations.api_colleagues import router as colleagues
from conversations.api_corrections import router as corrections
from conversations.api_duties import router as duties
from conversations.api_exports import router as exports
from conversations.api_files import router as opening
from conversations.api_patients import router as patients
from conversations.api_people import router as people
from conversations.api_protection import router as protection
from conversations.api_requests import router as requests
from conversations.api_search import router as search
from directory.api import router as directory
from directory.api_absence import router as absence
from directory.api_activities import router as activities
from directory.api_door import router as door
from directory.api_openid import router as openid
from directory.api_people import router as circles
from directory.api_security import router as security
from directory.api_sessions import router as sessions
from files.api import router as files
from push.api import router as push
from push.api_preferences import router as notifying
from push.api_reach import router as reach


class AsOnTheSocket(BaseRenderer):
    """Times to the microsecond: Django's own writing cuts them, and the same entry would differ."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, option=orjson.OPT_UTC_Z)


api = NinjaAPI(title="Liaison", version="1", docs_url="/docs", renderer=AsOnTheSocket())
api.add_router("", directory)
api.add_router("", openid)
api.add_router("", absence)
api.add_router("", door)
api.add_router("", security)
api.add_router("", circles)
api.add_router("", colleagues)
api.add_router("", activities)
api.add_router("", sessions)
api.add_router("", conversations)
api.add_router("", requests)
api.add_router("", patients)
api.add_router("", files)
api.add_router("", opening)
api.add_router("", people)
api.add_router("", exports)
api.add_router("", search)
api.add_router("", corrections)
api.add_router("", protection)
api.add_router("", duties)
api.add_router("", push)
api.add_router("", notifying)
api.add_router("", reach)
for mail in (boxes, letters, addresses, opened_letters, patients_by_mail, by_mail):
    api.add_router("/mail", mail)


def problem(request: HttpRequest, code: str, message: str, status: int) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message}, status=status)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, no: Refusal) -> HttpResponse:
    return problem(request, no.code, no.message, no.status)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, _: ValidationError) -> HttpResponse:
    # What was sent is not repeated: it may hold health data.
    return problem(request, "unreadable", "Cette demande n’a pas la forme attendue.", 422)


@api.exception_handler(HttpError)
def refused_by_ninja(request: HttpRequest, no: HttpError) -> HttpResponse:
    return problem(
        request, "unreadable", "Cette demande n’a pas la forme attendue.", no.status_code
    )


@api.exception_handler(MultiPartParserError)
@api.exception_handler(RawPostDataException)
def not_json(request: HttpRequest, _: Exception) -> HttpResponse:
    return problem(request, "unreadable", "Cette demande n’a pas la forme attendue.", 400)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def database_away(request: HttpRequest, _: Exception) -> HttpResponse:
    return problem(request, Unavailable.code, Unavailable.message, Unavailable.status)
