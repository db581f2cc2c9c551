"""What crosses to the browser about roles, and who holds them."""

from uuid import UUID

from directory.shapes import Person, Shape


class DutyView(Shape):
    """A role I may hold."""

    role: Person
    phone: str
    exclusive: bool  # whoever takes it relieves the other
    on_duty: list[Person]
    holders: list[Person]  # those who may hold it, myself apart
    mine: bool  # I am on duty
    # Of its conversations, while I am on duty: figures only.
    unread: int
    urgent: int


class HandOver(Shape):
    to: UUID | None  # a colleague who may hold it; null: nobody is on duty


class ActFor(Shape):
    role: UUID | None  # null: for myself
