package dev.stria.op;

import static dev.stria.op.BatchNorm.batchNorm;
import static dev.stria.op.GroupNorm.groupNorm;
import static dev.stria.op.InstanceNorm.instanceNorm;
import static dev.stria.op.LayerNorm.layerNorm;
import static dev.stria.op.LocalResponseNorm.localResponseNorm;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Rows of the normalisations. */
final class NormRows {
  private static final double EPSILON = 1e-2;

  private NormRows() {}

  static List<OpRow> rows() {
    return List.of(batches(), groups(), instances(), layers(), responses());
  }

  private static OpRow batches() {
    Tensor x = Tensor.zeros(4, 3, 2, 2);
    return OpRow.of(
            "batchNorm",
            BatchNorm.class,
            random -> random.nextBoolean() ? batch(random) : running(random))
        .configurations(30)
        .refuses(
            "one example",
            ShapeException.class,
            () -> batchNorm(Tensor.zeros(1, 3), null, null, null, EPSILON),
            "batch_norm",
            "more than one value per channel",
            "[1, 3]",
            "larger batch")
        .refuses(
            "a weight for another number of channels",
            ShapeException.class,
            () -> batchNorm(x, Tensor.zeros(4), Tensor.zeros(3), null, EPSILON),
            "batch_norm",
            "one weight per channel, [3]",
            "[4]")
        .refuses(
            "a bias for another number of channels",
            ShapeException.class,
            () -> batchNorm(x, Tensor.zeros(3), Tensor.zeros(2), null, EPSILON),
            "batch_norm",
            "one bias per channel, [3]",
            "[2]")
        .refuses(
            "statistics for another number of channels",
            ShapeException.class,
            () -> {
              Tensor two = Tensor.zeros(2);
              batchNorm(x, null, null, new BatchNorm.Running(two, two, 0.1), EPSILON);
            },
            "batch_norm",
            "one running mean per channel, [3]",
            "[2]")
        .refuses(
            "a row",
            ShapeException.class,
            () -> batchNorm(Tensor.zeros(3), null, null, null, EPSILON),
            "batch_norm",
            "[N, C, …]",
            "[3]");
  }

  private static OpCase batch(SeededRandom random) {
    int channels = Samples.integer(random, 1, 3);
    Tensor x =
        random.nextBoolean()
            ? Samples.uniform(random, Samples.integer(random, 3, 6), channels)
            : Samples.uniform(random, 2, channels, 2, Samples.integer(random, 1, 3));
    return affine(
        random,
        x,
        Shape.of(channels),
        in -> batchNorm(in[0], in[1], in[2], null, EPSILON),
        in -> batchNorm(in[0], null, null, null, EPSILON));
  }

  private static OpCase running(SeededRandom random) {
    Tensor x = Samples.uniform(random, 2, 3, 2, 2);
    BatchNorm.Running running =
        new BatchNorm.Running(Samples.uniform(random, 3), Samples.between(random, 0.5, 2, 3), 0.1);
    return affine(
        random,
        x,
        Shape.of(3),
        in -> batchNorm(in[0], in[1], in[2], running, EPSILON),
        in -> batchNorm(in[0], null, null, running, EPSILON));
  }

  private static OpCase affine(
      SeededRandom random,
      Tensor x,
      Shape each,
      Function<Tensor[], Tensor> with,
      Function<Tensor[], Tensor> without) {
    return random.nextBoolean()
        ? new OpCase(x.shape() + " plain", without, x)
        : new OpCase(
            x.shape() + " affine",
            with,
            x,
            Samples.uniform(random, each.sizes()),
            Samples.uniform(random, each.sizes()));
  }

  private static OpRow groups() {
    return OpRow.of(
            "groupNorm",
            GroupNorm.class,
            random -> {
              int groups = Samples.integer(random, 1, 3);
              int channels = 2 * groups;
              return affine(
                  random,
                  Samples.uniform(random, 2, channels, 2, 3),
                  Shape.of(channels),
                  in -> groupNorm(in[0], groups, in[1], in[2], EPSILON),
                  in -> groupNorm(in[0], groups, null, null, EPSILON));
            })
        .refuses(
            "groups that do not divide",
            ShapeException.class,
            () -> groupNorm(Tensor.zeros(2, 6, 3, 3), 4, null, null, EPSILON),
            "group_norm",
            "divide the 6 channels",
            "4")
        .refuses(
            "no groups",
            ShapeException.class,
            () -> groupNorm(Tensor.zeros(2, 6, 3, 3), 0, null, null, EPSILON),
            "group_norm",
            "divide the 6 channels",
            "0")
        .refuses(
            "a weight per group",
            ShapeException.class,
            () -> groupNorm(Tensor.zeros(2, 6, 3, 3), 2, Tensor.zeros(2), null, EPSILON),
            "group_norm",
            "one weight per channel, [6]",
            "[2]");
  }

  private static OpRow instances() {
    return OpRow.of(
            "instanceNorm",
            InstanceNorm.class,
            random ->
                affine(
                    random,
                    Samples.uniform(random, 2, 3, 3, 2),
                    Shape.of(3),
                    in -> instanceNorm(in[0], in[1], in[2], EPSILON),
                    in -> instanceNorm(in[0], null, null, EPSILON)))
        .refuses(
            "plain features",
            ShapeException.class,
            () -> instanceNorm(Tensor.zeros(2, 6), null, null, EPSILON),
            "instance_norm",
            "[N, C, L, …]",
            "[2, 6]",
            "layer normalisation");
  }

  private static OpRow layers() {
    return OpRow.of(
            "layerNorm",
            LayerNorm.class,
            random -> {
              Shape each = random.nextBoolean() ? Shape.of(5) : Shape.of(3, 4);
              return affine(
                  random,
                  Samples.uniform(random, each.prepend(Samples.integer(random, 1, 3)).sizes()),
                  each,
                  in -> layerNorm(in[0], each, in[1], in[2], EPSILON),
                  in -> layerNorm(in[0], each, null, null, EPSILON));
            })
        .refuses(
            "other last axes",
            ShapeException.class,
            () -> layerNorm(Tensor.zeros(2, 6), Shape.of(5), null, null, EPSILON),
            "layer_norm",
            "last axes are [5]",
            "[2, 6]")
        .refuses(
            "a weight of another shape",
            ShapeException.class,
            () -> layerNorm(Tensor.zeros(2, 6), Shape.of(6), Tensor.zeros(2, 6), null, EPSILON),
            "layer_norm",
            "a weight per element, [6]",
            "[2, 6]");
  }

  private static OpRow responses() {
    return OpRow.of(
            "localResponseNorm",
            LocalResponseNorm.class,
            random -> {
              LocalResponseNorm.Constants constants =
                  new LocalResponseNorm.Constants(
                      Samples.integer(random, 1, 5),
                      1 + random.nextDouble(),
                      random.nextBoolean() ? 0.75 : 0.3 + random.nextDouble(),
                      1 + random.nextInt(2));
              Tensor x = Samples.uniform(random, 2, Samples.integer(random, 1, 6), 2, 2);
              return new OpCase(
                  x.shape() + " " + constants, in -> localResponseNorm(in[0], constants), x);
            })
        .refuses(
            "plain features",
            ShapeException.class,
            () -> localResponseNorm(Tensor.zeros(2, 6), LocalResponseNorm.Constants.of(5)),
            "local_response_norm",
            "[N, C, H, W]",
            "[2, 6]")
        .refuses(
            "an empty neighbourhood",
            IllegalArgumentException.class,
            () -> LocalResponseNorm.Constants.of(0),
            "local_response_norm",
            "at least 1",
            "0");
  }
}
