"""What is done for pupils, by whom, and whether it was given."""

from provision.models.deliveries import Delivery, DeliveryPupil
from provision.models.interventions import Intervention
from provision.models.placements import Placement, PlacementPupil

__all__ = ["Delivery", "DeliveryPupil", "Intervention", "Placement", "PlacementPupil"]
