/// What a ``DyingUnitsExperiment`` measured.
public struct DyingUnitsResult: Codable, Hashable, Sendable {
  /// The name of the format.
  public let schema: String

  /// The experiment, which can be run again from this.
  public let experiment: DyingUnitsExperiment

  /// A run for each activation, all from the same start.
  public let runs: [Run]

  init(experiment: DyingUnitsExperiment, runs: [Run]) {
    schema = "actlab.dying-units.v1"
    self.experiment = experiment
    self.runs = runs
  }

  /// The training with one activation.
  public struct Run: Codable, Hashable, Sendable {
    /// The name of the activation.
    public let activation: String

    /// The state after each epoch; the first is that of the start, with epoch 0. Only states in
    /// which all numbers are finite are listed.
    public let epochs: [Epoch]

    /// The state right after the shock, or `nil` where numbers are not finite.
    public let afterShock: Epoch?

    /// The loss around one hidden unit right after the shock, or `nil` where numbers are not finite.
    public let probeAfterShock: Probe?

    /// The loss around the same unit at the end, or `nil` where numbers are not finite.
    public let probeAtEnd: Probe?

    /// The epoch in which a number stopped being finite, so that training ended, or `nil`.
    public let divergedAt: Int?
  }

  /// The state of the network between two epochs.
  public struct Epoch: Codable, Hashable, Sendable {
    /// How many epochs were trained.
    public let epoch: Int

    /// The mean loss over the data.
    public let loss: Double

    /// The share of the samples on the right side of the decision boundary.
    public let accuracy: Double

    /// The hidden units whose incoming weights and bias have a gradient of *exactly* 0 at every
    /// sample: nothing can change them any more.
    public let deadUnits: Int

    /// The hidden units whose sum is not above 0 for any sample.
    public let silentUnits: Int

    /// The Euclidean norms of the mean gradient, a layer each.
    public let gradientNorms: [Double]

    /// Whether JSON can hold it.
    var isFinite: Bool { loss.isFinite && gradientNorms.allSatisfy(\.isFinite) }
  }

  /// Central differences of the mean loss with respect to the parameters of one hidden unit.
  public struct Probe: Codable, Hashable, Sendable {
    /// The unit, counted from 0.
    public let unit: Int

    /// The greatest sum W x + b of the unit over the data.
    public let greatestSum: Double

    /// The differences for each incoming weight, then for the bias.
    public let differences: [Difference]

    /// Whether all differences, and all partial derivatives, are exactly 0.
    public var isFlat: Bool {
      differences.allSatisfy { $0.centralDifference == 0 && $0.derivative == 0 }
    }

    var isFinite: Bool {
      differences.allSatisfy {
        $0.lossBelow.isFinite && $0.lossAbove.isFinite && $0.derivative.isFinite
      }
    }
  }

  /// (L(w + ε) − L(w − ε))/(2ε) for one parameter w.
  public struct Difference: Codable, Hashable, Sendable {
    /// `w1`, `w2`, … or `b`.
    public let parameter: String
    /// w.
    public let value: Double
    /// L(w − ε).
    public let lossBelow: Double
    /// L(w + ε).
    public let lossAbove: Double
    /// (L(w + ε) − L(w − ε))/(2ε).
    public let centralDifference: Double
    /// ∂L/∂w by backpropagation.
    public let derivative: Double
  }
}
