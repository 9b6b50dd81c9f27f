package dev.stria.examples;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.nn.Relu;
import dev.stria.visual.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network that is looked into.
 *
 * @param name what it is called
 * @param network the network
 * @param preparation from a picture with values from 0 to 1 to its input
 * @param favourites the layers that suit each purpose
 */
record Subject(
    String name, Layer network, Preparation preparation, NamedNetwork.Favourites favourites) {

  /** Returns the number of channels of the pictures that the network takes. */
  int channels() {
    return network.inputShape().size(0);
  }

  /**
   * Returns the path of a layer as this project writes it: {@code inception_4c/output} is {@code
   * inception_4c}, a slash is a dot.
   *
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  String layer(String name) {
    String path = name.replace('/', '.');
    if (path.endsWith(".output")) {
      path = path.substring(0, path.length() - ".output".length());
    }
    network.layer(path);
    return path;
  }

  /** Returns the same for several names, separated by commas; a default if there are none. */
  List<String> layers(List<String> names, List<String> otherwise) {
    return (names == null || names.isEmpty() ? otherwise : names)
        .stream().map(this::layer).toList();
  }

  /** Returns layers for a network that nobody has tried: the relus behind its convolutions. */
  static NamedNetwork.Favourites favourites(Layer network) {
    List<String> answers = new ArrayList<>();
    collect(network, "", answers);
    if (answers.isEmpty()) {
      throw new IllegalArgumentException("the network has no convolution to look into");
    }
    String last = answers.get(answers.size() - 1);
    List<String> middle = List.of(answers.get(answers.size() / 2));
    return new NamedNetwork.Favourites(last, middle, answers, last);
  }

  private static void collect(Layer block, String prefix, List<String> answers) {
    boolean convolved = false;
    for (Map.Entry<String, Layer> part : block.parts().entrySet()) {
      String path = prefix + part.getKey();
      if (convolved && part.getValue() instanceof Relu) {
        answers.set(answers.size() - 1, path);
      }
      convolved = part.getValue() instanceof Conv2d;
      if (convolved) {
        answers.add(path);
      }
      collect(part.getValue(), path + ".", answers);
    }
  }
}
