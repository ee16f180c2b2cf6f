/// A stable form as a PyTorch function with its own derivative.
public struct PyTorchEmission {
  private let value: StableForm
  private let derivative: StableForm

  /// The forms of a function and of its derivative.
  public init(value: StableForm, derivative: StableForm) {
    self.value = value
    self.derivative = derivative
  }

  /// A Python module with `torch.autograd.Function` and a function `name` of a tensor. It computes in
  /// float64 by PyTorch's own elementary functions and rounds once to the type of its input; the bits
  /// are PyTorch's, not those of the other languages.
  public func source(name: String = "f") -> String {
    value.remarks(after: "#") + derivative.remarks(after: "#") + """
      # Measured with the elementary functions of actlab; PyTorch's own may differ in the last bits.
      import torch


      def _cbrt(x):
        return torch.sign(x) * torch.abs(x) ** (1.0 / 3.0)


      \(function(value.program, "_value"))

      \(function(derivative.program, "_derivative"))

      class _Stable(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
          ctx.save_for_backward(x)
          return _value(x.double()).to(x.dtype)

        @staticmethod
        def backward(ctx, gradient):
          (x,) = ctx.saved_tensors
          return gradient * _derivative(x.double()).to(gradient.dtype)


      def \(name)(x):
        return _Stable.apply(x)

      """
  }

  private func function(_ program: StraightLineProgram, _ name: String) -> String {
    var lines = [
      "def \(name)(x):",
      "  x = torch.clamp(x, -\(program.largestInput), \(program.largestInput))",
    ]
    for (place, step) in program.steps.enumerated() {
      lines.append("  v\(place) = \(expression(step))")
    }
    lines.append("  return torch.where(torch.isnan(x), x, v\(program.steps.count - 1))")
    return (lines + [""]).joined(separator: "\n")
  }

  private func expression(_ step: StraightLineProgram.Step) -> String {
    switch step {
    case .input: return "x"
    case .number(let value, _):
      let text = value.isNaN ? "float('nan')" : value.isInfinite ? "float('\(value)')" : "\(value)"
      return "x.new_tensor(\(text))"
    case .sum(let a, let b): return "v\(a) + v\(b)"
    case .product(let a, let b): return "v\(a) * v\(b)"
    case .quotient(let a, let b): return "v\(a) / v\(b)"
    case .negation(let a): return "-v\(a)"
    case .power(let a, let b): return "torch.pow(v\(a), v\(b))"
    case .select(let relation, let a, let b, let yes, let no):
      return "torch.where(v\(a) \(relation.rawValue) v\(b), v\(yes), v\(no))"
    case .call(let function, let a):
      let name =
        switch function {
        case .cbrt: "_cbrt"
        case .abs: "torch.abs"
        case .sqrt: "torch.sqrt"
        case .floor: "torch.floor"
        case .erfcx: "torch.special.erfcx"
        default: "torch.\(function.rawValue.dropFirst(3))"
        }
      return "\(name)(v\(a))"
    }
  }
}
