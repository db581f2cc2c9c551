"""How a profession is said, from the codes and labels of the national register."""

GENERAL_PRACTICE = {"SM26", "SM53", "SM54"}
STUDENT = "E"


def shown(
    *, code: str, label: str, speciality_code: str = "", speciality: str = "", category: str = ""
) -> str:
    """As one says it: « Médecin généraliste », « Médecin, Pneumologie », « Infirmier, étudiant ».

    The label in the register is neither feminine nor masculine: it stays as it is.
    """
    if code == "10" and speciality_code in GENERAL_PRACTICE:
        said = "Médecin généraliste"
    else:
        said = f"{label}, {speciality}" if speciality else label
    return f"{said}, étudiant" if category == STUDENT else said
