"""Each kind of file and what takes it in."""

from collections.abc import Callable, Mapping

from pupils.imports import Kind
from senco.imports.intake import Intake
from senco.imports.take_in_attendance import take_in_attendance
from senco.imports.take_in_groups import take_in_groups
from senco.imports.take_in_pupils import take_in_pupils
from senco.imports.take_in_register import take_in_register
from senco.imports.take_in_results import take_in_results
from senco.imports.take_in_staff import take_in_staff
from senco.imports.take_in_suspensions import take_in_suspensions

TAKERS: Mapping[Kind, Callable[[Intake], None]] = {
    Kind.PUPILS: take_in_pupils,
    Kind.SENCO_REGISTER: take_in_register,
    Kind.STAFF: take_in_staff,
    Kind.GROUPS: take_in_groups,
    Kind.ATTENDANCE: take_in_attendance,
    Kind.SUSPENSIONS: take_in_suspensions,
    Kind.RESULTS: take_in_results,
}
