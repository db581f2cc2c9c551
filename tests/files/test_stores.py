"""Any store that speaks S3 serves as well as a folder."""

from collections.abc import Iterator
from secrets import token_hex
from typing import Any
from uuid import UUID

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from conversations.analysing import analyse
from directory.models import Professional
from files import serving, store
from files.models import Preview, StoredFile, Upload
from files.sweeping import sweep
from tests.directory.conftest import Clock
from tests.files.making import picture
from tests.files.sending import TEXT, say_with, sent

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}


@pytest.fixture
def bucket(settings: Any) -> Iterator[Any]:
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    address = f"http://127.0.0.1:{port}"
    made = boto3.resource("s3", endpoint_url=address, region_name="eu-west-3", **KEYS)
    name = f"files-{token_hex(4)}"
    bucket = made.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
    )
    settings.STORAGES = settings.STORAGES | {
        "attachments": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": name, "endpoint_url": address, "region_name": "eu-west-3",
                "access_key": "key", "secret_key": "secret", "file_overwrite": True,
                "signature_version": "s3v4",
            },
        }
    }  # fmt: skip
    yield bucket
    server.stop()


def names(bucket: Any) -> set[str]:
    return {kept.key.split("/")[0] for kept in bucket.objects.all()}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_picture_goes_up_is_looked_at_and_given_back(
    camille: Professional, conversation: UUID, bucket: Any
) -> None:
    content = picture("PNG", (2_000, 1_000))
    seq = say_with(camille, conversation, sent(camille, content, "plaie.png"))
    assert names(bucket) == {"files"}, "its parts are gone"
    analyse(conversation, seq)
    assert Preview.objects.get().made
    assert names(bucket) == {"files", "previews"}
    place = store.place_of(StoredFile.objects.get().sha256)
    assert b"".join(serving.chunks(place, 0, len(content) - 1)) == content
    assert b"".join(serving.chunks(place, 5, 9)) == content[5:10]
    assert not store.is_folder(), "the proxy cannot reach it"


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_what_nobody_used_is_swept_there_too(
    camille: Professional, bucket: Any, clock: Clock
) -> None:
    sent(camille, TEXT)
    assert storages["attachments"].exists(store.place_of(Upload.objects.get().sha256))
    clock.pass_by(hours=25)
    sweep()
    assert names(bucket) == set()
