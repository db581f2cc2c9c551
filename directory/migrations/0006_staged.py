"""Where an import stages what it read. Only an import looks here; nothing in it outlives a crash.

UNLOGGED: half of a file is worth nothing, and staging it then costs no log.
"""

import django.db.models
from django.db import migrations

STAGED = """
CREATE UNLOGGED TABLE directory_staged_activity (
    line integer NOT NULL, activity_id uuid, national_id text NOT NULL, rpps text,
    title text NOT NULL, given_name text NOT NULL, family_name text NOT NULL,
    folded_name text NOT NULL, shown text NOT NULL, folded_profession text NOT NULL,
    profession_code text NOT NULL, profession text NOT NULL, category_code text NOT NULL,
    speciality_code text NOT NULL, speciality text NOT NULL, mode_code text NOT NULL,
    sector_code text NOT NULL, sector text NOT NULL, role_code text NOT NULL, role text NOT NULL,
    phone text NOT NULL, structure_id uuid);
CREATE UNLOGGED TABLE directory_staged_structure (
    line integer NOT NULL, weak boolean NOT NULL, id uuid NOT NULL, technical_id text NOT NULL,
    finess text NOT NULL, finess_ej text NOT NULL, siret text NOT NULL, name text NOT NULL,
    brand text NOT NULL, address text NOT NULL, postcode text NOT NULL, commune text NOT NULL,
    town text NOT NULL, department text NOT NULL, phone text NOT NULL, sector_code text NOT NULL,
    sector text NOT NULL);
CREATE UNLOGGED TABLE directory_staged_skill (
    line integer NOT NULL, id uuid NOT NULL, national_id text NOT NULL, kind_code text NOT NULL,
    kind text NOT NULL, code text NOT NULL, name text NOT NULL);
CREATE UNLOGGED TABLE directory_staged_mailbox (
    line integer NOT NULL, address text NOT NULL, kind text NOT NULL, national_id text NOT NULL,
    structure_id uuid, department text NOT NULL, service text NOT NULL);
CREATE UNLOGGED TABLE directory_staged_person (
    national_id text NOT NULL, id uuid NOT NULL, is_new boolean NOT NULL, rpps text,
    title text NOT NULL, given_name text NOT NULL, family_name text NOT NULL,
    profession text NOT NULL, structure text NOT NULL, town text NOT NULL,
    profession_code text NOT NULL, folded_name text NOT NULL, folded_profession text NOT NULL);
CREATE UNLOGGED TABLE directory_staged_change (person uuid NOT NULL);
"""
UNDONE = "".join(
    f"DROP TABLE directory_staged_{name};"
    for name in ("activity", "structure", "skill", "mailbox", "person", "change")
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_entitlements")]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="registered",
            field=django.db.models.BooleanField(default=False, db_default=False),
        ),
        migrations.RunSQL(STAGED, UNDONE),
    ]
