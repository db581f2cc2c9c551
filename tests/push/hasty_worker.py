"""The worker, whose leases run out after a second: a test does not wait a minute for it."""

from datetime import timedelta

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from push import sending

    sending.LEASE = timedelta(seconds=1)
    call_command("work")
