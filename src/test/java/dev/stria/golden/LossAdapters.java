package dev.stria.golden;

import dev.stria.op.BinaryCrossEntropy;
import dev.stria.op.ClassLoss;
import dev.stria.op.CrossEntropy;
import dev.stria.op.HuberLoss;
import dev.stria.op.KlDivergence;
import dev.stria.op.L1Loss;
import dev.stria.op.MseLoss;
import dev.stria.op.NllLoss;
import dev.stria.op.Reduction;
import dev.stria.op.SmoothL1Loss;
import dev.stria.tensor.Tensor;
import java.util.Locale;
import java.util.Map;

/** Losses. */
final class LossAdapters {
  private LossAdapters() {}

  static Map<String, OpAdapter> all() {
    return Map.of(
        "cross_entropy", LossAdapters::crossEntropy,
        "nll_loss", run -> run.out(NllLoss.nllLoss(run.in("x"), run.ints("target"), options(run))),
        "mse_loss", pair((x, t, p, reduction) -> MseLoss.mseLoss(x, t, reduction)),
        "l1_loss", pair((x, t, p, reduction) -> L1Loss.l1Loss(x, t, reduction)),
        "smooth_l1_loss",
            pair((x, t, p, red) -> SmoothL1Loss.smoothL1Loss(x, t, p.number("beta", 1), red)),
        "huber_loss", pair((x, t, p, red) -> HuberLoss.huberLoss(x, t, p.number("delta", 1), red)),
        "binary_cross_entropy",
            pair((x, t, p, red) -> BinaryCrossEntropy.binaryCrossEntropy(x, t, red)),
        "binary_cross_entropy_with_logits",
            pair(
                (x, t, p, red) ->
                    BinaryCrossEntropy.binaryCrossEntropyWithLogits(
                        x, t, p.number("pos_weight", 1), red)),
        "kl_div",
            pair(
                (x, t, p, red) ->
                    p.flag("log_target")
                        ? KlDivergence.klDivergenceOfLogs(x, t, red)
                        : KlDivergence.klDivergence(x, t, red)));
  }

  private interface Pair {
    Tensor loss(Tensor x, Tensor target, Params params, Reduction reduction);
  }

  private static OpAdapter pair(Pair pair) {
    return run ->
        run.out(
            pair.loss(
                run.in("x"), run.in("target"), run.params(), reduction(run.params(), "mean")));
  }

  static Reduction reduction(Params params, String otherwise) {
    return Reduction.valueOf(params.text("reduction", otherwise).toUpperCase(Locale.ROOT));
  }

  private static void crossEntropy(OpRun run) {
    run.out(
        run.params().text("target", "class").equals("class")
            ? CrossEntropy.crossEntropy(run.in("x"), run.ints("target"), options(run))
            : CrossEntropy.crossEntropy(run.in("x"), run.in("target"), options(run)));
  }

  private static ClassLoss options(OpRun run) {
    Params p = run.params();
    return new ClassLoss(
        reduction(p, "mean"),
        p.has("label_smoothing") ? p.number("label_smoothing") : 0,
        run.plain("weight"),
        p.integer("ignore_index", -100));
  }
}
