"""Two rows that are one person. The application may give nobody a number: this function may, to who
has none, from a row that nobody signs in as, and only if it was written down who decided so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GIVE_NUMBER = """
CREATE FUNCTION directory_give_number(kept uuid, twin uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    theirs record;
BEGIN
    SELECT p.national_id, p.rpps INTO theirs FROM directory_professional AS p
     WHERE p.id = twin AND p.registered AND EXISTS (
           SELECT FROM directory_sameperson AS s
            WHERE s.kept_id = kept AND s.twin_id = twin AND s.number = p.national_id)
       AND NOT EXISTS (SELECT FROM directory_account AS a WHERE a.professional_id = twin)
       FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this number is not to be moved' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE directory_professional SET national_id = NULL, rpps = NULL WHERE id = twin;
    UPDATE directory_professional SET national_id = theirs.national_id, rpps = theirs.rpps
     WHERE id = kept AND national_id IS NULL AND rpps IS NULL AND NOT registered;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this person has a number' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0016_entitlement_drawn")]

    operations = [
        migrations.CreateModel(
            name="SamePerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.professional",
                    ),
                ),
                (
                    "twin",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.professional",
                    ),
                ),
            ],
            options={"verbose_name": "réunion", "verbose_name_plural": "fiches réunies"},
        ),
        migrations.RunSQL(GIVE_NUMBER, "DROP FUNCTION directory_give_number"),
    ]
