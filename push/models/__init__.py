"""Devices, what is told to them, and how somebody wants to be told."""

from push.models.device import Device, Ended
from push.models.notice import Delivery, Notice
from push.models.preference import Fallback, Preference, PutOff

__all__ = ["Delivery", "Device", "Ended", "Fallback", "Notice", "Preference", "PutOff"]
