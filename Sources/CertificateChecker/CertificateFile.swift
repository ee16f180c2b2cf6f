/// The certificate as it stands in the file, `actlab.certificate.v1`.
struct CertificateFile: Decodable {
  /// A network.
  struct Network: Decodable, Equatable {
    struct Layer: Decodable, Equatable {
      /// A row for each unit.
      var weights: [[Double]]
      var biases: [Double]
      /// The place of the activation in the list; none after the last layer.
      var activation: Int?
    }
    var layers: [Layer]
    var activations: [Activation]
  }

  /// A function by its pieces, which cover the real line: all affine, or all with a formula.
  struct Activation: Decodable, Equatable {
    struct Piece: Decodable, Equatable {
      var from: String?
      var to: String?
      var fromClosed: Bool
      var toClosed: Bool
      var slope: String?
      var intercept: String?
      /// A formula in x that is analytic on the piece, in place of slope and intercept.
      var formula: String?
    }
    var pieces: [Piece]
    /// Of a curved function: no value is below this.
    var from: String?
    /// Of a curved function: no value is above this.
    var to: String?
  }

  /// What is claimed of one input, and why.
  struct Claim: Decodable {
    struct Box: Decodable {
      var lower: [Double]
      var upper: [Double]
    }
    var sample: Int
    var input: [Double]
    var label: Int
    var norm: String
    var box: Box?
    /// The classes that count: an input is adversarial where the greatest output of these is not
    /// below that of any other class.
    var targets: [Int]
    /// No adversarial input of the box is within less than this; +∞ where there is none anywhere,
    /// by the ranges of the last activations.
    var lower: Double
    /// The witness is within this.
    var upper: Double?
    var witness: [Double]?
    var target: Int?
    /// The nodes of the proof: first one root for each target, in order.
    var nodes: [Node]
  }

  struct Node: Decodable {
    /// [unit, lower, upper]: the sum of the unit lies between.
    var intervals: [[Double]]?
    /// [unit, above, below]: slopes of lines above and below its function; for a curved one,
    /// [unit, above, below, intercept above, intercept below].
    var slopes: [[Double]]?
    var proof: [Step]?
    var input: InputDivision?
    var unit: UnitDivision?
  }

  struct InputDivision: Decodable {
    var index: Int
    /// The perturbation at which the region is divided.
    var at: Double
    var left: Int
    var right: Int
  }

  struct UnitDivision: Decodable {
    var index: Int
    /// The last piece of the left part, for a piecewise linear unit.
    var piece: Int?
    /// The sum at which a curved unit is divided.
    var at: Double?
    var left: Int
    var right: Int
  }

  struct Step: Decodable {
    /// The condition of the node that is used.
    var condition: Int?
    /// In place of a condition: the class that the target is not below.
    var rival: Int?
    var slopes: [[Double]]?
    var multiplier: Double
  }

  var schema: String
  var network: Network
  var claims: [Claim]
}
