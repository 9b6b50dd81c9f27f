package dev.stria.benchmarks.peers;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.convolution_backward;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Convolution;
import dev.stria.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Convolutions, forward and both ways backward, against LibTorch. */
final class Convolutions {
  private static final long[] ONE = {1, 1};

  private final ConvGeometry g;
  private final float[] x;
  private final float[] w;
  private final float[] y;
  private final float[] dx;
  private final float[] dw;
  private final Tensor torchX;
  private final Tensor torchW;
  private final Tensor torchY;

  private Convolutions(ConvGeometry g) {
    this.g = g;
    x = Products.uniform(g.n() * g.c() * g.h() * g.w());
    w = Products.uniform(g.k() * g.c() * g.kh() * g.kw());
    y = Products.uniform(g.n() * g.k() * g.outH() * g.outW());
    dx = new float[x.length];
    dw = new float[w.length];
    torchX = from_blob(new FloatPointer(x), g.n(), g.c(), g.h(), g.w()).clone();
    torchW = from_blob(new FloatPointer(w), g.k(), g.c(), g.kh(), g.kw()).clone();
    torchY = from_blob(new FloatPointer(y), g.n(), g.k(), g.outH(), g.outW()).clone();
  }

  static List<Row> compare(Rounds rounds) {
    List<Row> rows = new ArrayList<>();
    set_num_threads(rounds.threads());
    globalContext().setUserEnabledNNPACK(false);
    for (ConvGeometry g :
        List.of(
            geometry(32, 64, 32, 64, 3),
            geometry(32, 128, 28, 128, 3),
            geometry(32, 256, 8, 256, 3),
            geometry(32, 256, 28, 256, 1),
            geometry(32, 3, 32, 64, 3),
            geometry(32, 1, 28, 25, 3))) {
      // See LibTorchContender: wrong results with one channel.
      globalContext().setUserEnabledMkldnn(g.c() > 1);
      rows.addAll(new Convolutions(g).compareDirections(rounds));
    }
    return rows;
  }

  private static ConvGeometry geometry(int n, int c, int side, int k, int kernel) {
    int p = kernel / 2;
    return new ConvGeometry(n, c, side, side, k, kernel, kernel, 1, 1, p, p, p, p, 1, 1, 1);
  }

  private List<Row> compareDirections(Rounds rounds) {
    Convolution kernel = Kernels.convolution();
    String title = g.kh() + "×" + g.kw() + " " + g.c() + "→" + g.k() + ", " + g.h() + "²";
    Cost cost = Cost.ofKernel(2e-9 * g.multiplyAdds(), (long) x.length + w.length + y.length);
    String peer = g.c() > 1 ? "libtorch" : "libtorch without oneDNN";
    Row forward =
        rounds.compare(
            title + ", forward",
            "GFLOP/s",
            cost,
            List.of(
                new Work("stria", () -> run(() -> kernel.forward(g, x, w, null, y), y)),
                new Work(peer, this::torchForward)));
    Row data =
        rounds.compare(
            title + ", data",
            "GFLOP/s",
            cost,
            List.of(
                new Work("stria", () -> run(() -> backwardData(kernel), dx)),
                new Work(peer, () -> torchBackward(true, false))));
    Row weights =
        rounds.compare(
            title + ", weights",
            "GFLOP/s",
            cost,
            List.of(
                new Work("stria", () -> run(() -> backwardWeights(kernel), dw)),
                new Work(peer, () -> torchBackward(false, true))));
    return List.of(forward, data, weights);
  }

  private void backwardData(Convolution kernel) {
    Arrays.fill(dx, 0);
    kernel.backwardData(g, y, w, dx);
  }

  private void backwardWeights(Convolution kernel) {
    Arrays.fill(dw, 0);
    kernel.backwardWeights(g, x, y, dw);
  }

  private static float run(Runnable work, float[] result) {
    work.run();
    return result[0];
  }

  private float torchForward() {
    long[] padding = {g.padTop(), g.padLeft()};
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor result = conv2d(torchX, torchW, new TensorOptional(), ONE, padding, ONE, 1);
      return result.data_ptr_float().get(0);
    }
  }

  private float torchBackward(boolean data, boolean weights) {
    long[] padding = {g.padTop(), g.padLeft()};
    long[] none = {0, 0};
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      BoolPointer mask = new BoolPointer(3);
      mask.put(0, data).put(1, weights).put(2, false);
      T_TensorTensorTensor_T result =
          convolution_backward(
              torchY, torchX, torchW, new long[0], ONE, padding, ONE, false, none, 1, mask);
      Tensor gradient = data ? result.get0() : result.get1();
      return gradient.data_ptr_float().get(0);
    }
  }
}
