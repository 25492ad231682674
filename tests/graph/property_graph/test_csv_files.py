from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from graph.property_graph.csv_cells import SEPARATOR, Cell
from graph.property_graph.csv_files import File, Row, write_rows
from ontology.errors import StoreError


def written(folder: Path, *cells: Mapping[str, Cell]) -> list[File]:
    return write_rows(
        folder, lambda: [Row("nodes/Thing", f"thing/{number}", each) for number, each in enumerate(cells)]
    )


def test_the_header_has_the_properties_of_all_rows_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    (file,) = written(tmp_path, {"id": "a", ":LABEL": ["X"], "n": 1}, {"id": "b", ":LABEL": ["X"], "s": ""})
    text = (tmp_path / file.path).read_text(encoding="utf-8")
    assert text == 'id:ID,:LABEL,n:long,s:string\n"a","X",1,\n"b","X",,""\n'
    assert (file.path, file.rows, file.breaks_lines) == ("nodes/Thing.csv", 2, False)


def test_rows_of_another_type_go_into_a_second_file(tmp_path: Path) -> None:
    first, second = written(tmp_path, {"v": "1"}, {"v": 1}, {"w": True}, {"v": 2, "w": "x"}, {"v": 3})
    found = {file.path: (tmp_path / file.path).read_text(encoding="utf-8") for file in (first, second)}
    assert found == {
        "nodes/Thing.csv": 'v:string,w:boolean\n"1",\n,true\n',
        "nodes/Thing.2.csv": 'v:long,w:string\n1,\n2,"x"\n3,\n',
    }


@pytest.mark.parametrize(("text", "breaks"), [("a\nb", True), ("a\rb", True), ("a\\nb\u2028", False)])
def test_a_file_says_whether_its_cells_break_lines(tmp_path: Path, text: str, *, breaks: bool) -> None:
    assert [file.breaks_lines for file in written(tmp_path, {"s": text})] == [breaks]


@pytest.mark.parametrize("value", ["\ud800", [f"a{SEPARATOR}", "b"], [], [""], 1 << 63])
def test_what_cannot_be_written_is_named(tmp_path: Path, value: Cell) -> None:
    with pytest.raises(StoreError, match=r"^thing/1 cannot be written as CSV: [^\n]+$"):
        written(tmp_path, {"id": "a"}, {"v": value})


def test_rows_are_not_held(tmp_path: Path) -> None:
    alive = 0

    class Counted(dict[str, Cell]):
        def __init__(self, number: int) -> None:
            nonlocal alive
            super().__init__(id=f"thing/{number}")
            alive += 1
            assert alive < 5

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def rows() -> Iterator[Row]:
        return (Row("nodes/Thing", "", Counted(number)) for number in range(100))

    assert [file.rows for file in write_rows(tmp_path, rows)] == [100]
