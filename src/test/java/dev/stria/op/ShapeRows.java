package dev.stria.op;

import static dev.stria.op.Permute.permute;
import static dev.stria.op.Permute.transpose;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Rows of the operations that only move elements. */
final class ShapeRows {
  private ShapeRows() {}

  static List<OpRow> rows() {
    return List.of(
        OpRow.of(
                "permute",
                Permute.class,
                random -> {
                  int[] order = order(random, Samples.integer(random, 1, 5));
                  Tensor x = Samples.uniform(random, Samples.sizes(random, order.length, 4));
                  return new OpCase(
                      x.shape() + " to " + Arrays.toString(order), in -> permute(in[0], order), x);
                })
            .refuses(
                "an axis left out",
                ShapeException.class,
                () -> permute(Tensor.zeros(2, 3, 4), 1, 0),
                "permute",
                "all axes of [2, 3, 4]",
                "[1, 0]")
            .refuses(
                "an axis twice",
                ShapeException.class,
                () -> permute(Tensor.zeros(2, 3), 1, -1),
                "permute",
                "each axis once",
                "[1, -1]")
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> permute(Tensor.zeros(2, 3), 0, 2),
                "permute",
                "from -2 to 1",
                "axis 2"),
        OpRow.of(
                "transpose",
                Permute.class,
                random -> {
                  Tensor x = Samples.uniform(random, Samples.sizes(random, 3, 4));
                  int first = random.nextInt(3);
                  int second = random.nextInt(3) - 3;
                  return new OpCase(
                      x.shape() + " " + first + " and " + second,
                      in -> transpose(in[0], first, second),
                      x);
                })
            .refuses(
                "an axis that does not exist",
                ShapeException.class,
                () -> transpose(Tensor.zeros(2, 3), 0, -3),
                "transpose",
                "axis -3"),
        OpRow.of(
                "unsqueeze",
                Reshape.class,
                random -> {
                  int axis = random.nextInt(6) - 3;
                  Tensor x = Samples.uniform(random, 2, 3);
                  return new OpCase("axis " + axis, in -> Reshape.unsqueeze(in[0], axis), x);
                })
            .refuses(
                "an axis beyond the last",
                ShapeException.class,
                () -> Reshape.unsqueeze(Tensor.zeros(2, 3), 3),
                "unsqueeze",
                "axis 3"),
        OpRow.of(
                "squeeze",
                Reshape.class,
                random -> {
                  Tensor x = Samples.uniform(random, 2, 1, 3);
                  return new OpCase("axis 1", in -> Reshape.squeeze(in[0], -2), x);
                })
            .refuses(
                "an axis that is not 1",
                ShapeException.class,
                () -> Reshape.squeeze(Tensor.zeros(2, 3), 1),
                "squeeze",
                "size 1",
                "axis 1 of [2, 3]"),
        OpRow.of(
                "channel",
                Pick.class,
                random -> {
                  Tensor x = Samples.uniform(random, Samples.sizes(random, 4, 4));
                  int channel = random.nextInt(x.shape().size(1));
                  return new OpCase(
                      x.shape() + " " + channel, in -> Pick.channel(in[0], channel), x);
                })
            .refuses(
                "a channel that does not exist",
                ShapeException.class,
                () -> Pick.channel(Tensor.zeros(2, 3, 4, 4), 3),
                "pick",
                "from 0 to 2",
                "[2, 3, 4, 4]",
                "3")
            .refuses(
                "no axis of channels",
                ShapeException.class,
                () -> Pick.channel(Tensor.zeros(3), 0),
                "pick",
                "[N, C, …]",
                "[3]"),
        OpRow.of(
                "channels",
                Pick.class,
                random -> {
                  Tensor x =
                      Samples.uniform(
                          random, Samples.sizes(random, Samples.integer(random, 2, 4), 4));
                  int[] channels = some(random, x.shape().size(0), x.shape().size(1));
                  return new OpCase(
                      x.shape() + " " + Arrays.toString(channels),
                      in -> Pick.channels(in[0], channels),
                      x);
                })
            .refuses(
                "fewer numbers than examples",
                ShapeException.class,
                () -> Pick.channels(Tensor.zeros(2, 3, 4, 4), 1),
                "pick",
                "one number per example",
                "1 numbers"),
        OpRow.of(
                "units",
                Pick.class,
                random -> {
                  Tensor x = Samples.uniform(random, Samples.sizes(random, 3, 4));
                  int[] units = some(random, x.shape().size(0), x.shape().dropFirst().count());
                  return new OpCase(
                      x.shape() + " " + Arrays.toString(units), in -> Pick.units(in[0], units), x);
                })
            .refuses(
                "a unit that does not exist",
                ShapeException.class,
                () -> Pick.units(Tensor.zeros(2, 3), 0, -1),
                "pick",
                "from 0 to 2",
                "-1"));
  }

  private static int[] some(SeededRandom random, int n, int bound) {
    return random.ints(n, 0, bound).toArray();
  }

  private static int[] order(SeededRandom random, int rank) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
