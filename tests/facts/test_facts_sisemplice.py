"""Document 001: one mailbox for each procedure of SiSemplice (01S)."""

from pathlib import Path
from shutil import copytree

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.findings import Severity
from sportello.rules import check

CATALOG = Path(__file__).parents[2] / "catalog"
ADDRESSES = """
Opzione bonus                helpdesk.sisemplice.730@01s.it
Dichiarativo 730             helpdesk.sisemplice.730@01s.it
Dichiarativo 770             helpdesk.sisemplice.770@01s.it
Agricloud                    helpdesk.sisemplice.agricloud@01s.it
Agrimobile                   helpdesk.sisemplice.agrimobile@01s.it
ANP                          helpdesk.sisemplice.anp@01s.it
APP Unica CIA                helpdesk.sisemplice.app@01s.it
BI                           helpdesk.sisemplice.bi@01s.it
CAA                          helpdesk.sisemplice.caa@01s.it
Colf e badanti               helpdesk.sisemplice.colf@01s.it
Contabilità ordinaria        helpdesk.sisemplice.contabilitaordinaria@01s.it
CU                           helpdesk.sisemplice.cu@01s.it
Procedura erogazione Servizi helpdesk.sisemplice.erogazioneeservizi@01s.it
F24                          helpdesk.sisemplice.f24@01s.it
Gestionale                   helpdesk.sisemplice.gestionale@01s.it
IMU                          helpdesk.sisemplice.imu@01s.it
Inv-Civ                      helpdesk.sisemplice.invciv@01s.it
ISEE                         helpdesk.sisemplice.isee@01s.it
ISEU                         helpdesk.sisemplice.isee@01s.it
Contabilità IVA              helpdesk.sisemplice.iva@01s.it
Locazioni                    helpdesk.sisemplice.locazioni@01s.it
Paghe                        helpdesk.sisemplice.paghe@01s.it
Paghe Zucchetti              helpdesk.sisemplice.paghezucchetti@01s.it
ANF-AUU                      helpdesk.sisemplice.patronato@01s.it
Contabilità INAC             helpdesk.sisemplice.patronato@01s.it
Patronato                    helpdesk.sisemplice.patronato@01s.it
PlannerCIA                   helpdesk.sisemplice.planner@01s.it
Procedura Progetti           helpdesk.sisemplice.progetti@01s.it
RED                          helpdesk.sisemplice.red@01s.it
Successioni                  helpdesk.sisemplice.successioni@01s.it
UPF USP IRAP                 helpdesk.sisemplice.unico@01s.it
Vaso                         helpdesk.sisemplice.vaso@01s.it
Grafometrica                 helpdesk.sisemplice.grafometrica@01s.it
Prestazioni                  helpdesk.sisemplice.prestazioni@01s.it
Sinistri                     helpdesk.sisemplice.sinistri@01s.it
Anagrafica                   helpdesk.sisemplice@01s.it
Tecnico                      helpdesk.sisemplice@01s.it
Utenze                       helpdesk.sisemplice@01s.it
"""


def test_b1_every_procedure_has_its_address(catalog: Catalog) -> None:
    wanted = [line.rsplit(maxsplit=1) for line in ADDRESSES.strip().splitlines()]
    found = [
        [service.name.says("it"), catalog.mailboxes[service.mailbox or ""].address]
        for service in catalog.services.values()
        if service.family == "sisemplice"
    ]
    assert found == wanted
    assert (len(found), len({address for _, address in found})) == (38, 32)


def test_b1_one_more_procedure_by_copy_without_its_mailbox_is_told(tmp_path: Path) -> None:
    root = tmp_path / "catalog"
    copytree(CATALOG, root)
    sheet = root / "services" / "sisemplice.yaml"
    sheet.write_text(sheet.read_text() + "  nuova: {name: Nuova}\n")
    (found,) = check(load(root))
    assert (found.code, found.severity) == ("C001", Severity.ERROR)
    assert 'nobody knows where to write to the service "nuova"' in found.message
    assert found.where is not None
    assert found.where.source.startswith("  nuova:")


def test_b1_mailboxes_are_all_used_by_procedures(catalog: Catalog) -> None:
    boxes = {name for name, each in catalog.mailboxes.items() if each.address.domain == "01s.it"}
    assert boxes == {
        service.mailbox for service in catalog.services.values() if service.provider == "01s"
    }


def test_b2_mail_opens_a_ticket_and_is_confirmed(catalog: Catalog) -> None:
    boxes = [each for each in catalog.mailboxes.values() if each.address.domain == "01s.it"]
    assert {box.deliver_to for box in boxes} == {("desk-01s",)}
    assert {box.acknowledge for box in boxes} == {"sisemplice"}
    assert catalog.destinations["desk-01s"].kind == "ticket-desk"
    assert "ticket" in catalog.acknowledgements["sisemplice"].text["it"]


def test_b3_group_sets_the_severity_which_decides_the_time(catalog: Catalog) -> None:
    assert catalog.priority is not None
    assert catalog.priority.set_by == "desk"
    policy = catalog.policies["sisemplice"]
    assert policy.when.provider == ("01s",)
    assert policy.targets == {}, "the document does not say the times"
    assert catalog.severities_of("01s") == (), "nor how the severities are called"
    assert "priority decides" in policy.statement["en"]


def test_b4_what_is_no_incident_becomes_ordinary_maintenance(catalog: Catalog) -> None:
    assert catalog.lifecycle is not None
    assert "ordinary-maintenance" in catalog.lifecycle.types
    names = list(catalog.policies)
    assert catalog.policies["sisemplice-ordinary-maintenance"].when.type == (
        "ordinary-maintenance",
    )
    assert names.index("sisemplice-ordinary-maintenance") < names.index("sisemplice")


def test_b5_missing_information_suspends_until_the_requester_answers(catalog: Catalog) -> None:
    assert catalog.lifecycle is not None
    state = catalog.lifecycle.states["waiting-for-requester"]
    assert (state.category, state.resumed_by) == ("waiting", "requester-reply")
    assert state.pauses == ("take_in_charge", "resolution")
    mail = catalog.notifications["sisemplice-suspended"]
    assert (mail.on, mail.to, mail.by) == ("suspended", ("requester",), ("mail",))
    assert mail.when.provider == ("01s",)


def test_b6_process_can_be_drawn_from_new_to_closed(catalog: Catalog) -> None:
    assert catalog.lifecycle is not None
    steps = {(each.from_, each.to, each.by) for each in catalog.lifecycle.transitions}
    assert {
        ("new", "in-progress", "desk"),
        ("in-progress", "waiting-for-requester", "desk"),
        ("waiting-for-requester", "in-progress", "requester"),
        ("in-progress", "resolved", "desk"),
    } <= steps
    reached = {"new"}
    for _ in catalog.lifecycle.states:
        reached |= {to for start, to, _ in steps if start in reached}
    assert reached == set(catalog.lifecycle.states)
