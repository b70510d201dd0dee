"""Write the documents that are made from the program."""

from pathlib import Path

from make import all_documents

for path, text in all_documents().items():
    file = Path(__file__).parents[1] / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
