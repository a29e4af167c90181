"""LinkedIn's export of a member's data as a network."""

from __future__ import annotations

import os

from tertius.errors import InvalidOption
from tertius.importers.files.archives import members_of
from tertius.importers.files.plain_files import shown_path
from tertius.importers.limits import Limits
from tertius.importers.linkedin.messages import read_messages
from tertius.importers.linkedin.owner import Reading, read_invitations
from tertius.importers.linkedin.records import (
    add_career,
    add_connections,
    add_endorsements,
    add_invitations,
    add_messages,
    add_recommendations,
)
from tertius.importers.linkedin.tables import (
    CONNECTIONS,
    ENDORSED_BY_ME,
    ENDORSED_ME,
    RECOMMENDED_BY_ME,
    RECOMMENDED_ME,
    Export,
)
from tertius.importers.report import ReportWriter
from tertius.network.network import Network
from tertius.progress import Progress, as_callback

_LIMITS = Limits()


def read_linkedin(
    path: str | os.PathLike[str],
    *,
    me: str | None = None,
    texts: bool = False,
    strict: bool = False,
    limits: Limits = _LIMITS,
    progress: Progress = None,
) -> Network:
    r"""The network of a LinkedIn export: its zip archive, or the folder it was unpacked to.

    People go by the name in their profile's address (linkedin.com/in/ada-lovelace: "ada-lovelace"), else by
    their e-mail address; rows with neither become people of their own, whom names alone never make one.
    Connections are relationships (contact), messages and invitations interactions, endorsements and
    recommendations exchanges, new positions milestones of the member.

    me
        The member's key, if it is not to be the name in their profile's address; needed where the export
        does not tell that (no outgoing invitation, no message sent).
    texts
        Also look for thanks, congratulations and condolences in messages. The texts are never kept.
    strict
        Stop at the first row that cannot be what it says, instead of telling of it in ``net.imports``. An
        archive or a file that leaves in doubt what follows is refused in any case.

    Raises InvalidInput naming the file, line and column; nothing is half done. OSError.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    >>> row = "Ben,Ito,https://www.linkedin.com/in/ben-ito,,Acme,Engineer,08 Feb 2024"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = pathlib.Path(folder, "Connections.csv").write_text(f"{header}\n{row}\n")
    ...     net = tt.read_linkedin(folder, me="ada")
    >>> net.relationships["to"].tolist(), net.relationships["since"].astype(str).tolist()
    (['ben-ito'], ['2024-02-08T00:00:00'])
    """
    if me is not None and not me.strip():
        raise InvalidOption("me is empty; must be the member's key, or None", "option.me")
    told = as_callback(progress) or (lambda share: None)
    writer = ReportWriter("linkedin", shown_path(path), strict=strict, limits=limits)
    with members_of(path, writer, limits) as members:
        export = Export(members, writer, limits)
        export.require(CONNECTIONS)
        messages = read_messages(export, texts)
        told(0.4)
        invitations = read_invitations(export)
        reading = Reading(export)
        reading.meet_owner(me, messages, invitations)
        add_career(reading)
        add_connections(reading)
        told(0.6)
        add_messages(reading, messages)
        add_invitations(reading, invitations)
        told(0.8)
        add_endorsements(reading, ENDORSED_ME, "endorser")
        add_endorsements(reading, ENDORSED_BY_ME, "endorsee")
        add_recommendations(reading, RECOMMENDED_ME, received=True)
        add_recommendations(reading, RECOMMENDED_BY_ME, received=False)
    network = reading.gathering.network(writer)
    told(1.0)
    return network
