"""The dossier (案卷): every page is found, every byte is proven, and the inner volume is in no main one."""

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from demo.story import load
from documents.dossier.arranging import arranged
from documents.dossier.binding import Binder
from documents.dossier.digests import seal
from documents.dossier.leaves import Leaves
from documents.dossier.places import SORTS, WITH_DOCUMENTS
from documents.dossier.verifying import verify
from domain.case.dossier import DossierPart, DossierPlace
from domain.case.journal import Entry
from domain.procedure import FACTS
from domain.record import Names, marker_of
from tests.documents.binding import Kept, named_in, pdf_of, png_of, sha256_of
from tests.documents.conftest import FONTS
from tests.documents.reading import squeezed
from tests.procedure.playing import EXAMPLES, Play, play, standard
from tests.procedure.scene import Scene

MAIN, INNER, ALL = DossierPart


@pytest.fixture(scope="session")
def leaves() -> Leaves:
    return Leaves(FONTS)


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    return standard().entries


@pytest.fixture
def bound(leaves: Leaves, entries: list[Entry], tmp_path: Path):
    def bind(part: DossierPart = ALL, store: Kept | None = None, entries: list[Entry] = entries):
        file = tmp_path / f"{part.value}.pdf"
        return file, Binder(leaves, store or Kept()).bind(entries, part, file)

    return bind


@pytest.fixture(scope="session")
def kept(leaves: Leaves, entries: list[Entry], tmp_path_factory: pytest.TempPathFactory):
    """The main volume and both volumes, each bound once: who changes a file takes a copy."""
    folder = tmp_path_factory.mktemp("dossiers")
    return {
        part: (file := folder / f"{part.value}.pdf", Binder(leaves, Kept()).bind(entries, part, file))
        for part in (MAIN, ALL)
    }


@pytest.fixture
def copied(kept, tmp_path: Path):
    """A copy of the main volume, and what was bound."""
    file, made = kept[MAIN]
    return Path(shutil.copy(file, tmp_path / "copy.pdf")), made


def titles(part: DossierPart) -> list[str]:
    played = standard()
    return [f"{p.place.value} {p.title}" for p in arranged(played.case, played.entries, part)]


def test_art78_the_main_volume_begins_with_the_decision_and_its_proof_of_service():
    assert [title.partition("（")[0] for title in titles(MAIN)] == [
        "decision 行政处罚决定书",
        "decision 行政处罚决定书",
        "decision 送达回证",
        "decision 送达回证",
        "documents 审前听述约谈函",
        "documents 审前听述约谈函",
        "documents 行政处罚告知书",
        "documents 行政处罚告知书",
        "documents 送达回证",
        "documents 送达回证",
        "evidence E1 2026年3月2日现场笔录",
        "evidence E2 销售台账及发票复印件",
        "evidence E3 仓库出库系统数据打印件",
        "hearing 听述笔录",
        "property 缴款凭证",
        "property 处罚执行证明",
    ]


def test_art78_review_opinions_reports_and_the_approval_of_the_closing_stand_in_the_inner_volume():
    inner = titles(INNER)
    assert [title.partition(" ")[0] for title in inner] == [*["review"] * 3, "closing", *["inner_other"] * 7]
    assert titles(ALL) == [*titles(MAIN), *inner]


def test_art78_an_added_paper_stands_where_the_officer_puts_it_and_else_where_no_party_sees_it():
    paper = {"dated": "2026-05-18", "origin": "市场监督管理所", "reason": "归档"}
    scene = Scene().open("2026-05-18")
    scene.do(
        "2026-05-19",
        "officer-li",
        "add_document",
        **paper,
        document_title="立案审批表",
        file="a" * 64,
        place="acceptance",
    )
    scene.do("2026-05-19", "officer-li", "add_document", **paper, document_title="举报信", file="b" * 64)
    found = {p.title: p.place for p in arranged(scene.case, scene.entries, ALL)}
    assert found["立案审批表"] is DossierPlace.ACCEPTANCE
    assert found["举报信"] is DossierPlace.INNER_OTHER
    assert "举报信" not in {p.title for p in arranged(scene.case, scene.entries, MAIN)}


def test_every_file_that_a_fact_may_name_has_its_place():
    named = {f"{model.__name__}.{field}" for fact in FACTS.values() for model, field in files_of(fact, ())}
    assert named - WITH_DOCUMENTS == set(SORTS)


def files_of(model, above):
    for name, field in model.model_fields.items():
        if marker_of(field, Names) is Names.FILE:
            yield model, name
        for inner in models_in(field.annotation):
            if inner not in above:
                yield from files_of(inner, (*above, inner))


def models_in(annotation):
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)


def test_the_same_case_gives_the_same_bytes(bound, kept):
    file, first = kept[ALL]
    again, second = bound(ALL)
    assert second.sha256 == first.sha256 == sha256_of(file.read_bytes())
    assert again.read_bytes() == file.read_bytes()


def test_the_contents_name_the_page_on_which_each_piece_begins(bound, entries):
    [scan] = named_in(entries, "Payment.proof")
    file, made = bound(MAIN, Kept(**{scan: pdf_of("first of the payment", "second of the payment")}))
    volume = made.listed.volumes[0]
    [row] = [item for item in volume.items if item.title.startswith("缴款凭证")]
    assert row.pages is not None
    first = volume.front + row.pages[0] - 1
    reader = PdfReader(file)
    assert "first of the payment" in reader.pages[first].extract_text()
    assert "second of the payment" in reader.pages[first + 1].extract_text()
    contents = squeezed("".join(page.extract_text() for page in reader.pages[: volume.front]))
    assert f"{row.pages[0]}-{row.pages[1]}" in contents
    assert reader.page_labels[first] == f"正卷{row.pages[0]}"


def test_every_page_says_which_of_how_many_it_is(kept):
    file, made = kept[ALL]
    reader = PdfReader(file)
    at = 0
    for volume in made.listed.volumes:
        for number in range(1, volume.pages + 1):
            said = squeezed(reader.pages[at + volume.front + number - 1].extract_text())
            assert f"{volume.part.zh}第{number}页共{volume.pages}页" in said
        at += volume.front + volume.pages + volume.back
    assert at == len(reader.pages) == made.pages


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_stamp_stands_upright_in_the_upper_right_corner_of_a_page_however_it_is_turned(
    bound, entries, rotate: int
):
    [scan] = named_in(entries, "Payment.proof")
    file, made = bound(MAIN, Kept(**{scan: pdf_of("turned", rotate=rotate)}))
    volume = made.listed.volumes[0]
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[volume.front + volume.pages - 1]
        picture = page.render(scale=1, grayscale=True).to_pil()
        page.close()
    width, _ = picture.size
    dark = [(x, y) for x in range(width - 220, width) for y in range(0, 40) if picture.getpixel((x, y)) < 128]
    assert dark, "the stamp is in that corner"
    assert max(y for _, y in dark) - min(y for _, y in dark) < 12  # 8 pt, upright
    assert max(x for x, _ in dark) - min(x for x, _ in dark) > 50


def test_a_picture_becomes_a_page(bound, entries):
    [scan] = named_in(entries, "Payment.proof")
    file, made = bound(MAIN, Kept(**{scan: png_of(60, 40)}))
    [row] = [item for item in made.listed.volumes[0].items if item.title.startswith("缴款凭证")]
    assert row.pages is not None
    assert row.note == ""
    page = PdfReader(file).pages[made.listed.volumes[0].front + row.pages[0] - 1]
    assert len(page.images) == 1


LOCKED = pdf_of("locked", encryption=pikepdf.Encryption(owner="owner", user="user"))
OWNED = pdf_of("owned", encryption=pikepdf.Encryption(owner="owner", user=""))


NO_PAGES = {
    "locked": (LOCKED, "PDF 已加密，作为附件嵌入"),
    "owned": (OWNED, "PDF 已加密，作为附件嵌入"),
    "broken": (b"%PDF-1.7 and nothing more", "PDF 无法打开，作为附件嵌入"),
    "unknown": (b"PK\x03\x04 an office file", "不是 PDF 或者图片，作为附件嵌入"),
    "huge": (png_of(30_000, 30_000), "图片无法显示，作为附件嵌入"),
    "no picture": (b"\xff\xd8\xff broken", "图片无法显示，作为附件嵌入"),
    "missing": (None, "文书库中没有该文件"),
}


def test_what_is_no_page_is_embedded_and_listed_with_its_reason(bound, entries):
    scans = [
        *named_in(entries, "Seal.scan")[:5],
        *named_in(entries, "Payment.proof"),
        *named_in(entries, "CaseClosed.form"),
    ]
    of = dict(zip(scans, NO_PAGES.values(), strict=True))
    file, made = bound(ALL, Kept(**{scan: data for scan, (data, _) in of.items()}))
    reader = PdfReader(file)
    leaves = squeezed("".join(page.extract_text() for page in reader.pages))
    rows = {item.sha256: item for volume in made.listed.volumes for item in volume.items}
    for scan, (data, note) in of.items():
        row = rows[scan]
        assert (row.pages, row.note, bool(row.attachment)) == (None, note, data is not None)
        if data is not None:
            assert reader.attachments[row.attachment] == [data]
        assert squeezed(f"（{row.title}：{note}）") in leaves


def test_a_file_that_is_kept_apart_is_named_and_embedded_in_no_dossier(bound, entries):
    [scan] = named_in(entries, "Payment.proof")
    store = Kept()
    store.apart.add(scan)
    file, made = bound(MAIN, store)
    [row] = [item for item in made.listed.volumes[0].items if item.sha256 == scan]
    assert (row.pages, row.attachment, row.note) == (None, "", "文件已隔离，没有解除，没有收入")
    assert not PdfReader(file).attachments.keys() & {row.title}


def test_a_damaged_file_is_not_taken_for_the_one_that_was_kept(bound, entries):
    [scan] = named_in(entries, "Payment.proof")
    store = Kept()
    store.damaged.add(scan)
    _, made = bound(MAIN, store)
    [row] = [item for item in made.listed.volumes[0].items if item.title.startswith("缴款凭证")]
    assert (row.pages, row.note) == (None, "文书库中的文件已损坏，与登记时不同")


def test_what_is_void_or_has_no_file_is_named_with_its_reason(kept):
    file, made = kept[MAIN]
    [row] = [item for item in made.listed.volumes[0].items if item.title.startswith("E1")]
    assert (row.pages, row.note) == (None, "登记时没有附文件")
    assert made.listed.volumes[0].items[-1].title.startswith("处罚执行证明")
    leaves = squeezed("".join(page.extract_text() for page in PdfReader(file).pages[-3:]))
    assert squeezed("列入目录而没有收入的：序号11（E1") in leaves


def test_a_file_that_stands_twice_in_a_volume_is_bound_once(bound, entries):
    [record] = named_in(entries, "InterviewOutcome.record")
    [payment] = [number for number, e in enumerate(entries) if e.fact == "PaymentRecorded"]
    paid = entries[payment].body["payment"] | {"proof": record}
    twice = entries[payment].model_copy(update={"body": {**entries[payment].body, "payment": paid}})
    _, made = bound(MAIN, entries=[*entries[:payment], twice, *entries[payment + 1 :]])
    [first, second] = [item for item in made.listed.volumes[0].items if item.sha256 == record]
    assert first.pages == second.pages is not None
    assert second.note == f"同序号{first.no}"


def test_each_volume_stands_alone(bound, entries):
    """A file that belongs to both is in both."""
    [payment] = named_in(entries, "Payment.proof")
    closing = Entry.model_validate(
        entries[-1].model_dump()
        | {"body": {**entries[-1].body, "form": payment}}
        | {"head": entries[-1].head}
    )
    _, made = bound(ALL, entries=[*entries[:-1], closing])
    main, inner = made.listed.volumes
    [paid] = [item for item in main.items if item.sha256 == payment]
    [closed] = [item for item in inner.items if item.sha256 == payment]
    assert paid.pages is not None
    assert closed.pages is not None


@pytest.fixture(scope="module")
def two_parties() -> Play:
    """One that was served by hand, and one that was looked for in vain, served by announcement."""
    return play(load(EXAMPLES / "two_parties.json"), "notify_hearing")


def of_party(played: Play, *parties: int) -> list[str]:
    rows = arranged(played.case, played.entries, MAIN, frozenset(parties))
    return [f"{row.place.value} {row.title} {row.lacking}".rstrip() for row in rows]


def test_a_partys_volume_names_nothing_of_another_party_but_how_much_there_is(two_parties: Play):
    first, second = (party.name for party in two_parties.case.parties.all)
    every, own, other = of_party(two_parties), of_party(two_parties, 1), of_party(two_parties, 2)
    assert [row for row in own if second in row] == []
    assert [row for row in other if first in row] == []
    counted = sum(int(row.split("共")[1].split("件")[0]) for row in own if "另一当事人的文书" in row)
    assert counted == len(every) - len([row for row in own if "另一当事人的文书" not in row])
    assert "documents 公告送达证明（钱虚构）" in every
    assert any(row.startswith("documents 另一当事人的文书 共") for row in own)
    assert "documents 公告送达证明（钱虚构）" in other


def test_evidence_stands_in_the_volume_of_each_party_against_whom_it_proves_something(two_parties: Play):
    case = two_parties.case
    against = {
        e.id: {p for f in case.papers.findings if f.id in e.proves for p in f.parties}
        for e in case.papers.evidence
    }
    for party in (1, 2):
        shown = {row.split()[1] for row in of_party(two_parties, party) if row.startswith("evidence E")}
        assert shown == {piece for piece, whom in against.items() if party in whom}
    assert of_party(two_parties, 1, 2) == of_party(two_parties)


def test_a_paper_that_an_officer_adds_with_the_name_of_one_party_is_that_partys(two_parties: Play):
    played = play(load(EXAMPLES / "two_parties.json"), "notify_hearing")
    for title in ("证据材料接收回执（钱虚构）", "现场示意图"):
        played.do(
            two_parties.entries[-1].at,
            "officer-li",
            "add_document",
            document_title=title,
            dated="2026-06-01",
            origin="本机关",
            reason="附卷",
            file=sha256_of(title.encode()),
            place="main_other",
        )
    assert "main_other 现场示意图" in of_party(played, 1)
    assert [row for row in of_party(played, 1) if "钱虚构" in row] == []
    assert "main_other 证据材料接收回执（钱虚构）" in of_party(played, 2)


def test_a_volume_for_one_party_holds_no_file_and_no_word_of_another(
    leaves: Leaves, two_parties: Play, tmp_path: Path
):
    file = tmp_path / "party-1.pdf"
    opened: list[str] = []

    class Watched(Kept):
        def open(self, sha256: str):
            opened.append(sha256)
            return super().open(sha256)

    made = Binder(leaves, Watched()).bind(two_parties.entries, MAIN, file, parties=frozenset({1}))
    theirs = {row.sha256 for row in arranged(two_parties.case, two_parties.entries, MAIN) if row.of == {2}}
    assert theirs - {""}
    assert not theirs & set(opened) - {""}
    said = squeezed("".join(page.extract_text() for page in PdfReader(file).pages))
    assert "钱虚构" not in said + str(made.listed)
    assert "另有当事人1名" in said


def test_the_inner_volume_is_in_no_byte_of_a_main_one(bound, entries):
    """Neither its pages nor its titles nor the hashes of its files."""
    inner = [
        named for field in ("CaseClosed.form", "CompletedRecheck.form") for named in named_in(entries, field)
    ]
    secret = {sha256: pdf_of("the inner secret") for sha256 in inner}
    file, made = bound(MAIN, Kept(**secret))
    reader = PdfReader(file)
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert "innersecret" not in text
    for word in ("副卷", "法制审核意见书", "听述情况报告", "集体讨论", "复核意见书", "结案审批表"):
        assert word not in text
        assert word not in made.listed.model_dump_json()
    assert not set(inner) & set(re.findall(r"[0-9a-f]{64}", made.listed.model_dump_json()))


def test_what_acts_by_itself_in_a_partys_file_is_taken_out(bound, entries):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("a form"))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        page = pdf.pages[0].obj
        page.AA = pikepdf.Dictionary(O=script)
        page.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
                )
            ]
        )
        pdf.save(out)
    [scan] = named_in(entries, "Payment.proof")
    file, _ = bound(MAIN, Kept(**{scan: out.getvalue()}))
    with pikepdf.open(file) as pdf:
        assert not any(
            b"app.alert" in obj.unparse(resolved=True)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary)
        )


# Verifying


def test_what_was_bound_is_whole(bound, kept, entries):
    [scan] = named_in(entries, "Payment.proof")
    file, made = bound(ALL, Kept(**{scan: b"PK\x03\x04 an office file"}))
    found = verify(file)
    # The store of the test hands out other bytes than those of the hash: that alone is found.
    assert [fault.zh for fault in found.faults] == ["附件 正卷-015.zip 与清单不符"]
    assert found.sha256 == made.sha256
    assert verify(kept[MAIN][0]).whole
    assert verify(kept[ALL][0]).whole


def test_one_changed_byte_is_found_and_named(copied):
    file, _ = copied
    data = file.read_bytes()
    with pikepdf.open(file) as pdf:
        parts = [bytes(part.read_raw_bytes()) for part in pdf.pages[5].obj.Contents]
    shown = max(parts, key=len)
    at = data.index(shown) + len(shown) // 2
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    found = verify(file)
    assert found.faults[0].zh == "文件的字节有改动"
    assert any(re.fullmatch(r"正卷第\d+页（.+）与清单不符", fault.zh) for fault in found.faults[1:])


@pytest.mark.parametrize("share", [0.001, 0.03, 0.2, 0.5, 0.8, 0.97, 0.9999])
def test_a_changed_byte_is_found_wherever_it_is(copied, share: float):
    file, _ = copied
    data = bytearray(file.read_bytes())
    data[int(len(data) * share)] ^= 1
    file.write_bytes(data)
    found = verify(file)
    assert not found.whole
    assert len(found.faults) > 1 or "没有案卷校验行" in found.faults[0].zh


def test_a_file_that_was_cut_off_or_is_another_is_no_dossier(copied, tmp_path: Path):
    file, _ = copied
    file.write_bytes(file.read_bytes()[:-1])
    assert not verify(file).whole
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf_of("another"))
    assert "没有案卷校验行" in verify(other).faults[0].zh
    other.write_bytes(b"")
    assert not verify(other).whole


def test_who_takes_out_a_page_and_seals_it_anew_is_found_by_the_list(copied):
    file, made = copied
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.pages[made.listed.volumes[0].front]
        pdf.save(file)
    seal(file)
    found = verify(file)
    assert any("页，清单列" in fault.zh for fault in found.faults)
    assert any(fault.zh.startswith("正卷第1页（行政处罚决定书") for fault in found.faults)
