"""Files that mean harm, and files damaged by chance: nothing they do reaches beyond themselves."""
