"""Does the catalogue travel by the command line: tried first, every bad row told, and back as it went out?"""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tinhso.casework.procedures import exporting
from tinhso.casework.procedures.models import Procedure
from tinhso.casework.procedures.tests.factories import a_document
from tinhso.config import cli

pytestmark = pytest.mark.django_db


def tinhso(*words):
    arguments = cli.build_parser().parse_args(["procedures", *map(str, words)])
    arguments.without_django = True
    return cli.run(arguments.run, arguments)


def written(path, *documents):
    said = {"format": "tinhso-procedures", "version": 1, "procedures": documents}
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_a_dry_run_says_what_would_be_and_apply_writes_it(tmp_path, capsys):
    path = written(tmp_path / "moi.json", a_document(field="ho-tich"))
    assert tinhso("import", path) == 0
    assert (
        "thêm 1.009001@2026-07-01\n1 thêm, 0 đổi, 0 giữ nguyên, 0 chỗ sai; chạy thử"
        in capsys.readouterr().out
    )
    assert not Procedure.objects.filter(code="1.009001").exists()
    assert tinhso("import", path, "--apply", "--reason", "QĐ 12/QĐ-UBND") == 0
    assert "đã ghi" in capsys.readouterr().out
    assert Procedure.objects.get(code="1.009001").note == "QĐ 12/QĐ-UBND"
    assert tinhso("import", path, "--apply") == 0
    assert "0 thêm, 0 đổi, 1 giữ nguyên" in capsys.readouterr().out


def test_bad_rows_are_all_told_and_nothing_is_written(tmp_path, capsys):
    bad = a_document(code="1.009002", field="khong-co")
    bad["steps"][1]["hours"] = 0
    path = written(tmp_path / "sai.json", a_document(field="ho-tich"), bad)
    assert tinhso("import", path, "--apply") == 1
    told = capsys.readouterr()
    assert "thủ tục 2, field: " in told.err
    assert "thủ tục 2, steps[2].hours: " in told.err
    assert "2 chỗ sai; chưa ghi gì" in told.out
    assert not Procedure.objects.filter(code__startswith="1.00900").exists()


@pytest.mark.parametrize("name", ["danh-muc.xlsx", "danh-muc.JSON"])
def test_what_is_exported_is_imported_as_it_was(tmp_path, capsys, name):
    before, path = exporting.versions(None), tmp_path / name
    assert tinhso("export", path) == 0
    assert f"{len(before)} phiên bản, " in capsys.readouterr().out
    Procedure.objects.all().delete()
    assert tinhso("import", path, "--apply") == 0
    assert exporting.versions(None) == before
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_bad_cell_of_a_spreadsheet_is_told_by_sheet_row_and_column(tmp_path, capsys):
    path = tmp_path / "danh-muc.xlsx"
    book = load_workbook(BytesIO(exporting.export_catalogue("xlsx")))
    main = book["Thủ tục"]
    column = [cell.value for cell in main[1]].index("online_level") + 1
    main.cell(3, column).value = "hết"
    book.save(path)
    assert tinhso("import", path) == 1
    assert "Thủ tục, dòng 3, online_level: " in capsys.readouterr().err


def test_a_day_narrows_what_is_exported(tmp_path, capsys):
    path = written(tmp_path / "moi.json", a_document(field="ho-tich", valid_from="2099-01-01"))
    tinhso("import", path, "--apply")
    tinhso("export", tmp_path / "nay.json", "--on", "2026-11-20")
    tinhso("export", tmp_path / "sau.json", "--on", "2099-06-01")
    assert "1.009001" not in (tmp_path / "nay.json").read_text(encoding="utf-8")
    assert "1.009001" in (tmp_path / "sau.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "danh-muc.csv"), "Tên tệp phải kết thúc bằng .json hoặc .xlsx."),
        (("export", "danh-muc"), "Tên tệp phải kết thúc bằng .json hoặc .xlsx."),
        (("import", "khong-co.json"), "Không đọc được tệp"),
        (("import", "rong.json"), "Tệp không phải là JSON đọc được."),
        (("export", "khong/co/danh-muc.json"), "Không ghi được tệp"),
    ],
)
def test_what_is_no_file_is_refused_with_a_sentence(tmp_path, capsys, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rong.json").write_bytes(b"")
    assert tinhso(*words) == 2
    assert sentence in capsys.readouterr().err
