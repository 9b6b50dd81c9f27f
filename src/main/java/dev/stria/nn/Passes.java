package dev.stria.nn;

import dev.stria.autograd.Tape;
import dev.stria.op.Window;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The layers of a chain, and where a convolution or a fully connected layer is followed by a relu, or a convolution by a relu
 * and 2×2 max-pooling, one pass that computes them all. Found once, when the chain is built; the result has the same bits.
 */
final class Passes {
  private final List<Layer> layers;
  private final List<UnaryOperator<Tensor>> merged = new ArrayList<>();

  Passes(Collection<Layer> layers) {
    this.layers = List.copyOf(layers);
    for (int i = 0; i < this.layers.size(); ) {
      i += add(i);
    }
  }

  /** Adds the pass that starts with a layer, and returns how many layers it covers. */
  private int add(int first) {
    Layer layer = layers.get(first);
    if (layer instanceof Conv2d convolution && at(first + 1) instanceof Relu) {
      if (at(first + 2) instanceof MaxPool2d pool && isTwoByTwo(pool.window())) {
        merged.add(x -> convolution.apply(x, convolution::forwardReluMaxPool));
        return 3;
      }
      merged.add(x -> convolution.apply(x, convolution::forwardRelu));
      return 2;
    }
    if (layer instanceof Linear linear && at(first + 1) instanceof Relu) {
      merged.add(x -> linear.apply(x, linear::forwardRelu));
      return 2;
    }
    merged.add(layer::apply);
    return 1;
  }

  /** Compares numbers: the equality that records come with is made when first asked for, and costs a program's start 10 ms. */
  private static boolean isTwoByTwo(Window w) {
    Window.Sides p = w.padding();
    return isSquare(w.kernel(), 2)
        && isSquare(w.stride(), 2)
        && isSquare(w.dilation(), 1)
        && (p.top() | p.bottom() | p.left() | p.right()) == 0
        && !w.ceil();
  }

  private static boolean isSquare(Window.Extent extent, int size) {
    return extent.height() == size && extent.width() == size;
  }

  private Layer at(int index) {
    return index < layers.size() ? layers.get(index) : null;
  }

  /** Applies all layers. */
  Tensor run(Tensor x) {
    Tensor y = x;
    if (Tape.maySkipSteps(x)) {
      for (UnaryOperator<Tensor> pass : merged) {
        y = pass.apply(y);
      }
    } else {
      for (Layer layer : layers) {
        y = layer.apply(y);
      }
    }
    return y;
  }
}
