import Activations
import Formulas
import Foundation

/// The readable model file:
///
///     {"schema": "actlab.network.v1", "loss": "binaryCrossEntropyWithLogits",
///      "layers": [{"weights": [[1, 1], [1, 1]], "bias": [0, -1], "activation": "relu"}, …]}
///
/// `weights` has a row for each unit. `activation` is a name of the catalogue, a call of it or a
/// formula; a layer without one has the identity. `loss` may be missing.
struct NetworkFile: Codable {
  struct Layer: Codable {
    let weights: [[Double]]
    let bias: [Double]
    let activation: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case weights, bias, activation }

    init(weights: [[Double]], bias: [Double], activation: String?) {
      (self.weights, self.bias, self.activation) = (weights, bias, activation)
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
      weights = try container.decode([[Double]].self, forKey: .weights)
      bias = try container.decode([Double].self, forKey: .bias)
      activation = try container.decodeIfPresent(String.self, forKey: .activation)
    }
  }

  static let schema = "actlab.network.v1"

  let loss: Loss?
  let layers: [Layer]

  enum CodingKeys: String, CodingKey, CaseIterable { case schema, loss, layers }

  init(loss: Loss?, layers: [Layer]) { (self.loss, self.layers) = (loss, layers) }

  init(_ network: Network) {
    loss = network.loss
    layers = network.layers.map {
      Layer(weights: $0.dense.weights, bias: $0.dense.biases, activation: $0.activation.text)
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard schema == Self.schema else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription: "the format is '\(schema)', expected '\(Self.schema)'")
    }
    if let name = try container.decodeIfPresent(String.self, forKey: .loss) {
      guard let loss = Loss(rawValue: name) else {
        let known = Loss.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          forKey: .loss, in: container,
          debugDescription: "there is no loss '\(name)'; the losses are \(known)")
      }
      self.loss = loss
    } else {
      loss = nil
    }
    layers = try container.decode([Layer].self, forKey: .layers)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encodeIfPresent(loss, forKey: .loss)
    try container.encode(layers, forKey: .layers)
  }

  func network(catalogue: Catalogue, rule: KinkRule) throws -> Network {
    let layers = try layers.enumerated().map { index, layer in
      guard let dense = DenseLayer(weights: layer.weights, biases: layer.bias) else {
        throw NetworkError(
          "layer \(index + 1) has no units, rows of different lengths, or not one bias for each row"
        )
      }
      let activation =
        try layer.activation.map { try ActivationFunction($0, catalogue: catalogue, rule: rule) }
      return Network.Layer(dense, activation: activation ?? .identity)
    }
    return try Network(layers: layers, loss: loss)
  }
}

extension Network {
  /// So long may a model file be, in bytes.
  static let greatestFile = 256 << 20
  /// The same for JSON, which takes far more memory than bytes when it is read.
  static let greatestJSON = 32 << 20

  /// The network in the JSON text `data`.
  ///
  /// - Throws: ``NetworkError``, or `FormulaError` for an activation.
  public init(
    json data: Data, catalogue: Catalogue = .builtIn, rule: KinkRule = .framework(.pytorch)
  ) throws {
    guard data.count <= Self.greatestJSON else {
      throw NetworkError(
        "the file is longer than \(Self.greatestJSON >> 20) MiB",
        remedy: "Write large models as ONNX.")
    }
    let file: NetworkFile
    do {
      file = try JSONDecoder().decode(NetworkFile.self, from: data)
    } catch let error as DecodingError {
      throw NetworkError(error.place)
    }
    self = try file.network(catalogue: catalogue, rule: rule)
  }

  /// The network as JSON that ``init(json:catalogue:rule:)`` reads back to the very same numbers,
  /// with a line feed at its end.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let layers = try NetworkFile(self).layers.map { layer in
      let rows = try layer.weights.map { try String(decoding: encoder.encode($0), as: UTF8.self) }
      let bias = try String(decoding: encoder.encode(layer.bias), as: UTF8.self)
      let activation = try String(decoding: encoder.encode(layer.activation), as: UTF8.self)
      return """
            {
              "activation": \(activation),
              "bias": \(bias),
              "weights": [
                \(rows.joined(separator: ",\n        "))
              ]
            }
        """
    }
    let loss = loss.map { "  \"loss\": \"\($0.rawValue)\",\n" } ?? ""
    let text = """
      {
        "layers": [
      \(layers.joined(separator: ",\n"))
        ],
      \(loss)  "schema": "\(NetworkFile.schema)"
      }

      """
    return Data(text.utf8)
  }

  /// The network in a model file, which is JSON if its first character says so, else ONNX.
  ///
  /// - Throws: ``NetworkError`` that names the file.
  public init(
    contentsOf file: URL, catalogue: Catalogue = .builtIn,
    rule: KinkRule = .framework(.pytorch)
  ) throws {
    let data = try Self.bytes(of: file)
    do {
      let first = data.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      if first == UInt8(ascii: "{") {
        try self.init(json: data, catalogue: catalogue, rule: rule)
      } else {
        try self.init(onnx: data, catalogue: catalogue, rule: rule)
      }
    } catch let error as NetworkError {
      throw error.inFile(file.path)
    } catch let error as FormulaError {
      throw NetworkError("an activation cannot be read: \(error.message) in '\(error.source)'")
        .inFile(file.path)
    }
  }

  /// The bytes of a file that is not too long.
  static func bytes(of file: URL) throws -> Data {
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      let data = try handle.read(upToCount: greatestFile + 1) ?? Data()
      guard data.count <= greatestFile else {
        throw NetworkError("the file is longer than \(greatestFile >> 20) MiB").inFile(file.path)
      }
      guard !data.isEmpty else { throw NetworkError("the file is empty").inFile(file.path) }
      return data
    } catch let error as NetworkError {
      throw error
    } catch {
      throw NetworkError(
        FileManager.default.fileExists(atPath: file.path)
          ? "the file cannot be read" : "there is no such file"
      ).inFile(file.path)
    }
  }
}

extension DecodingError {
  /// What is wrong, and where: `layers[0].bias: …`.
  var place: String {
    if case .dataCorrupted(let context) = self, context.codingPath.isEmpty {
      return "the file is not JSON, it is cut off, or a number in it is beyond float64"
    }
    let (context, missing): (Context, String?) =
      switch self {
      case .keyNotFound(let key, let context):
        (context, "the field '\(key.stringValue)' is missing")
      case .typeMismatch(_, let context): (context, nil)
      case .valueNotFound(_, let context): (context, "a value is missing")
      case .dataCorrupted(let context): (context, nil)
      @unknown default: (Context(codingPath: [], debugDescription: "it cannot be decoded"), nil)
      }
    var path = ""
    for key in context.codingPath {
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    let description = missing ?? context.debugDescription
    let line = description.split(separator: "\n").first.map(String.init) ?? description
    let text = line.hasSuffix(".") ? String(line.dropLast()) : line
    return path.isEmpty ? text.prefix(1).lowercased() + text.dropFirst() : "\(path): \(text)"
  }
}
