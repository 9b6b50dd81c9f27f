package dev.stria.op;

import static dev.stria.op.BinaryCrossEntropy.binaryCrossEntropy;
import static dev.stria.op.BinaryCrossEntropy.binaryCrossEntropyWithLogits;
import static dev.stria.op.CrossEntropy.crossEntropy;
import static dev.stria.op.HingeLoss.hingeLoss;
import static dev.stria.op.HingeLoss.multiMarginLoss;
import static dev.stria.op.StyleLoss.styleLoss;
import static dev.stria.op.TotalVariation.totalVariation;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Rows of the losses. */
final class LossRows {
  private static final Reduction[] REDUCTIONS = Reduction.values();

  private LossRows() {}

  static List<OpRow> rows() {
    return List.of(
        pairs("mseLoss", MseLoss.class, "mse_loss", MseLoss::mseLoss),
        pairs("l1Loss", L1Loss.class, "l1_loss", L1Loss::l1Loss),
        pairs(
                "huberLoss",
                HuberLoss.class,
                "huber_loss",
                (x, t, reduction) -> HuberLoss.huberLoss(x, t, 2, reduction))
            .refuses(
                "no delta",
                IllegalArgumentException.class,
                () -> HuberLoss.huberLoss(Tensor.zeros(1), Tensor.zeros(1), 0, Reduction.MEAN),
                "huber_loss",
                "above 0",
                "0.0"),
        pairs(
                "smoothL1Loss",
                SmoothL1Loss.class,
                "smooth_l1_loss",
                (x, t, reduction) -> SmoothL1Loss.smoothL1Loss(x, t, 1.5, reduction))
            .refuses(
                "a negative beta",
                IllegalArgumentException.class,
                () ->
                    SmoothL1Loss.smoothL1Loss(Tensor.zeros(1), Tensor.zeros(1), -1, Reduction.SUM),
                "smooth_l1_loss",
                "at least 0",
                "-1.0"),
        divergence("klDivergence", KlDivergence::klDivergence, 0.1, 1),
        divergence("klDivergenceOfLogs", KlDivergence::klDivergenceOfLogs, -2, 0),
        probabilities(),
        logits(),
        focal(),
        hinge(),
        margin(),
        labels("nllLoss", NllLoss.class, "nll_loss", NllLoss::nllLoss),
        labels("crossEntropy", CrossEntropy.class, "cross_entropy", CrossEntropy::crossEntropy),
        softTargets(),
        style(),
        variation());
  }

  private interface Pair {
    Tensor loss(Tensor x, Tensor target, Reduction reduction);
  }

  private static Reduction reduction(SeededRandom random) {
    return REDUCTIONS[random.nextInt(REDUCTIONS.length)];
  }

  private static OpRow refusing(OpRow row, String op, Pair loss) {
    return row.refuses(
        "a target that would have to be broadcast",
        ShapeException.class,
        () -> loss.loss(Tensor.zeros(3, 4), Tensor.zeros(4), Reduction.MEAN),
        op,
        "the shape of x, [3, 4]",
        "[4]",
        "do not broadcast");
  }

  /** Errors of either sign, away from 0 and from the borders 1.5 and 2 of the losses with a delta. */
  private static OpRow pairs(String name, Class<?> op, String text, Pair loss) {
    return refusing(
        OpRow.of(
            name,
            op,
            random -> {
              Reduction reduction = reduction(random);
              Tensor target = Samples.uniform(random, 3, 4);
              Tensor x = target.copy();
              for (int i = 0; i < 12; i++) {
                double size =
                    random.nextBoolean() ? 0.1 + random.nextDouble() : 2.1 + random.nextDouble();
                x.data()[i] += (float) (random.nextBoolean() ? size : -size);
              }
              return new OpCase(
                  "" + reduction, in -> loss.loss(in[0], in[1], reduction), x, target);
            }),
        text,
        loss);
  }

  private static OpRow divergence(String name, Pair loss, double low, double high) {
    return refusing(
        OpRow.of(
            name,
            KlDivergence.class,
            random -> {
              Reduction reduction = reduction(random);
              return new OpCase(
                  "" + reduction,
                  in -> loss.loss(in[0], in[1], reduction),
                  Samples.between(random, -3, 0, 3, 4),
                  Samples.between(random, low, high, 3, 4));
            }),
        "kl_divergence",
        loss);
  }

  private static OpRow probabilities() {
    return refusing(
        OpRow.of(
            "binaryCrossEntropy",
            BinaryCrossEntropy.class,
            random -> {
              Reduction reduction = reduction(random);
              return new OpCase(
                  "" + reduction,
                  in -> binaryCrossEntropy(in[0], in[1], reduction),
                  Samples.between(random, 0.2, 0.8, 3, 4),
                  Samples.between(random, 0, 1, 3, 4));
            }),
        "binary_cross_entropy",
        BinaryCrossEntropy::binaryCrossEntropy);
  }

  private static OpRow logits() {
    return refusing(
        OpRow.of(
            "binaryCrossEntropyWithLogits",
            BinaryCrossEntropy.class,
            random -> {
              Reduction reduction = reduction(random);
              double weight = 0.5 + random.nextDouble();
              return new OpCase(
                  reduction + " weight " + weight,
                  in -> binaryCrossEntropyWithLogits(in[0], in[1], weight, reduction),
                  Samples.between(random, -3, 3, 3, 4),
                  Samples.between(random, 0, 1, 3, 4));
            }),
        "binary_cross_entropy_with_logits",
        (x, t, reduction) -> binaryCrossEntropyWithLogits(x, t, 1, reduction));
  }

  private static OpRow focal() {
    return refusing(
            OpRow.of(
                "focalLoss",
                FocalLoss.class,
                random -> {
                  Reduction reduction = reduction(random);
                  FocalLoss.Focus focus =
                      new FocalLoss.Focus(random.nextBoolean() ? -1 : 0.3, 1 + random.nextInt(3));
                  Tensor target = Tensor.zeros(3, 4);
                  for (int i = 0; i < 12; i++) {
                    target.data()[i] = random.nextInt(2);
                  }
                  return new OpCase(
                      reduction + " " + focus,
                      in -> FocalLoss.focalLoss(in[0], target, focus, reduction),
                      Samples.between(random, -2, 2, 3, 4));
                }),
            "focal_loss",
            (x, t, reduction) -> FocalLoss.focalLoss(x, t, FocalLoss.Focus.USUAL, reduction))
        .refuses(
            "a negative gamma",
            IllegalArgumentException.class,
            () -> new FocalLoss.Focus(0.25, -1),
            "focal_loss",
            "at least 0",
            "-1.0");
  }

  private static OpRow hinge() {
    return refusing(
        OpRow.of(
            "hingeLoss",
            HingeLoss.class,
            random -> {
              Reduction reduction = reduction(random);
              Tensor target = Tensor.zeros(2, 5);
              Tensor x = Samples.distinct(random, 2, 5);
              for (int i = 0; i < 10; i++) {
                target.data()[i] = random.nextBoolean() ? 1 : -1;
                x.data()[i] = 3 * x.data()[i] + 0.15f;
              }
              return new OpCase("" + reduction, in -> hingeLoss(in[0], target, reduction), x);
            }),
        "hinge_loss",
        HingeLoss::hingeLoss);
  }

  private static OpRow margin() {
    return OpRow.of(
            "multiMarginLoss",
            HingeLoss.class,
            random -> {
              Reduction reduction = reduction(random);
              Tensor x = Samples.distinct(random, 3, 4);
              int[] labels = labels(random, 3, 4);
              return new OpCase(
                  "" + reduction, in -> multiMarginLoss(in[0], labels, 0.25, reduction), x);
            })
        .refuses(
            "images",
            ShapeException.class,
            () -> multiMarginLoss(Tensor.zeros(1, 2, 3), new int[] {0}, 1, Reduction.MEAN),
            "multi_margin_loss",
            "[N, C]",
            "[1, 2, 3]")
        .refuses(
            "a label beyond the classes",
            IllegalArgumentException.class,
            () -> multiMarginLoss(Tensor.zeros(1, 2), new int[] {2}, 1, Reduction.MEAN),
            "multi_margin_loss",
            "from 0 to 1",
            "2",
            "2 outputs");
  }

  private static int[] labels(SeededRandom random, int count, int classes) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(classes);
    }
    return labels;
  }

  private interface Labelled {
    Tensor loss(Tensor x, int[] labels, ClassLoss options);
  }

  private static OpRow labels(String name, Class<?> op, String text, Labelled loss) {
    return OpRow.of(
            name,
            op,
            random -> {
              boolean images = random.nextBoolean();
              Tensor x =
                  Samples.uniform(random, images ? new int[] {2, 3, 2, 2} : new int[] {4, 3});
              int[] labels = labels(random, images ? 8 : 4, 3);
              labels[1] = random.nextBoolean() ? -100 : labels[1];
              ClassLoss options = options(random);
              return new OpCase(
                  x.shape() + " " + options, in -> loss.loss(in[0], labels, options), x);
            })
        .configurations(40)
        .refuses(
            "a label beyond the classes",
            IllegalArgumentException.class,
            () -> loss.loss(Tensor.zeros(2, 3), new int[] {0, 3}, ClassLoss.mean()),
            text,
            "from 0 to 2",
            "3",
            "example 1",
            "3 outputs")
        .refuses(
            "a label too few",
            ShapeException.class,
            () -> loss.loss(Tensor.zeros(2, 3, 4), new int[] {0, 1}, ClassLoss.sum()),
            text,
            "8 labels",
            "[2, 3, 4]",
            "2 labels")
        .refuses(
            "no classes",
            ShapeException.class,
            () -> loss.loss(Tensor.zeros(2), new int[] {0, 1}, ClassLoss.sum()),
            text,
            "[N, C]",
            "[2]")
        .refuses(
            "an empty batch",
            ShapeException.class,
            () -> loss.loss(Tensor.zeros(0, 3), new int[0], ClassLoss.mean()),
            text,
            "at least one example",
            "[0, 3]")
        .refuses(
            "weights for other classes",
            ShapeException.class,
            () ->
                loss.loss(
                    Tensor.zeros(1, 3),
                    new int[] {0},
                    ClassLoss.mean().classWeights(Tensor.zeros(2))),
            text,
            "one weight per class, [3]",
            "[2]")
        .refuses(
            "smoothing beyond everything",
            IllegalArgumentException.class,
            () -> ClassLoss.mean().labelSmoothing(1.5),
            "label smoothing",
            "from 0 to 1",
            "1.5");
  }

  private static ClassLoss options(SeededRandom random) {
    ClassLoss options =
        new ClassLoss(reduction(random), random.nextBoolean() ? 0 : 0.2, null, -100);
    return random.nextBoolean()
        ? options
        : options.classWeights(Samples.between(random, 0.5, 2, 3));
  }

  private static OpRow softTargets() {
    return refusing(
        OpRow.of(
            "crossEntropy",
            CrossEntropy.class,
            random -> {
              Tensor x = Samples.uniform(random, 2, 3, 4);
              Tensor targets = Samples.between(random, 0, 1, 2, 3, 4);
              ClassLoss options = options(random);
              return new OpCase("soft " + options, in -> crossEntropy(in[0], targets, options), x);
            }),
        "cross_entropy",
        (x, t, reduction) -> crossEntropy(x, t, ClassLoss.mean()));
  }

  private static OpRow style() {
    return OpRow.of(
            "styleLoss",
            StyleLoss.class,
            random -> {
              StyleLoss.Form form = StyleLoss.Form.values()[random.nextInt(3)];
              Tensor x = Samples.uniform(random, 2, 3, 2, 3);
              Tensor style = Samples.uniform(random, 1, 3, 4, 2);
              return new OpCase("" + form, in -> styleLoss(in[0], in[1], form), x, style);
            })
        .refuses(
            "a style of other channels",
            ShapeException.class,
            () ->
                styleLoss(Tensor.zeros(1, 3, 2, 2), Tensor.zeros(1, 4, 2, 2), StyleLoss.Form.GATYS),
            "style_loss",
            "3 channels",
            "[1, 4, 2, 2]",
            "same layer");
  }

  private static OpRow variation() {
    return OpRow.of(
            "totalVariation",
            TotalVariation.class,
            random -> {
              TotalVariation.Form form = TotalVariation.Form.values()[random.nextInt(4)];
              Tensor x = Samples.distinct(random, 1, 2, 3, 4);
              return new OpCase("" + form, in -> totalVariation(in[0], form), x);
            })
        .refuses(
            "a line",
            ShapeException.class,
            () -> totalVariation(Tensor.zeros(1, 1, 1, 5), TotalVariation.Form.L1),
            "total_variation",
            "at least 2×2",
            "[1, 1, 1, 5]")
        .refuses(
            "an image without a batch axis",
            ShapeException.class,
            () -> totalVariation(Tensor.zeros(1, 4, 5), TotalVariation.Form.L2),
            "total_variation",
            "[N, C, H, W]",
            "[1, 4, 5]");
  }
}
