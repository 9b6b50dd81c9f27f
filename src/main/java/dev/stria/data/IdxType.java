package dev.stria.data;

import java.nio.ByteBuffer;

/** The types of number that an IDX file may hold, with their codes. */
enum IdxType {
  UNSIGNED_BYTE(0x08, 1) {
    @Override
    float next(ByteBuffer in) {
      return in.get() & 0xFF;
    }
  },
  SIGNED_BYTE(0x09, 1) {
    @Override
    float next(ByteBuffer in) {
      return in.get();
    }
  },
  SHORT(0x0B, 2) {
    @Override
    float next(ByteBuffer in) {
      return in.getShort();
    }
  },
  INT(0x0C, 4) {
    @Override
    float next(ByteBuffer in) {
      return in.getInt();
    }
  },
  FLOAT(0x0D, 4) {
    @Override
    float next(ByteBuffer in) {
      return in.getFloat();
    }
  },
  DOUBLE(0x0E, 8) {
    @Override
    float next(ByteBuffer in) {
      return (float) in.getDouble();
    }
  };

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Returns the type with a code, or {@code null} if there is none. */
  static IdxType of(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }

  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }

  abstract float next(ByteBuffer in);
}
