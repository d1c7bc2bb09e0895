"""What is owed: periods, proration, slots, VAT."""
