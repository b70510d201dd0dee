/** Return the day of the reader's now, `2026-11-28`, by the clock of a zone. */
export const today = (zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
