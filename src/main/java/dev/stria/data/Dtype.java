package dev.stria.data;

import java.nio.ByteBuffer;

/** A type of number in files; all are read into {@code float}, rounded where they are wider. */
public enum Dtype {
  /** A truth value in one byte: 0 or 1. */
  BOOL(1) {
    @Override
    float next(ByteBuffer in) {
      return in.get() == 0 ? 0 : 1;
    }
  },
  /** An unsigned 8-bit integer. */
  U8(1) {
    @Override
    float next(ByteBuffer in) {
      return in.get() & 0xFF;
    }
  },
  /** A signed 8-bit integer. */
  I8(1) {
    @Override
    float next(ByteBuffer in) {
      return in.get();
    }
  },
  /** An unsigned 16-bit integer. */
  U16(2) {
    @Override
    float next(ByteBuffer in) {
      return in.getShort() & 0xFFFF;
    }
  },
  /** A signed 16-bit integer. */
  I16(2) {
    @Override
    float next(ByteBuffer in) {
      return in.getShort();
    }
  },
  /** IEEE 754 binary16, half precision. */
  F16(2) {
    @Override
    float next(ByteBuffer in) {
      return HalfFloat.toFloat(in.getShort());
    }
  },
  /** The upper half of a 32-bit float. */
  BF16(2) {
    @Override
    float next(ByteBuffer in) {
      return Float.intBitsToFloat(in.getShort() << 16);
    }
  },
  /** An unsigned 32-bit integer. */
  U32(4) {
    @Override
    float next(ByteBuffer in) {
      return in.getInt() & 0xFFFFFFFFL;
    }
  },
  /** A signed 32-bit integer. */
  I32(4) {
    @Override
    float next(ByteBuffer in) {
      return in.getInt();
    }
  },
  /** IEEE 754 binary32, the library's own type. */
  F32(4) {
    @Override
    float next(ByteBuffer in) {
      return in.getFloat();
    }

    @Override
    void next(ByteBuffer in, float[] values, int from, int to) {
      in.asFloatBuffer().get(values, from, to - from);
    }
  },
  /** An unsigned 64-bit integer. */
  U64(8) {
    @Override
    float next(ByteBuffer in) {
      long value = in.getLong();
      // Halving keeps the lowest bit sticky, so that the sum rounds as the whole would.
      return value >= 0 ? value : 2f * (float) (value >>> 1 | value & 1);
    }
  },
  /** A signed 64-bit integer. */
  I64(8) {
    @Override
    float next(ByteBuffer in) {
      return in.getLong();
    }
  },
  /** IEEE 754 binary64, double precision. */
  F64(8) {
    @Override
    float next(ByteBuffer in) {
      return (float) in.getDouble();
    }
  };

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the size of one number.
   *
   * @return the size in bytes
   */
  public int bytes() {
    return bytes;
  }

  /** Reads one number. */
  abstract float next(ByteBuffer in);

  /** Reads numbers into an array. */
  void next(ByteBuffer in, float[] values, int from, int to) {
    for (int at = from; at < to; at++) {
      values[at] = next(in);
    }
  }
}
