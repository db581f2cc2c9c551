"""Signing in and out."""

from django.http import HttpRequest

from directory.shapes import DemoSignIn, Me, Person, SignIn


def me(request: HttpRequest) -> Me:
    raise NotImplementedError


def with_password(request: HttpRequest, given: SignIn) -> Me:
    raise NotImplementedError


def leave(request: HttpRequest) -> None:
    raise NotImplementedError


def demo_people() -> list[Person]:
    raise NotImplementedError


def as_demo_person(request: HttpRequest, given: DemoSignIn) -> Me:
    raise NotImplementedError
