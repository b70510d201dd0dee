"""What other programs subscribe to and take: Atom, iCalendar, vCards."""
