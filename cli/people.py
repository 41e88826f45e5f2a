"""`tingshu people`: who may be named with `--as`, in which agency, in which roles, with which certificate."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer

from cli import showing
from cli.completing import agencies as complete_agencies
from cli.running import Json, run, settings
from desk import nearest
from desk.clock import civil_now
from desk.directory import Directory
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.case.people import Person, Role
from installation.examples import DIRECTORY

NO_SUCH_AGENCY = Words("没有机关 {typed}", "there is no agency {typed}")
BY_ID = "以 --as 编号 或者环境变量 TINGSHU_AS 说明身份 · name one with --as ID, or in TINGSHU_AS"
BY_TOKEN = (
    "本机构以令牌表明身份：--as TOKEN 或者环境变量 TINGSHU_AS"
    " · here a token says who asks: --as TOKEN, or TINGSHU_AS"
)


def people(
    role: Annotated[Role | None, typer.Option(help="只列有此角色的 · only who has this role")] = None,
    agency: Annotated[
        str | None,
        typer.Option(
            metavar="AGENCY",
            help="只列此机关的 · only those of this agency",
            autocompletion=complete_agencies,
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """人员：可以用 --as 指明谁 · who may be named with --as."""

    async def work() -> tuple[Directory, list[Person]]:
        directory = Directory.load(settings().directory or DIRECTORY)
        if agency is not None and agency not in directory.agencies:
            raise Malformed(
                Fault(
                    "--agency",
                    NO_SUCH_AGENCY.filled(typed=agency),
                    nearest.cure(agency, directory.agencies, where="tingshu people"),
                )
            )
        return directory, list(_wanted(directory.persons.values(), role, agency))

    directory, found = run(work(), json_=json_)
    if json_:
        showing.as_json([_as_item(person) for person in found])
        return
    columns = ("编号", "姓名", "机关", "角色", "执法证 有效期至")
    showing.table("人员 · people", columns, map(_row, found))
    agencies = ((agency.code, agency.name) for agency in directory.agencies.values())
    showing.table("机关 · agencies", ("代码", "名称"), agencies)
    showing.line(BY_ID if directory.demo else BY_TOKEN)


def _wanted(persons: Iterable[Person], role: Role | None, agency: str | None) -> Iterable[Person]:
    for person in persons:
        if role in (None, *person.roles) and agency in (None, person.agency, *person.supervises):
            yield person


def _row(person: Person) -> tuple[Any, ...]:
    roles = "、".join((*(f"{role.zh} {role}" for role in person.roles), *person.acts_for))
    return person.id, person.name, person.agency, roles, _certificate(person, civil_now().date())


def _certificate(person: Person, today: date) -> str:
    if not person.certificate:
        return ""
    until = person.certificate_until
    expired = "（已过期 expired）" if until and until < today else ""
    return f"{person.certificate} {until or ''}{expired}"


def _as_item(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "agency": person.agency,
        "roles": [{"role": role, "title": role.zh} for role in person.roles],
        "certificate": person.certificate,
        "certificate_until": person.certificate_until and person.certificate_until.isoformat(),
        "legal_qualification": person.legal_qualification,
        "supervises": list(person.supervises),
        "acts_for": list(person.acts_for),
    }
