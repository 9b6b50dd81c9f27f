package dev.stria.op;

import java.util.List;
import java.util.stream.Stream;

/** Every operation of {@code dev.stria.op}, a row each; the rows stand in one class per family. */
final class OpTable {
  private OpTable() {}

  static List<OpRow> rows() {
    return Stream.of(
            ImageRows.rows(),
            FusedRows.rows(),
            LinearRows.rows(),
            MatrixRows.rows(),
            MoveRows.rows(),
            PointwiseRows.rows(),
            ReductionRows.rows(),
            ShapeRows.rows(),
            VolumeRows.rows(),
            WindowRows.rows(),
            NormRows.rows(),
            LookupRows.rows(),
            LossRows.rows())
        .flatMap(List::stream)
        .toList();
  }
}
