"""Files on their way up, over HTTP: announced, sent in parts, finished."""

from uuid import UUID

from ninja import Router, Status

from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem
from files import uploading
from files.shapes import NewUpload, UploadView

router = Router(tags=["files"], auth=signed_in)
REFUSALS = {404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem}


@router.post("/uploads", response={200: UploadView, **REFUSALS})
def begin(request: SignedInRequest, given: NewUpload) -> UploadView:
    """Announce a file. The same id again gives the same upload: what is there need not be sent."""
    return uploading.begin(request.person.hand, given)


@router.get("/uploads/{upload}", response={200: UploadView, **REFUSALS})
def look_up(request: SignedInRequest, upload: UUID) -> UploadView:
    return uploading.look_up(request.person.hand, upload)


@router.put("/uploads/{upload}/parts/{number}", response={204: None, **REFUSALS})
def send_part(request: SignedInRequest, upload: UUID, number: int) -> Status[None]:
    """One part, as it is (application/octet-stream): from 1, all of `part_size` but the last."""
    uploading.keep_part(request.person.hand, upload, number, request.read)
    return Status(204, None)


@router.post("/uploads/{upload}/finish", response={200: UploadView, **REFUSALS})
def finish(request: SignedInRequest, upload: UUID) -> UploadView:
    """All parts are there: what is it, and is it taken?"""
    return uploading.finish(request.person.hand, upload)


@router.delete("/uploads/{upload}", response={204: None, **REFUSALS})
def cancel(request: SignedInRequest, upload: UUID) -> Status[None]:
    uploading.cancel(request.person.hand, upload)
    return Status(204, None)
