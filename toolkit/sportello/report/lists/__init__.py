"""Lists of single tickets, for the desk itself: none of them is ever published."""
