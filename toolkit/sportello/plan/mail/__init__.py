"""What becomes of mail, before and after: tables of days, outcomes, and mails that fit rules."""
