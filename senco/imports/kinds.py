"""Each kind of file and what takes it in."""

from collections.abc import Callable, Mapping

from pupils.imports import Kind
from senco.imports.intake import Intake
from senco.imports.take_in_pupils import take_in_pupils
from senco.imports.take_in_register import take_in_register

TAKERS: Mapping[Kind, Callable[[Intake], None]] = {
    Kind.PUPILS: take_in_pupils,
    Kind.SENCO_REGISTER: take_in_register,
}
