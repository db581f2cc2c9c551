"""Where somebody works, as two extracts tell it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from directory.register_ids import structure_id


class StagedStructure(NamedTuple):
    """A row of directory_staged_structure. Weak: believed only where nothing else is known."""

    line: int
    weak: bool
    id: UUID
    technical_id: str
    finess: str
    finess_ej: str
    siret: str
    name: str
    brand: str
    address: str
    postcode: str
    commune: str
    town: str
    department: str
    phone: str
    sector_code: str
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    technical_id: str
    name: str
    brand: str = ""
    finess: str = ""
    finess_ej: str = ""
    siret: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    town: str = ""
    department: str = ""
    phone: str = ""
    sector_code: str = ""
    sector: str = ""

    def structure(self, line: int, *, weak: bool = False) -> StagedStructure | None:
        """None: no place is named."""
        if not self.name:
            return None
        named = self.identifier()
        return StagedStructure(
            line=line,
            weak=weak,
            id=structure_id(named),
            technical_id=named,
            finess=self.finess[:9],
            finess_ej=self.finess_ej[:9],
            siret=self.siret[:14],
            name=self.name,
            brand=self.brand,
            address=self.address,
            postcode=self.postcode[:10],
            commune=self.commune[:5],
            town=self.town,
            department=department_of(self.department, self.commune, self.postcode),
            phone=self.phone,
            sector_code=self.sector_code,
            sector=self.sector,
        )

    def identifier(self) -> str:
        """As the register names it; or by a number it has; or else by its name and place."""
        if self.technical_id:
            return self.technical_id
        if self.finess:
            return f"F{self.finess}"
        if self.siret:
            return f"C{self.siret}"
        place = "|".join([self.name, self.postcode, self.commune, self.town]).upper()
        return f"N{sha256(place.encode()).hexdigest()[:32]}"


def department_of(said: str, commune: str, postcode: str) -> str:
    """As said, or else by INSEE's number of the commune, or else by the postcode."""
    if said:
        return said[:3]
    if commune:
        return commune[:3] if commune.startswith(("97", "98")) else commune[:2]
    if postcode.startswith("20"):
        # Corsica has one beginning for two departments.
        return "2A" if postcode[:3] in {"200", "201"} else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
