"""`python -m policytext` is the command `policytext`."""

from policytext.cli import main

main(prog_name="policytext")
