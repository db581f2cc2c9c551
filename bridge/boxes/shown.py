"""A mailbox as it is shown: never its secret."""

from bridge.boxes.sentences import sentence_of
from bridge.models import Box
from bridge.providers.contract import Step
from bridge.shapes import BoxView, MailServer, StepFailed


def view_of(box: Box) -> BoxView:
    failed = step_failed(Step(box.failed_step), box.failed_reason) if box.failed_step else None
    return BoxView.model_validate(
        {
            "id": box.id,
            "address": box.address,
            "name": box.name,
            "imap": server(box.imap_host, box.imap_port, box.imap_security),
            "smtp": server(box.smtp_host, box.smtp_port, box.smtp_security),
            "sign_in": box.sign_in,
            "user": box.user,
            "polled_at": box.polled_at,
            "failed": failed,
            "failing_since": box.failing_since,
            "needs_hand": box.needs_hand,
        }
    )


def server(host: str, port: int, security: str) -> MailServer:
    return MailServer.model_validate({"host": host, "port": port, "security": security})


def step_failed(step: Step, reason: str) -> StepFailed:
    return StepFailed(step=step.value, sentence=sentence_of(step, reason), reason=reason)
