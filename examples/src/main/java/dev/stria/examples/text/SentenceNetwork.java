package dev.stria.examples.text;

import static dev.stria.op.Concat.concat;
import static dev.stria.op.Max.max;
import static dev.stria.op.Permute.transpose;
import static dev.stria.op.Relu.relu;

import dev.stria.nn.Conv1d;
import dev.stria.nn.Dropout;
import dev.stria.nn.Embedding;
import dev.stria.nn.Initializer;
import dev.stria.nn.Layer;
import dev.stria.nn.Linear;
import dev.stria.nn.Network;
import dev.stria.nn.Site;
import dev.stria.op.Axes;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Kim's network: filters of three widths slide over the words of a sentence, and of each only its strongest answer is
 * kept, wherever it was. Kim, <em>Convolutional neural networks for sentence classification</em>, 2014, CNN-rand.
 */
public final class SentenceNetwork extends Network {
  private final Layer words;
  private final List<Layer> filters = new ArrayList<>();
  private final Layer dropout;
  private final Layer output;

  /**
   * The sizes of the network.
   *
   * @param words how many words there are
   * @param classes how many classes
   * @param width how many numbers stand for a word
   * @param filters how many filters of each width
   * @param dropout how often a filter's answer is dropped while training
   */
  public record Sizes(int words, int classes, int width, int filters, double dropout) {}

  private SentenceNetwork(Site site, Sizes sizes) {
    super(site);
    Initializer even = (fanIn, fanOut, random) -> 0.5 * random.nextDouble() - 0.25;
    words =
        part(
            "words",
            Embedding.symbols(sizes.words)
                .width(sizes.width)
                .padding(Vocabulary.PADDING)
                .initializer(even),
            site.input());
    Shape sequence = Shape.of(sizes.width, site.input().size(0));
    for (int width = 3; width <= Sentences.WIDEST; width++) {
      filters.add(part("filters" + width, Conv1d.filters(sizes.filters).kernel(width), sequence));
    }
    Shape features = Shape.of(filters.size() * sizes.filters);
    dropout = part("dropout", Dropout.probability(sizes.dropout), features);
    output = part("output", Linear.units(sizes.classes), features);
  }

  /**
   * Builds a network.
   *
   * @param sizes its sizes
   * @param length how long a sentence is, padding included; others may be longer or shorter
   * @param seed decides the first weights
   * @return the network
   */
  public static SentenceNetwork build(Sizes sizes, int length, long seed) {
    return new SentenceNetwork(Site.outermost(Shape.of(length), seed), sizes);
  }

  @Override
  protected Tensor forward(Tensor x) {
    Tensor sequence = transpose(words.apply(x), 1, 2);
    Tensor[] strongest = new Tensor[filters.size()];
    for (int i = 0; i < strongest.length; i++) {
      // the strongest answer first and relu then is the same as the other way round, and less work
      strongest[i] = relu(max(filters.get(i).apply(sequence), Axes.of(2)));
    }
    return output.apply(dropout.apply(concat(1, strongest)));
  }
}
