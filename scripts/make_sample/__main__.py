"""Makes the sample of one invented consultant's records: python scripts/make_sample [FOLDER].

The same bytes each time (archives: for one version of zlib). FOLDER: the package's data, if not named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from calendar_file import write_calendar
from contacts_file import write_contacts
from groups import chat_in_group, groups, live_in_group
from introducing import introduce
from life import chat_before_the_mailbox, live
from linkedin_files import write_exports
from mail_file import write_mailbox
from notes import write_notes
from people import Population
from records import Diary
from truth import write_truth

SHIPPED = Path(__file__).resolve().parents[2] / "python/tertius/data/consultant"


def make_sample(folder: Path) -> None:
    population, diary = Population(), Diary()
    for person in population.everybody:
        chat_before_the_mailbox(person, diary)
        if person.kind:
            live(person, diary)
    for group in groups(population):
        live_in_group(group, diary)
    chat_in_group(population, diary)
    introduce(population, diary)
    folder.mkdir(parents=True, exist_ok=True)
    counts = write_exports(population, diary, folder)
    counts["mail.mbox"] = write_mailbox(diary, folder)
    counts["calendar.ics"] = write_calendar(diary, folder)
    counts["contacts.vcf"] = write_contacts(population, folder)
    counts |= {
        f"notes/{name}.csv": {"rows": rows} for name, rows in write_notes(population, diary, folder).items()
    }
    write_truth(population, diary, counts, folder)


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
