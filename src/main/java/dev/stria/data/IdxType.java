package dev.stria.data;

/** The codes by which IDX files name the types of number that they may hold. */
enum IdxType {
  UNSIGNED_BYTE(0x08, Dtype.U8),
  SIGNED_BYTE(0x09, Dtype.I8),
  SHORT(0x0B, Dtype.I16),
  INT(0x0C, Dtype.I32),
  FLOAT(0x0D, Dtype.F32),
  DOUBLE(0x0E, Dtype.F64);

  private final int code;
  private final Dtype dtype;

  IdxType(int code, Dtype dtype) {
    this.code = code;
    this.dtype = dtype;
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

  Dtype dtype() {
    return dtype;
  }
}
