"""Support tickets: their clocks, their guarantee, the availability of the service."""
