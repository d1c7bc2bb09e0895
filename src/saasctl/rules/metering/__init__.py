"""What is measured and then billed or watched: commissions on sales, use above a plan, thresholds."""
