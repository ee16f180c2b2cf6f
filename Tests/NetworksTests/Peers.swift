import Foundation
import Testing

/// An interpreter of an environment in the root of this package, or `nil` if it was not set up.
func interpreter(_ environment: String) -> URL? {
  let python = checkout.appending(path: "\(environment)/bin/python")
  return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
}

let checkout = (1...3).reduce(URL(filePath: #filePath)) { url, _ in
  url.deletingLastPathComponent()
}

/// What a Python program writes for some input.
func output(of python: URL, _ arguments: [String], input: Data) throws -> Data {
  let process = Process()
  process.executableURL = python
  process.arguments = arguments
  let (stdin, stdout) = (Pipe(), Pipe())
  (process.standardInput, process.standardOutput) = (stdin, stdout)
  try process.run()
  // Written beside reading: neither pipe may fill up.
  DispatchQueue.global().async {
    try? stdin.fileHandleForWriting.write(contentsOf: input)
    try? stdin.fileHandleForWriting.close()
  }
  let data = try stdout.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
  return data
}

/// The reference implementation of ONNX.
enum ONNXRuntime {
  /// Whether it is installed.
  static var isInstalled: Bool { interpreter(".venv-tests") != nil }

  /// What each model computes with its input, which is named input, for a batch: a row a sample;
  /// `nil` where it refuses, or where not as many rows come out.
  static func outputs(of models: [Data], inputs: [[Double]]) throws -> [[[Double]]?] {
    let program = """
      import json, sys, base64, numpy, onnxruntime
      onnxruntime.set_default_logger_severity(4)
      request = json.load(sys.stdin)
      x = numpy.array(request["inputs"], dtype=numpy.float32)
      results = []
      for model in request["models"]:
          try:
              session = onnxruntime.InferenceSession(base64.b64decode(model),
                  providers=["CPUExecutionProvider"])
              y = session.run(None, {"input": x})[0].astype(float)
              while y.ndim > 2 and y.shape[0] == 1:
                  y = y[0]
              results.append(y.reshape(len(x), -1).tolist() if len(y) == len(x) else None)
          except Exception:
              results.append(None)
      json.dump(results, sys.stdout)
      """
    struct Request: Encodable {
      let models: [Data]
      let inputs: [[Double]]
    }
    let python = try #require(interpreter(".venv-tests"))
    let request = try JSONEncoder().encode(Request(models: models, inputs: inputs))
    return try JSONDecoder().decode(
      [[[Double]]?].self, from: output(of: python, ["-c", program], input: request))
  }
}
