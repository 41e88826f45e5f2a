"""The slices (切片) of the proof, one a file.

A file of this folder has `SLICE`, a `Slice` (see `tests.proof.slicing`, where each field says what it is for), and
`MUTANTS`, a tuple of `Mutant(SLICE, refusals, fault)`: the refusals as pairs of move and code that are left out of the real
moves together, and the fault that the oracle must then see, word by word. It is added here to `MODULES`, and that is all:
the tests, the page and the long search take it from there. Mutants that begin with what no slice comes to are in `beginnings`.

    def start(vector: Vector) -> State:          # under the rules of the vector
        return begun(opened(vector), BEGIN)

    SLICE = Slice(
        name="rights",
        proves=Words("…", "…"),                  # what holds, for a lawyer
        abstracts=Words("…", "…"),               # what is left out, and what is bounded
        components=("parties.notices", …),       # paths of the case that it reads and writes
        start=start,
        acts=(Act("officer-li", "waive", waive("hearing")), …),
        check=unlawful_to_impose,                # faults (words) of a state in which the forbidden act is free
    )

What is not said is as in the slices of one party before its decision: `free` (the forbidden act may be done here: a penalty
imposed), `ends` (the part is done: where it is free), `key` (what two states must have in common to be one), `days` (for
which a rule may wait), `always` (faults of any state), `excused` (what the law itself ends), `bound` (switches that are left
to other slices), `quick` and `whole` (vectors of `make test` and of `make proof`).

Of each slice it is proven: no fault; from every state an end can be reached; whatever waits can be made by whom it waits for,
and somebody is waited for or a last day; states of one key allow the same acts.
"""

from tests.proof.mutants import Mutant
from tests.proof.slices import (
    agents,
    beginnings,
    deciding,
    hearing,
    joining,
    late_evidence,
    mending,
    money,
    otherwise,
    papers,
    parting,
    people,
    publication,
    remedies,
    rights,
    sitting,
    standstill,
    undo,
    undo_anew,
    undo_hearing,
    undo_papers,
    undo_sessions,
)
from tests.proof.slicing import Slice as Slice

BEFORE_DECISION = (rights, hearing, papers, late_evidence, deciding, otherwise)
MONEY = (money, remedies, mending, publication)
PEOPLE = (people, sitting, agents)
UNDO = (undo, undo_sessions, undo_hearing, undo_papers, undo_anew)
PARTING = (standstill, parting, joining)
MODULES = (*BEFORE_DECISION, *MONEY, *PEOPLE, *UNDO, *PARTING)
SLICES: tuple[Slice, ...] = tuple(module.SLICE for module in MODULES)
MUTANTS: tuple[Mutant, ...] = (
    *(mutant for module in MODULES for mutant in module.MUTANTS),
    *beginnings.MUTANTS,
)
