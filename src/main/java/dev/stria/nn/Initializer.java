package dev.stria.nn;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * How a weight gets its first values.
 *
 * <p>{@code fanIn} and {@code fanOut} of a weight {@code [out, in, kernel…]} are {@code in} and {@code
 * out} times the kernel's area.
 */
@FunctionalInterface
public interface Initializer {
  /**
   * Returns one value.
   *
   * @param fanIn how many inputs one output sums
   * @param fanOut how many outputs one input reaches
   * @param random the source of random numbers
   * @return the value
   */
  double value(long fanIn, long fanOut, SeededRandom random);

  /**
   * Returns a new weight.
   *
   * @param shape {@code [out, in, kernel…]}
   * @param random the source of random numbers
   * @return the weight's first values
   */
  default Tensor weight(Shape shape, SeededRandom random) {
    float[] values = new float[shape.count()];
    long area = 1;
    for (int axis = 2; axis < shape.rank(); axis++) {
      area *= shape.size(axis);
    }
    long fanIn = area * shape.size(shape.rank() > 1 ? 1 : 0);
    long fanOut = area * shape.size(0);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(fanIn, fanOut, random);
    }
    return Tensor.of(shape, values);
  }

  /**
   * Returns normally distributed values of standard deviation {@code √(2 / fanIn)}, for layers in front of
   * a relu. He, Zhang, Ren and Sun, <em>Delving deep into rectifiers</em>, 2015.
   *
   * @return the initialiser
   */
  static Initializer kaimingNormal() {
    return kaimingNormal(Gain.relu());
  }

  /**
   * Returns normally distributed values of standard deviation {@code gain / √fanIn}.
   *
   * @param gain what the function behind the layer asks for, see {@link Gain}
   * @return the initialiser
   */
  static Initializer kaimingNormal(double gain) {
    return (fanIn, fanOut, random) -> random.nextGaussian() * gain / Math.sqrt(fanIn);
  }

  /**
   * Returns uniformly distributed values within {@code ±√(6 / fanIn)}, for layers in front of a relu. He,
   * Zhang, Ren and Sun, <em>Delving deep into rectifiers</em>, 2015.
   *
   * @return the initialiser
   */
  static Initializer kaimingUniform() {
    return kaimingUniform(Gain.relu());
  }

  /**
   * Returns uniformly distributed values within {@code ±gain · √(3 / fanIn)}.
   *
   * @param gain what the function behind the layer asks for, see {@link Gain}
   * @return the initialiser
   */
  static Initializer kaimingUniform(double gain) {
    return (fanIn, fanOut, random) -> (2 * random.nextDouble() - 1) * gain * Math.sqrt(3.0 / fanIn);
  }

  /**
   * Returns this initialiser with the fans exchanged: a Kaiming initialiser then keeps the size of gradients
   * on their way back rather than that of signals.
   *
   * @return the changed initialiser
   */
  default Initializer fanOut() {
    return (fanIn, fanOut, random) -> value(fanOut, fanIn, random);
  }

  /**
   * Returns normally distributed values of standard deviation {@code √(2 / (fanIn + fanOut))}. Glorot and
   * Bengio, <em>Understanding the difficulty of training deep feedforward neural networks</em>, 2010.
   *
   * @return the initialiser
   */
  static Initializer xavierNormal() {
    return (fanIn, fanOut, random) -> random.nextGaussian() * Math.sqrt(2.0 / (fanIn + fanOut));
  }

  /**
   * Returns uniformly distributed values within {@code ±√(6 / (fanIn + fanOut))}. Glorot and Bengio,
   * <em>Understanding the difficulty of training deep feedforward neural networks</em>, 2010.
   *
   * @return the initialiser
   */
  static Initializer xavierUniform() {
    return (fanIn, fanOut, random) ->
        (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (fanIn + fanOut));
  }

  /**
   * Returns this initialiser with all values multiplied.
   *
   * @param gain the factor
   * @return the scaled initialiser
   */
  default Initializer times(double gain) {
    return (fanIn, fanOut, random) -> gain * value(fanIn, fanOut, random);
  }

  /**
   * Returns one value throughout.
   *
   * @param value the value
   * @return the initialiser
   */
  static Initializer constant(double value) {
    return (fanIn, fanOut, random) -> value;
  }
}
