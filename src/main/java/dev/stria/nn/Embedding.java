package dev.stria.nn;

import static dev.stria.op.Embedding.embedding;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A learned vector for each symbol, such as a word: numbers {@code [L]} become vectors {@code [L, D]}.
 *
 * <p>Parameter, named as in PyTorch: {@code weight} {@code [V, D]}, at first normally distributed.
 */
public final class Embedding extends Layer {
  private final Parameter weight;

  private Embedding(Site site, Options options) {
    super(site);
    Initializer normal = (fanIn, fanOut, random) -> random.nextGaussian();
    this.weight =
        Parameter.weight(
            site.in("weight"),
            normal.weight(Shape.of(options.symbols, options.width), site.random().fork(0)));
  }

  /**
   * Returns the blueprint of an embedding, to be given a width.
   *
   * @param count how many symbols there are, numbered from 0
   * @return the blueprint, of vectors of length 1
   */
  public static Options symbols(int count) {
    return new Options(count, 1);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return embedding(x, weight.value());
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.Embedding.outputShape(input, weight.value().shape().size(1));
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(weight);
  }

  /**
   * Returns the table.
   *
   * @return the parameter {@code [V, D]}
   */
  public Parameter weight() {
    return weight;
  }

  /**
   * The blueprint of an {@link Embedding}.
   *
   * @param symbols how many symbols there are
   * @param width the length of a vector
   */
  public record Options(int symbols, int width) implements Blueprint {
    /** Checks that there are symbols and numbers. */
    public Options {
      if (symbols < 1 || width < 1) {
        throw new IllegalArgumentException(
            "Embedding: expected at least one symbol and vectors of at least one number, but got "
                + symbols
                + " and "
                + width);
      }
    }

    /**
     * Returns this blueprint with vectors of a length.
     *
     * @param numbers the length of a vector
     * @return the changed blueprint
     */
    public Options width(int numbers) {
      return new Options(symbols, numbers);
    }

    @Override
    public Embedding build(Site site) {
      return new Embedding(site, this);
    }
  }
}
