"""Pure calculators: calendars, then billing, then lifecycle."""
