package dev.stria.examples;

import dev.stria.autograd.Parameter;
import dev.stria.data.DataCache;
import dev.stria.data.RemoteFile;
import dev.stria.data.Safetensors;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ImageNet weights of SqueezeNet and GoogLeNet from a public repository: a file of 32-bit numbers for each
 * filter bank and each bias, in the order out, row, column, in. They are put together into one
 * safetensors file. Each file's checksum is in this program.
 */
final class CaffeWeights {
  /** The commit, so that what is behind the address stays the same. */
  private static final String REPOSITORY =
      "https://raw.githubusercontent.com/chaosmail/caffejs/d161d610145d6ce1ee4b9e44b10de780e8ecec2d/models/";

  private final String model;
  private final Map<String, String> sums = new LinkedHashMap<>();

  private CaffeWeights(String model) throws IOException {
    this.model = model;
    String list = "/weights/" + model + ".sha256";
    try (InputStream in = CaffeWeights.class.getResourceAsStream(list)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      text.lines().map(line -> line.split("  ")).forEach(sum -> sums.put(sum[1], sum[0]));
    }
  }

  /** Tells whether there is an address for a network's weights. */
  static boolean has(NamedNetwork network) {
    return network == NamedNetwork.SQUEEZENET || network == NamedNetwork.GOOGLENET;
  }

  /**
   * Downloads all files of a network and writes them as one.
   *
   * @param network the network
   * @param cache where downloads are kept
   * @param target the file to write
   * @throws IOException if a file cannot be had or is not the right one; the message says what to do
   */
  static void download(NamedNetwork network, DataCache cache, Path target) throws IOException {
    boolean squeezenet = network == NamedNetwork.SQUEEZENET;
    CaffeWeights weights = new CaffeWeights(squeezenet ? "squeezenet" : "bvlc_googlenet");
    Map<String, String> facts = Map.of("source", REPOSITORY + weights.model, "layout", "OIHW");
    Safetensors.write(target, weights.tensors(network.build(), cache), facts);
  }

  private Map<String, Tensor> tensors(Layer network, DataCache cache) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      Path file = cache.fetch(remote(parameter.name()));
      tensors.put(parameter.name(), tensor(file, parameter.value().shape()));
    }
    return tensors;
  }

  /** {@code inception_3a.1x1.weight} is in {@code inception_3a/1x1_filter.bin}. */
  private RemoteFile remote(String parameter) {
    int dot = parameter.lastIndexOf('.');
    String kind = parameter.endsWith(".weight") ? "_filter.bin" : "_bias.bin";
    String path = parameter.substring(0, dot).replace('.', '/') + kind;
    return new RemoteFile(
        model,
        model,
        path.replace('/', '.'),
        List.of(REPOSITORY + model + "/weights/" + path),
        RemoteFile.Sum.SHA256_OF_FILE,
        sums.get(path));
  }

  private static Tensor tensor(Path file, Shape shape) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length != 4L * shape.count()) {
      throw new IOException(
          file + " has " + bytes.length + " bytes instead of 4 for each value of " + shape);
    }
    float[] values = new float[shape.count()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return shape.rank() == 4 ? channelsFirst(values, shape) : Tensor.of(shape, values);
  }

  private static Tensor channelsFirst(float[] values, Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    int channels = shape.size(1);
    int area = shape.size(2) * shape.size(3);
    for (int i = 0; i < values.length; i++) {
      int filter = i / (channels * area);
      int place = i / channels % area;
      tensor.data()[(filter * channels + i % channels) * area + place] = values[i];
    }
    return tensor;
  }
}
