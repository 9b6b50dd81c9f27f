package dev.stria.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.stria.benchmarks.Workload;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime, which predicts only, at its highest optimisation. */
final class OnnxContender implements Contender {
  private final OrtSession session;
  private final OnnxTensor images;

  OnnxContender(Workload workload, int batch, int threads) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(OnnxModel.of(workload, batch), options);
      int c = workload.image().size(0);
      int h = workload.image().size(1);
      FloatBuffer pixels = FloatBuffer.wrap(workload.images(batch).data());
      images = OnnxTensor.createTensor(environment, pixels, new long[] {batch, c, h, h});
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public float step() {
    try (OrtSession.Result result = session.run(Map.of("x", images))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    try {
      images.close();
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
