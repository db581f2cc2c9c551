"""The statement on accessibility: what the law wants said, to anybody, without a script."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.fixtures import Settings

WANTED = [
    "l’article&nbsp;47 de la loi n°&nbsp;2005-102",
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Dérogations pour charge disproportionnée",
    "Établissement de cette déclaration",
    "Retour d’information et contact",
    "Voies de recours",
    "Libre réponse 71120",
]


def statement() -> str:
    answer = Client().get("/accessibilite")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_the_law_wants_is_said_to_whoever_asks() -> None:
    said = statement()
    assert [words for words in WANTED if words not in said] == []


def test_it_needs_no_script_and_only_styles_that_are_there() -> None:
    said = statement()
    assert not re.search("<script|<style| style=| on[a-z]+=", said)
    styles = re.findall(r'href="/static/([^"]+)"', said)
    assert len(styles) == 3
    for style in styles:
        found = finders.find(style)
        assert found
        assert Path(found).read_text()


def test_people_are_told_where_to_write(settings: Settings) -> None:
    assert "l’organisme qui vous a ouvert votre compte" in statement()
    settings.OPERATOR_NAME = "Le <GRADeS>"
    settings.ACCESSIBILITY_CONTACT = "acces@liaison.example"
    settings.ACCESSIBILITY_PLAN = "https://liaison.example/plan"
    said = statement()
    assert "Le &lt;GRADeS&gt; s’engage" in said
    assert 'href="mailto:acces@liaison.example"' in said
    assert 'href="https://liaison.example/plan"' in said
    settings.ACCESSIBILITY_CONTACT = "https://liaison.example/contact"
    assert 'href="https://liaison.example/contact"' in statement()


def test_the_state_said_beside_its_link_is_the_one_it_says() -> None:
    beside = Path("frontend/src/fr.later/page.ts").read_text()
    (state,) = re.findall(r'"Accessibilité\\u00a0: ([^"]+)"', beside)
    assert f"Liaison est <strong>{state}</strong>" in statement()
