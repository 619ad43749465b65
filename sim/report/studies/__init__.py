"""Reports of sweeps, sensitivity studies, attributions, optimisations and discoveries."""
