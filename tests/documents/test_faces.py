"""An agency's licensed faces: named by a setting, refused by name where the folder does not have them."""

import shutil

import pytest

from documents.faces import Faces, FacesMissing
from documents.typesetting import Typesetter
from installation.faces import check_faces, faces_of
from installation.fonts import FontsUnavailable
from settings import Settings

from .conftest import FONTS
from .measuring import glyphs
from .setting import set_page


def fonts_of(pdf, text):
    return {glyph.font for glyph in glyphs(pdf) if glyph.text in text}


def test_an_agency_names_its_own_faces(monkeypatch):
    """FandolKai stands for a licensed 仿宋 here, and FandolHei for a licensed 小标宋."""
    for use, family in {"BODY": "FandolKai", "TITLE": "FandolHei"}.items():
        monkeypatch.setenv(f"TINGSHU_FACES_{use}", family)
    settings = Settings(fonts=FONTS)
    check_faces(settings)
    pdf = set_page(Typesetter(FONTS, faces_of(settings)), "# 题目\n正文喆34")
    assert fonts_of(pdf, "题目") == {"FandolHei-Regular"}
    assert fonts_of(pdf, "正文34") == {"FandolKai-Regular"}
    assert fonts_of(pdf, "喆") == {"NotoSerifCJKsc-Regular"}


def test_with_nothing_named_the_free_faces_are_taken(typesetter):
    pdf = set_page(typesetter, "# 题名\n= 标目\n== 次级\n正文34")
    assert fonts_of(pdf, "题名") == {"NotoSerifCJKsc-Bold"}
    assert fonts_of(pdf, "标目") == {"FandolHei-Regular"}
    assert fonts_of(pdf, "次级") == {"FandolKai-Regular"}
    assert fonts_of(pdf, "正文") == {"FandolFang-Regular"}
    assert fonts_of(pdf, "34") == {"FandolKai-Regular"}


def test_a_licensed_face_brings_its_own_digits_unless_others_are_named():
    assert Faces.named({"body": "仿宋_GB2312"}).digits == ("仿宋_GB2312",)
    assert Faces.named({"body": "仿宋_GB2312", "digits": "Times New Roman"}).digits == ("Times New Roman",)


def test_a_family_that_the_folder_does_not_have_is_refused_at_start_by_name():
    with pytest.raises(FontsUnavailable, match="没有 方正小标宋简体，有的是 FandolFang R、FandolHei"):
        check_faces(Settings(fonts=FONTS, faces_title="方正小标宋简体"))


def test_a_folder_of_an_agency_without_a_face_for_some_use_is_refused(tmp_path):
    shutil.copy(FONTS / "FandolHei-Regular.otf", tmp_path)
    with pytest.raises(FacesMissing) as refused:
        Typesetter(tmp_path)
    assert refused.value.missing == ("Noto Serif CJK SC", "FandolKai", "FandolFang R")
