"""Training the area classifier; needs scikit-learn, prediction does not."""
