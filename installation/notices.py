"""The holiday notices that an installation has adopted: read for a question of law, without opening anything else."""

from contextlib import closing

from desk.errors import of_register
from domain.law.calendars import CalendarYear
from installation.migrating import open_register
from register.calendars import Calendars
from register.database import AWAY
from settings import Settings


def adopted_notices(settings: Settings) -> tuple[CalendarYear, ...]:
    """Return the notices in the register.

    Raises:
        Unavailable: The register cannot be reached.
        NotSetUp: The register lacks what this programme needs.
    """
    try:
        with closing(open_register(settings)) as database:
            return Calendars(database).years()
    except AWAY as error:
        raise of_register(error) from error
