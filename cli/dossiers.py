"""`tingshu dossier …`: a dossier verified where it lies, without register, store or engine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import showing
from cli.refusals import REFUSED
from cli.running import Json

if TYPE_CHECKING:
    from documents.dossier.verifying import Verified

app = typer.Typer(no_args_is_help=True, help="案卷：离线核验 · dossiers verified offline")


@app.callback()
def dossiers() -> None:
    """案卷：离线核验 · dossiers verified offline."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="案卷文件 · the file")],
    json_: Json = False,
) -> None:
    """核验案卷的每一页和每一附件，不符的逐项指出，退出码为 1 · every page and attachment; what differs is named, exit code 1."""
    from installation.dossiers import verify_dossier

    found = verify_dossier(file)
    if json_:
        showing.as_json(_as_json(found))
    else:
        _show(found)
    if not found.whole:
        raise typer.Exit(REFUSED)


def _show(found: "Verified") -> None:
    for fault in found.faults:
        showing.line(f"✗ {fault}", "bold red")
    if listed := found.listed:
        showing.line(
            f"案件 {listed.agency}/{listed.number} {listed.part.zh}，截至全过程记录第{listed.position}项（{listed.as_of}）"
        )
        showing.line(f"全过程记录校验值 journal head  {listed.head}")
    showing.line(f"文件的 SHA-256 of the file      {found.sha256}")
    if found.whole:
        showing.line(
            f"✓ {found.pages} 页、{found.attachments} 个附件与清单一致 · every page and attachment is what was bound",
            "green",
        )
        showing.note(
            "请与 tingshu case dossier --editions 和 tingshu journal 所列的值核对 · "
            "hold both values against those of the register (tingshu case dossier --editions, tingshu journal)"
        )


def _as_json(found: "Verified") -> dict[str, Any]:
    listed = found.listed
    return {
        "whole": found.whole,
        "sha256": found.sha256,
        "pages": found.pages,
        "attachments": found.attachments,
        "faults": [fault.as_dict() for fault in found.faults],
        "list": listed.model_dump(mode="json", exclude={"pages"}) if listed else None,
    }
