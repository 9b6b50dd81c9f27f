package dev.stria.nn;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** What the normalising layers have in common: parameters of one number per channel. */
final class Channels {
  private Channels() {}

  /** Returns {@code [C]} of an example {@code [C, …]} with at least so many axes. */
  static Shape of(String kind, Shape input, int rank) {
    if (input.rank() < rank) {
      throw new ShapeException(
          kind, rank > 1 ? "channels of something, [C, L, …]" : "channels [C, …]", input, "");
    }
    return Shape.of(input.size(0));
  }

  static Parameter ones(Site site, String name, Shape shape) {
    return Parameter.weight(site.in(name), site.filled(shape, 1));
  }

  static Parameter zeros(Site site, String name, Shape shape) {
    return Parameter.weight(site.in(name), site.filled(shape, 0));
  }

  static Tensor value(Parameter parameter) {
    return parameter == null ? null : parameter.value();
  }

  /** Returns the input's shape if it has the channels that a layer was built for. */
  static Shape requireSame(String kind, Shape channels, Shape input) {
    if (input.rank() < 1 || input.size(0) != channels.size(0)) {
      throw new ShapeException(
          kind,
          channels.size(0) + " channels",
          input,
          "this layer was built for another number of channels");
    }
    return input;
  }
}
