"""What is a payment provider like, for a demonstration and for tests? A small server that may misbehave."""

from tinhso.gateway.payments.simulator.server import Simulator, listening

__all__ = ["Simulator", "listening"]
