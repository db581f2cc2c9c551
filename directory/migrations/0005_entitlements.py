"""The professions of the national register, and which of them are admitted at first."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# TRE_G15 in force, then social workers (TRE_R94) and psychologists (TRE_R95).
ADMITTED = {
    "10": "Médecin",
    "21": "Pharmacien",
    "26": "Audioprothésiste",
    "28": "Opticien-Lunetier",
    "31": "Assistant dentaire",
    "32": "Physicien médical",
    "40": "Chirurgien-Dentiste",
    "50": "Sage-Femme",
    "60": "Infirmier",
    "69": "Infirmier psychiatrique",
    "70": "Masseur-Kinésithérapeute",
    "80": "Pédicure-Podologue",
    "81": "Orthoprothésiste",
    "82": "Podo-Orthésiste",
    "83": "Orthopédiste-Orthésiste",
    "84": "Oculariste",
    "85": "Epithésiste",
    "86": "Technicien de laboratoire médical",
    "91": "Orthophoniste",
    "92": "Orthoptiste",
    "94": "Ergothérapeute",
    "95": "Diététicien",
    "96": "Psychomotricien",
    "98": "Manipulateur ERM",
    "41": "Assistant de service social",
    "93": "Psychologue",
}
OTHERS = {
    "35": "Aide-soignant",
    "36": "Ambulancier",
    "37": "Auxiliaire de puériculture",
    "38": "Préparateur en pharmacie hospitalière",
    "39": "Préparateur en pharmacie (officine)",
    "71": "Ostéopathe",
    "72": "Psychothérapeute",
    "73": "Chiropracteur",
}


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    admitted = settings.ENTITLED_PROFESSIONS or list(ADMITTED)
    known = dict.fromkeys(admitted, "") | ADMITTED | OTHERS
    entitlement = apps.get_model("directory", "Entitlement")
    entitlement.objects.using(schema_editor.connection.alias).bulk_create(
        [
            entitlement(profession_code=code, profession=name or code, admitted=code in admitted)
            for code, name in known.items()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_national_ids")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
