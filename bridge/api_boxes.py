"""Mailboxes over HTTP: mine, or those of the role I act for."""

from uuid import UUID

from ninja import Router, Status

from bridge.boxes import checking, hosts, setting_up, tokens
from bridge.boxes.health import health_of
from bridge.boxes.mine import boxes_of
from bridge.boxes.shown import view_of
from bridge.shapes import BoxChecked, Boxes, BoxSettings, BoxView
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {400: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem}


@router.get("/boxes", response={200: Boxes, **REFUSALS})
def boxes(request: SignedInRequest) -> Boxes:
    """Mine, and how fetching goes for everyone."""
    mine = list(boxes_of(request.person))
    return Boxes(
        boxes=[view_of(box) for box in mine],
        health=health_of(mine),
        hosts=hosts.allowed(),
        token=tokens.may_open(request.person),
    )


@router.post("/boxes", response={200: BoxView, **REFUSALS})
def add(request: SignedInRequest, given: BoxSettings) -> BoxView:
    return view_of(setting_up.add(request.person, given))


@router.post("/boxes/check", response={200: BoxChecked, **REFUSALS})
def check(request: SignedInRequest, given: BoxSettings) -> BoxChecked:
    """« Tester la connexion »: the first step that fails. Without a password, of the one kept."""
    return BoxChecked(failed=checking.check(request.person, given))


@router.put("/boxes/{box}", response={200: BoxView, **REFUSALS})
def change(request: SignedInRequest, box: UUID, given: BoxSettings) -> BoxView:
    return view_of(setting_up.change(request.person, box, given))


@router.delete("/boxes/{box}", response={204: None, **REFUSALS})
def give_up(request: SignedInRequest, box: UUID) -> Status[None]:
    """Nothing is fetched or sent any more; its courriers stay."""
    setting_up.give_up(request.person, box)
    return Status(204, None)
