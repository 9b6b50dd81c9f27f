package dev.stria.visual;

/** Whether a picture shows what it claims to show. */
public enum Verdict {
  /** It scores higher than the picture that the ascent started from, and it shows something. */
  OK,
  /** The unit never answered: its score stayed at 0 or below, whatever was tried. */
  DEAD,
  /** It has almost one grey throughout, such as what a filter of the first layer likes best. */
  FLAT
}
