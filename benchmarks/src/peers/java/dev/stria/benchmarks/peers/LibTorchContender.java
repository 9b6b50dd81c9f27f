package dev.stria.benchmarks.peers;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.flatten;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import dev.stria.autograd.Parameter;
import dev.stria.benchmarks.Workload;
import dev.stria.benchmarks.Workload.Kind;
import dev.stria.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** PyTorch's C++ library by its functional interface, with its own optimizer. */
final class LibTorchContender implements Contender {
  private final PointerScope scope = new PointerScope();
  private final Workload workload;
  private final boolean oneDnn;
  private final Tensor images;
  private final Tensor labels;
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();
  private final SGD optimizer;

  LibTorchContender(Workload workload, int batch, boolean training, int threads) {
    set_num_threads(threads);
    // It does not know this kind of processor and would look, and complain, at every convolution.
    globalContext().setUserEnabledNNPACK(false);
    // With oneDNN, convolutions of one channel give wrong results, and soon NaN, in this build.
    oneDnn = workload.image().size(0) > 1;
    globalContext().setUserEnabledMkldnn(oneDnn);
    this.workload = workload;
    float[] pixels = workload.images(batch).data();
    int c = workload.image().size(0);
    int h = workload.image().size(1);
    images = from_blob(new FloatPointer(pixels), batch, c, h, h).clone();
    long[] classes = Arrays.stream(workload.labels(batch)).asLongStream().toArray();
    TensorOptions longs = new TensorOptions(ScalarType.Long);
    labels = from_blob(new LongPointer(classes), new long[] {batch}, longs).clone();
    copyWeights();
    boolean learning = training && workload.classifies();
    images.requires_grad_(training && !learning);
    TensorVector parameters = new TensorVector();
    for (int i = 0; i < weights.size(); i++) {
      parameters.push_back(weights.get(i).requires_grad_(learning));
      parameters.push_back(biases.get(i).requires_grad_(learning));
    }
    SGDOptions options = new SGDOptions(0.01);
    options.momentum().put(0.9);
    optimizer = training ? new SGD(parameters, options) : null;
  }

  /** The same weights that this library starts from, so that both learn alike. */
  private void copyWeights() {
    for (Parameter parameter : workload.build().parameters()) {
      Shape shape = parameter.value().shape();
      long[] sizes = Arrays.stream(shape.sizes()).asLongStream().toArray();
      Tensor tensor = from_blob(new FloatPointer(parameter.value().data()), sizes).clone();
      (shape.rank() == 1 ? biases : weights).add(tensor);
    }
  }

  @Override
  public String name() {
    return oneDnn ? "libtorch" : "libtorch without oneDNN";
  }

  @Override
  public float step() {
    try (PointerScope step = new PointerScope()) {
      if (optimizer == null) {
        try (NoGradGuard guard = new NoGradGuard()) {
          return forward().data_ptr_float().get(0);
        }
      }
      if (!workload.classifies()) {
        images.mutable_grad().reset();
        forward().mean().backward();
        return images.grad().data_ptr_float().get(0);
      }
      optimizer.zero_grad();
      Tensor loss = cross_entropy_loss(forward(), labels);
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }

  private Tensor forward() {
    Tensor x = images;
    int next = 0;
    boolean flat = false;
    long[] one = {1, 1};
    for (Workload.Part part : workload.parts()) {
      if (part.kind() == Kind.POOL) {
        x = max_pool2d(x, 2, 2);
        continue;
      }
      Tensor w = weights.get(next);
      TensorOptional b = new TensorOptional(biases.get(next));
      next++;
      if (part.kind() == Kind.CONV) {
        long[] padding = {part.padding(), part.padding()};
        x = conv2d(x, w, b, one, padding, one, 1).relu();
      } else {
        x = linear(flat ? x : flatten(x, 1, -1), w, b).relu();
        flat = true;
      }
    }
    if (!workload.classifies()) {
      return x;
    }
    return linear(x, weights.get(next), new TensorOptional(biases.get(next)));
  }

  @Override
  public void close() {
    scope.close();
  }
}
