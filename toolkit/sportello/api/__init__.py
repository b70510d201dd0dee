"""What a program asks first, told apart by what each has to import; `sportello` lists the rest."""
