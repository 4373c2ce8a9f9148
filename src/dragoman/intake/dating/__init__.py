"""When a report ran: stated, else bounded by evidence."""
