"""What is paid, what lateness costs, and what may be done about it."""
