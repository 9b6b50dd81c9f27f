package dev.stria.visual;

/** What is seen in each kind of picture and why, in two sentences each. */
final class Captions {
  static final String NETWORK =
      "Convolutions look for local patterns and use the same few weights at every place of the picture; "
          + "pooling keeps the strongest answer of each neighbourhood and so makes the picture smaller. What is "
          + "left at the end is weighed by fully connected layers, where most of the weights are.";

  static final String KERNELS =
      "Each small picture is one filter of the first layer, the same weights for every place of the image: "
          + "light cells answer to light, dark cells to dark. Many are light on one side and dark on the other, "
          + "so they find edges and strokes of one direction: local patterns.";

  static final String FILTERS =
      "Each picture was changed step by step until the filter's answers, summed over all places, were as "
          + "large as possible. The filter uses shared weights, so what it likes is repeated over the whole "
          + "picture: stripes and textures of one direction. Beside it, the real pictures that it answers to "
          + "most strongly, with a frame around what the filter sees there.";

  static final String NEURONS =
      "A fully connected neuron has a weight of its own for every place, so its pattern is as large as the "
          + "picture and not repeated. After subsampling it sees strokes in a certain arrangement: parts of "
          + "digits, and where they have to lie.";

  static final String CLASSES =
      "These pictures have the largest output for one class each. Without a penalty they are noise that the "
          + "network calls a digit with certainty; a penalty on ink (L1) leaves few pixels, and one on contours "
          + "(total variation) lets them grow together into strokes.";

  static final String MAPS =
      "What every layer makes of one picture, from top to bottom. The maps get smaller by subsampling and "
          + "more in number, and answer to less and less of what is seen but more and more of what is meant.";

  static final String STATISTICS =
      "What the filters and neurons of each layer put out for the real pictures. A zero means that a pattern "
          + "is not there, so many zeros are a good sign; a unit that is always zero is dead and of no use.";

  static final String SCATTER =
      "Each point is a real picture, and its color is its class. The many values that the last hidden layer "
          + "puts out are seen from the side on which they differ most; classes that lie apart are easily told "
          + "apart by the layer behind it, and where they touch there are mistakes.";

  static final String CONFUSION =
      "Each row holds the examples of one class, each column what the network took them for. Blue on the "
          + "diagonal is right; a red cell is a mistake that it makes again and again.";

  private Captions() {}
}
