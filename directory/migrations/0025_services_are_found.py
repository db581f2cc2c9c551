import django.contrib.postgres.search
from django.db import migrations

# What a mailbox that is nobody's own is found by: the words of its service, its structure and its
# town, bare, and their beginnings of two to four letters (search/lexemes.py). In whatever statement
# one of these changes, an import's too, PostgreSQL draws it again.
WORDS = """
CREATE FUNCTION directory_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    WITH bare AS (
        SELECT word FROM regexp_split_to_table(
            -- Without accents before it is in lower case: what a letter beyond ASCII is in lower
            -- case depends on how the database was made.
            lower(regexp_replace(
                normalize(regexp_replace(regexp_replace(said, '[œŒ]', 'oe', 'g'),
                                         '[æÆ]', 'ae', 'g'), NFKD),
                '[\\u0300-\\u036f]', '', 'g')),
            '[^a-z0-9]+') AS word
         WHERE word <> '')
    SELECT array_to_tsvector(coalesce(array_agg(lexeme), '{}'))
      FROM (SELECT word FROM bare
             UNION SELECT '^' || left(word, letters) FROM bare, generate_series(2, 4) AS letters
             WHERE length(word) > 1) AS drawn (lexeme)
$$;
"""
DRAWN = """
CREATE FUNCTION directory_draw_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.words := NULL;
    IF NEW.professional_id IS NULL THEN
        NEW.words := directory_words(concat_ws(' ', NEW.service, (
            SELECT concat_ws(' ', name, brand, town) FROM directory_structure
             WHERE id = NEW.structure_id)));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draw_service BEFORE INSERT OR UPDATE ON directory_mailbox
    FOR EACH ROW EXECUTE FUNCTION directory_draw_service();

CREATE FUNCTION directory_draw_services_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE directory_mailbox SET service = service
     WHERE structure_id = NEW.id AND professional_id IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER draw_services_of AFTER UPDATE ON directory_structure
    FOR EACH ROW
    WHEN ((OLD.name, OLD.brand, OLD.town) IS DISTINCT FROM (NEW.name, NEW.brand, NEW.town))
    EXECUTE FUNCTION directory_draw_services_of();
"""
UNDO = """
DROP TRIGGER draw_services_of ON directory_structure;
DROP TRIGGER draw_service ON directory_mailbox;
DROP FUNCTION directory_draw_services_of();
DROP FUNCTION directory_draw_service();
DROP FUNCTION directory_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0024_renewals")]

    operations = [
        migrations.AddField(
            "mailbox",
            "words",
            django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.RunSQL(WORDS + DRAWN, UNDO),
    ]
