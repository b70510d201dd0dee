"""Which figures are published, and what is said of them."""

import pytest

from report.rows import FIGURES
from sportello.report.publishing.public import PUBLIC, PublicFigure


@pytest.mark.parametrize("public", PUBLIC, ids=[each.name for each in PUBLIC])
def test_a_definition_speaks_of_no_column_and_no_table_that_is_not_published(
    public: PublicFigure,
) -> None:
    figure = FIGURES[public.name]
    for language, said in figure.definition.items():
        assert "tabella" not in said
        assert "table" not in said
        for measure in figure.measures:
            if measure.name not in public.measures:
                title = measure.title[language]
                assert f'"{title}"' not in said
                assert f"«{title}»" not in said
