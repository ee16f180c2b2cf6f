import CKernels

/// An activation function over contiguous buffers: value, derivative, or both at once, without
/// allocation.
///
/// The bits of a result do not depend on the processor: the widest vectors that it has are used, and no
/// product is fused with a sum. Buffers have the same length and do not overlap. NaN gives NaN.
public struct ActivationKernel<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  typealias Input = UnsafePointer<Scalar>
  typealias Output = UnsafeMutablePointer<Scalar>
  typealias Loop = @Sendable (Input, Scalar, Output, Int) -> Void
  typealias DoubleLoop = @Sendable (Input, Scalar, Output, Output, Int) -> Void

  private let parameter: Scalar
  private let valueLoop: Loop
  private let derivativeLoop: Loop
  private let bothLoop: DoubleLoop

  fileprivate init(
    _ value: @escaping Loop, _ derivative: @escaping Loop, _ both: @escaping DoubleLoop,
    parameter: Scalar = 0
  ) {
    self.parameter = parameter
    valueLoop = value
    derivativeLoop = derivative
    bothLoop = both
  }

  /// Writes the values at `inputs` to `values`, which is at least as long.
  public func values(
    at inputs: UnsafeBufferPointer<Scalar>, into values: UnsafeMutableBufferPointer<Scalar>
  ) {
    run(valueLoop, inputs, values)
  }

  /// Writes the derivatives at `inputs` to `derivatives`, which is at least as long.
  public func derivatives(
    at inputs: UnsafeBufferPointer<Scalar>, into derivatives: UnsafeMutableBufferPointer<Scalar>
  ) {
    run(derivativeLoop, inputs, derivatives)
  }

  /// Writes values and derivatives in one pass; the bits are those of the two passes.
  public func valuesAndDerivatives(
    at inputs: UnsafeBufferPointer<Scalar>, values: UnsafeMutableBufferPointer<Scalar>,
    derivatives: UnsafeMutableBufferPointer<Scalar>
  ) {
    precondition(values.count >= inputs.count && derivatives.count >= inputs.count)
    guard let input = inputs.baseAddress, let value = values.baseAddress,
      let derivative = derivatives.baseAddress
    else { return }
    bothLoop(input, parameter, value, derivative, inputs.count)
  }

  /// The value at one input, with the bits of the vector function.
  public func value(at input: Scalar) -> Scalar { single(valueLoop, input) }

  /// The derivative at one input, with the bits of the vector function.
  public func derivative(at input: Scalar) -> Scalar { single(derivativeLoop, input) }

  private func run(
    _ loop: Loop, _ inputs: UnsafeBufferPointer<Scalar>,
    _ outputs: UnsafeMutableBufferPointer<Scalar>
  ) {
    precondition(outputs.count >= inputs.count)
    guard let input = inputs.baseAddress, let output = outputs.baseAddress else { return }
    loop(input, parameter, output, inputs.count)
  }

  private func single(_ loop: Loop, _ input: Scalar) -> Scalar {
    var result: Scalar = 0
    withUnsafePointer(to: input) { loop($0, parameter, &result, 1) }
    return result
  }
}

/// Bounds of errors are certified for every finite float32: each result was compared with that of the kernel in double
/// precision, whose bounds are proved (`Scripts/kernel_bounds.sh`). They are in units in the last place where the true
/// result is at least 2⁻⁶ in magnitude. Smaller results are as many units of 2⁻²⁹ off at most: they may have few
/// right digits, and near a root of the derivative of silu, mish or gelu none.
extension ActivationKernel where Scalar == Float {
  /// max(0, x); the derivative at 0 is 0.
  ///
  /// Exact: no operation rounds.
  public static var relu: Self {
    Self(
      { ck_relu_value_f32($0, $1, $2, $3) }, { ck_relu_slope_f32($0, $1, $2, $3) },
      { ck_relu_both_f32($0, $1, $2, $3, $4) })
  }

  /// x above 0, else p·x; the derivative at 0 is p.
  ///
  /// One product, rounded once: value 0.5 ulp, the derivative exact.
  public static func leakyReLU(_ p: Float) -> Self {
    Self(
      { ck_leaky_relu_value_f32($0, $1, $2, $3) }, { ck_leaky_relu_slope_f32($0, $1, $2, $3) },
      { ck_leaky_relu_both_f32($0, $1, $2, $3, $4) }, parameter: p)
  }

  /// x above 0, else p·(eˣ − 1), for p = 1.
  ///
  /// Value 0.9 ulp, derivative 0.9 ulp.
  public static func elu(_ p: Float) -> Self {
    Self(
      { ck_elu_value_f32($0, $1, $2, $3) }, { ck_elu_slope_f32($0, $1, $2, $3) },
      { ck_elu_both_f32($0, $1, $2, $3, $4) }, parameter: p)
  }

  /// tanh x.
  ///
  /// Value 2.5 ulp, derivative 5.4 ulp.
  public static var tanh: Self {
    Self(
      { ck_tanh_value_f32($0, $1, $2, $3) }, { ck_tanh_slope_f32($0, $1, $2, $3) },
      { ck_tanh_both_f32($0, $1, $2, $3, $4) })
  }

  /// 1/(1 + e⁻ˣ).
  ///
  /// Value 2.5 ulp, derivative 4.2 ulp.
  public static var sigmoid: Self {
    Self(
      { ck_sigmoid_value_f32($0, $1, $2, $3) }, { ck_sigmoid_slope_f32($0, $1, $2, $3) },
      { ck_sigmoid_both_f32($0, $1, $2, $3, $4) })
  }

  /// x/(1 + e⁻ˣ).
  ///
  /// Value 3.4 ulp, derivative 5.3 ulp.
  public static var silu: Self {
    Self(
      { ck_silu_value_f32($0, $1, $2, $3) }, { ck_silu_slope_f32($0, $1, $2, $3) },
      { ck_silu_both_f32($0, $1, $2, $3, $4) })
  }

  /// ln(1 + eˣ).
  ///
  /// Value 2.1 ulp, derivative 2.5 ulp.
  public static var softplus: Self {
    Self(
      { ck_softplus_value_f32($0, $1, $2, $3) }, { ck_softplus_slope_f32($0, $1, $2, $3) },
      { ck_softplus_both_f32($0, $1, $2, $3, $4) })
  }

  /// x·tanh(ln(1 + eˣ)).
  ///
  /// Value 4.7 ulp, derivative 36 ulp.
  public static var mish: Self {
    Self(
      { ck_mish_value_f32($0, $1, $2, $3) }, { ck_mish_slope_f32($0, $1, $2, $3) },
      { ck_mish_both_f32($0, $1, $2, $3, $4) })
  }

  /// x·Φ(x).
  ///
  /// Value 4.6 ulp, derivative 31.2 ulp.
  public static var gelu: Self {
    Self(
      { ck_gelu_value_f32($0, $1, $2, $3) }, { ck_gelu_slope_f32($0, $1, $2, $3) },
      { ck_gelu_both_f32($0, $1, $2, $3, $4) })
  }
}

/// Bounds of errors are proved, for every input whose true result is at least 2⁻⁶ in magnitude, from those of
/// ``Elementary``: a test carries them through the operations of each kernel, on small boxes of inputs that cover
/// the line. Measured errors are smaller. Results below 2⁻⁶ are as many units of 2⁻⁵⁹ off at most, the derivatives of silu,
/// mish and gelu beside their roots too.
extension ActivationKernel where Scalar == Double {
  /// max(0, x); the derivative at 0 is 0.
  ///
  /// Exact: no operation rounds.
  public static var relu: Self {
    Self(
      { ck_relu_value_f64($0, $1, $2, $3) }, { ck_relu_slope_f64($0, $1, $2, $3) },
      { ck_relu_both_f64($0, $1, $2, $3, $4) })
  }

  /// x above 0, else p·x; the derivative at 0 is p.
  ///
  /// One product, rounded once: value 0.5 ulp, the derivative exact.
  public static func leakyReLU(_ p: Double) -> Self {
    Self(
      { ck_leaky_relu_value_f64($0, $1, $2, $3) }, { ck_leaky_relu_slope_f64($0, $1, $2, $3) },
      { ck_leaky_relu_both_f64($0, $1, $2, $3, $4) }, parameter: p)
  }

  /// x above 0, else p·(eˣ − 1), for p = 1.
  ///
  /// Value 3.1 ulp, derivative 2.1 ulp.
  public static func elu(_ p: Double) -> Self {
    Self(
      { ck_elu_value_f64($0, $1, $2, $3) }, { ck_elu_slope_f64($0, $1, $2, $3) },
      { ck_elu_both_f64($0, $1, $2, $3, $4) }, parameter: p)
  }

  /// tanh x.
  ///
  /// Value 6.2 ulp, derivative 16.1 ulp.
  public static var tanh: Self {
    Self(
      { ck_tanh_value_f64($0, $1, $2, $3) }, { ck_tanh_slope_f64($0, $1, $2, $3) },
      { ck_tanh_both_f64($0, $1, $2, $3, $4) })
  }

  /// 1/(1 + e⁻ˣ).
  ///
  /// Value 5.1 ulp, derivative 8.1 ulp.
  public static var sigmoid: Self {
    Self(
      { ck_sigmoid_value_f64($0, $1, $2, $3) }, { ck_sigmoid_slope_f64($0, $1, $2, $3) },
      { ck_sigmoid_both_f64($0, $1, $2, $3, $4) })
  }

  /// x/(1 + e⁻ˣ).
  ///
  /// Value 6.1 ulp, derivative 18.2 ulp.
  public static var silu: Self {
    Self(
      { ck_silu_value_f64($0, $1, $2, $3) }, { ck_silu_slope_f64($0, $1, $2, $3) },
      { ck_silu_both_f64($0, $1, $2, $3, $4) })
  }

  /// ln(1 + eˣ).
  ///
  /// Value 7 ulp, derivative 5.1 ulp.
  public static var softplus: Self {
    Self(
      { ck_softplus_value_f64($0, $1, $2, $3) }, { ck_softplus_slope_f64($0, $1, $2, $3) },
      { ck_softplus_both_f64($0, $1, $2, $3, $4) })
  }

  /// x·tanh(ln(1 + eˣ)).
  ///
  /// Value 10.7 ulp, derivative 244 ulp.
  public static var mish: Self {
    Self(
      { ck_mish_value_f64($0, $1, $2, $3) }, { ck_mish_slope_f64($0, $1, $2, $3) },
      { ck_mish_both_f64($0, $1, $2, $3, $4) })
  }

  /// x·Φ(x).
  ///
  /// Value 30 ulp, derivative 237 ulp.
  public static var gelu: Self {
    Self(
      { ck_gelu_value_f64($0, $1, $2, $3) }, { ck_gelu_slope_f64($0, $1, $2, $3) },
      { ck_gelu_both_f64($0, $1, $2, $3, $4) })
  }
}
