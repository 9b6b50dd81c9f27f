package dev.stria.golden;

import dev.stria.op.BatchNorm;
import dev.stria.op.GroupNorm;
import dev.stria.op.InstanceNorm;
import dev.stria.op.LayerNorm;
import dev.stria.op.LocalResponseNorm;
import dev.stria.op.Multiply;
import dev.stria.op.Scale;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Map;

/** Normalisations, and dropout with a given mask. */
final class NormAdapters {
  private NormAdapters() {}

  static Map<String, OpAdapter> all() {
    return Map.of(
        "batch_norm", NormAdapters::batchNorm,
        "layer_norm", NormAdapters::layerNorm,
        "group_norm",
            run ->
                run.out(
                    GroupNorm.groupNorm(
                        run.in("x"),
                        run.params().integer("groups"),
                        run.in("weight"),
                        run.in("bias"),
                        epsilon(run))),
        "instance_norm",
            run ->
                run.out(
                    InstanceNorm.instanceNorm(
                        run.in("x"), run.in("weight"), run.in("bias"), epsilon(run))),
        "local_response_norm", NormAdapters::localResponse,
        "dropout_mask", NormAdapters::dropped);
  }

  private static double epsilon(OpRun run) {
    return run.params().has("eps") ? run.params().number("eps") : 1e-5;
  }

  private static void batchNorm(OpRun run) {
    Params p = run.params();
    BatchNorm.Running running = null;
    if (run.has("running_mean")) {
      Tensor mean = run.plain("running_mean").copy();
      Tensor variance = run.plain("running_var").copy();
      running = new BatchNorm.Running(mean, variance, p.number("momentum"));
      run.out("running_mean_new", mean);
      run.out("running_var_new", variance);
    }
    run.out(
        BatchNorm.batchNorm(run.in("x"), run.in("weight"), run.in("bias"), running, epsilon(run)));
  }

  private static void layerNorm(OpRun run) {
    Shape normalized = Shape.of(run.params().ints("normalized_shape"));
    run.out(
        LayerNorm.layerNorm(
            run.in("x"), normalized, run.in("weight"), run.in("bias"), epsilon(run)));
  }

  private static void localResponse(OpRun run) {
    Params p = run.params();
    run.out(
        LocalResponseNorm.localResponseNorm(
            run.in("x"),
            new LocalResponseNorm.Constants(
                p.integer("size"), p.number("alpha"), p.number("beta"), p.number("k"))));
  }

  private static void dropped(OpRun run) {
    float kept = (float) (1 / (1 - run.params().number("p")));
    run.out(Multiply.multiply(run.in("x"), Scale.scale(run.plain("mask"), kept)));
  }
}
