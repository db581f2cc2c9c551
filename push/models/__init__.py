"""Devices, and what is told to them."""

from push.models.device import Device, Ended
from push.models.notice import Delivery, Notice

__all__ = ["Delivery", "Device", "Ended", "Notice"]
