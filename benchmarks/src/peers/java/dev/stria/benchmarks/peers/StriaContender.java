package dev.stria.benchmarks.peers;

import dev.stria.Stria;
import dev.stria.autograd.Tape;
import dev.stria.benchmarks.Workload;
import dev.stria.nn.Sequential;
import dev.stria.op.CrossEntropy;
import dev.stria.op.Mean;
import dev.stria.optim.Sgd;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;

/** This library, with or without Winograd's convolution. */
final class StriaContender implements Contender {
  private final Workload workload;
  private final Sequential model;
  private final Tensor images;
  private final int[] labels;
  private final Sgd optimizer;
  private final boolean winograd;
  private final SeededRandom random = new SeededRandom(5);

  StriaContender(Workload workload, int batch, boolean training, int threads, boolean winograd) {
    Stria.threads(threads);
    this.winograd = winograd;
    this.workload = workload;
    model = workload.build();
    images = workload.images(batch);
    labels = workload.labels(batch);
    optimizer = training ? Sgd.of(model.parameters()).rate(0.01).momentum(0.9) : null;
  }

  @Override
  public String name() {
    return winograd ? "stria by Winograd" : "stria";
  }

  @Override
  public float step() {
    Stria.winograd(winograd);
    if (optimizer == null) {
      return model.predict(images).data()[0];
    }
    if (!workload.classifies()) {
      return ascend();
    }
    try (Tape tape = Tape.training(random)) {
      Tensor loss = CrossEntropy.crossEntropy(model.logits(tape.trace(images)), labels);
      optimizer.step(tape.gradients(loss));
      return loss.item();
    }
  }

  /** The gradient of the last activations' mean with respect to the picture. */
  private float ascend() {
    try (Tape tape = Tape.inspecting()) {
      Tensor picture = tape.watch(images);
      Tensor score = Mean.mean(model.apply(picture));
      return tape.gradients(score).of(picture).data()[0];
    }
  }

  @Override
  public void close() {
    Stria.winograd(false); // arrays are the garbage collector's
  }
}
