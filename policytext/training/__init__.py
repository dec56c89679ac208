"""Training of the models that the package ships: one module, one documented command each."""
