"""What a workspace costs in credits, what credits cost, and who may still spend them."""
