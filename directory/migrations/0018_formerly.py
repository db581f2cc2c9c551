import django.db.models.deletion
from django.db import migrations, models

# Whoever changes what stands beside somebody's name (they act as something else, an import, the
# operator), in whatever statement: what stood there is kept. Only of who has an account: nobody
# else says anything, and an import may change half a million.
KEEP = """
CREATE FUNCTION directory_keep_formerly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO directory_formerly (professional_id, until, profession, structure, town)
    SELECT before.id, clock_timestamp(), before.profession, before.structure, before.town
      FROM before JOIN after ON after.id = before.id
     WHERE (before.profession, before.structure, before.town)
           IS DISTINCT FROM (after.profession, after.structure, after.town)
       AND EXISTS (SELECT FROM directory_account WHERE professional_id = before.id);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_formerly AFTER UPDATE ON directory_professional
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION directory_keep_formerly();
"""
UNDO = """
DROP TRIGGER keep_formerly ON directory_professional;
DROP FUNCTION directory_keep_formerly();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0017_same_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="Formerly",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField()),
                ("profession", models.CharField(max_length=120)),
                ("structure", models.CharField(blank=True, max_length=160)),
                ("town", models.CharField(blank=True, max_length=80)),
                (
                    "professional",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.professional",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("professional"), models.F("until"), name="formerly_of")
                ],
            },
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
