"""A name that is no service is told with the services it may stand for."""

import pytest
from msgspec.structs import replace

from sportello.catalog.model import Catalog
from sportello.sla.service_names import service_hint


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("accatre", '"accatre" is a provider: its service is piattaforma-crediti'),
        ("ACCATRE", '"accatre" is a provider: its service is piattaforma-crediti'),
        (
            "Trade credit platform",
            '"piattaforma-crediti" is the identifier of the service with that title',
        ),
        (
            "trade credits platform",
            '"piattaforma-crediti" is the identifier of the service with that title',
        ),
        ("piattaforma-credito", 'did you mean "piattaforma-crediti"?'),
    ],
)
def test_word_is_told_with_what_it_may_stand_for(
    frozen_catalog: Catalog, word: str, hint: str
) -> None:
    assert service_hint(frozen_catalog, word) == hint


def test_families_and_providers_list_their_services(frozen_catalog: Catalog) -> None:
    for name in frozen_catalog.families:
        assert service_hint(frozen_catalog, name).startswith(f'"{name}" is a ')
    many = max(
        frozen_catalog.providers,
        key=lambda name: sum(each.provider == name for each in frozen_catalog.services.values()),
    )
    assert service_hint(frozen_catalog, many).endswith(" more")


def test_group_without_services_and_catalog_without_any_say_so(frozen_catalog: Catalog) -> None:
    empty = replace(frozen_catalog, services={})
    assert service_hint(empty, "accatre") == '"accatre" is a provider, and it has no service'
    assert service_hint(empty, "x") == "the catalog has no service"
