"""docs/chaos-matrix.md has the experiments that there are, with incident and safeguard, each proved both ways."""

from __future__ import annotations

from pathlib import Path

from chaos.experiment import files, read_experiment

PAGE = Path(__file__).parents[2] / "docs" / "chaos-matrix.md"


def verdict(cell: str) -> str:
    """Without how many runs came to it: `held (20 runs)`."""
    return cell.partition(" (")[0]


def test_the_page_has_every_experiment_both_ways() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip(" `") for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| `")]
    found = {
        name: (incident, verdict(held), without, verdict(comes_to))
        for name, incident, held, _, without, comes_to, _ in cells
    }

    expected = {}
    for file in files():
        extension = read_experiment(file).extension
        incident = str(extension.incident.number) if extension.incident else "–"
        without = extension.without
        expected[file.stem] = (incident, str(extension.expected), without.safeguard, str(without.expected))
    assert found == expected, "write it anew: make chaos-matrix"
