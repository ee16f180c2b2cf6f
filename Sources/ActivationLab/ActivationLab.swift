// The umbrella: `import ActivationLab` brings every module.

@_exported import Accuracy
@_exported import Activations
@_exported import Analysis
@_exported import Calculus
@_exported import CertificateChecker
@_exported import EvidenceChecker
@_exported import Figures
@_exported import FloatFormats
@_exported import Formulas
@_exported import Installation
@_exported import Kernels
@_exported import Networks
@_exported import Proofs
@_exported import Randomness
@_exported import Reals
@_exported import Reports
@_exported import Robustness
