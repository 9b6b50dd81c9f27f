package dev.stria.nn;

import static dev.stria.op.Embedding.embedding;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A learned vector for each symbol, such as a word: numbers {@code [L]} become vectors {@code [L, D]}.
 *
 * <p>Parameter, named as in PyTorch: {@code weight} {@code [V, D]}, at first normally distributed. One symbol may stand
 * for padding, as PyTorch's {@code padding_idx}: its vector is zero and is not learned.
 */
public final class Embedding extends Layer {
  private final Parameter weight;
  private final int padding;

  private Embedding(Site site, Options options) {
    super(site);
    Tensor table = site.drawn(Shape.of(options.symbols, options.width), options.initializer);
    this.padding = options.padding;
    if (padding >= 0) {
      Arrays.fill(table.data(), padding * options.width, (padding + 1) * options.width, 0);
    }
    this.weight = Parameter.weight(site.in("weight"), table);
  }

  /**
   * Returns the blueprint of an embedding, to be given a width.
   *
   * @param count how many symbols there are, numbered from 0
   * @return the blueprint, of vectors of length 1
   */
  public static Options symbols(int count) {
    return new Options(count, 1, -1, (fanIn, fanOut, random) -> random.nextGaussian());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return embedding(x, weight.value(), padding);
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
   * @param padding the symbol whose vector stays zero, −1 for none
   * @param initializer where the first vectors come from
   */
  public record Options(int symbols, int width, int padding, Initializer initializer)
      implements Blueprint {
    /** Checks that there are symbols and numbers. */
    public Options {
      if (symbols < 1 || width < 1) {
        throw new IllegalArgumentException(
            "Embedding: expected at least one symbol and vectors of at least one number, but got "
                + symbols
                + " and "
                + width);
      }
      if (padding < -1 || padding >= symbols) {
        throw new IllegalArgumentException(
            "Embedding: expected a padding symbol from 0 to "
                + (symbols - 1)
                + ", or -1 for none, but got "
                + padding);
      }
    }

    /**
     * Returns this blueprint with vectors of a length.
     *
     * @param numbers the length of a vector
     * @return the changed blueprint
     */
    public Options width(int numbers) {
      return new Options(symbols, numbers, padding, initializer);
    }

    /**
     * Returns this blueprint with a symbol that fills sequences up: its vector is zero and is not learned.
     *
     * @param symbol its number
     * @return the changed blueprint
     * @throws IllegalArgumentException if there is no such symbol
     */
    public Options padding(int symbol) {
      return new Options(symbols, width, symbol, initializer);
    }

    /**
     * Returns this blueprint with other first vectors.
     *
     * @param other where they come from
     * @return the changed blueprint
     */
    public Options initializer(Initializer other) {
      return new Options(symbols, width, padding, other);
    }

    @Override
    public Embedding build(Site site) {
      return new Embedding(site, this);
    }
  }
}
