"""What of a draft may still change (草案的改动): only what the parties whom it concerns were not told of yet."""

from domain.case.papers import Papers, Proposal
from domain.case.parties import Party


def open_to_change(party: Party) -> bool:
    """Whether the party's part of the draft may change: its notices, or its new ones, are still to be issued."""
    return party.undecided and party.unnotified


def touched(before: Papers, after: Papers, party: Party, intended: Proposal | None) -> bool:
    """Whether the party's findings, basis or proposal are others, or rest on evidence on which they did not rest.

    Evidence that is not relied on any more touches nobody: who was told of more was told enough.
    """
    if intended is not None and intended != party.proposal:
        return True
    number = party.id
    if before.findings_against(number) != after.findings_against(number):
        return True
    if before.basis_against(number) != after.basis_against(number):
        return True
    findings = [f.id for f in after.findings_against(number)]
    return not {e.id for e in after.relied_on_for(findings)} <= {e.id for e in before.relied_on_for(findings)}
